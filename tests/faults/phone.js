/** One phone under faults: the real store, queue and engine, over again from the disk after each kill. What a save resolved for is written down. */
import { createVerifier } from "../../static/crypto/index.js";
import { systemClock } from "../../static/lib/clock.js";
import { StorageFull } from "../../static/lib/errors.js";
import { openStore } from "../../static/store/store.js";
import { createEngine } from "../../static/sync/engine.js";
import { createLocks } from "../../static/sync/locks.js";
import { disarmStorage, isOfKill, killApp } from "./storage.js";

/** @typedef {{id: string, vault: string, jwe: string, sig: string, hash: string, isNote: boolean}} Item */

/**
 * @param {object} parts
 * @param {string} parts.name  of its database
 * @param {any} parts.account  the row of its person
 * @param {any} parts.transport
 * @param {any} parts.receiptKey
 * @param {() => Promise<boolean>} parts.onSignedOut
 */
export async function createPhone({ name, account, transport, receiptKey, onSignedOut }) {
  /** Hashes of the envelopes that were saved: the app said so, or it is found on the disk after a kill. @type {Set<string>} */
  const saved = new Set();
  let version = -1;
  const directory = { version: async () => version, receiptKeys: async () => [receiptKey], accept: async (/** @type {any} */ answer) => void (version = answer.version) };
  let life = await begin();
  if (!(await life.store.account())) await life.store.putAccount(account);

  async function begin() {
    const store = await openStore({ name });
    const locks = createLocks(undefined);
    const make = () => createEngine({ transport, store, clock: systemClock, verifyRun: createVerifier().verifyRun, directory: /** @type {any} */ (directory), locks, onSignedOut });
    return { store, tabs: [make(), make()] };
  }

  /** As after SIGKILL, or a battery that ran out. */
  async function restart() {
    disarmStorage(name);
    killApp(name);
    life = await begin();
  }

  /** Saves once, as one save of the app does; after a kill it is tried again only if the disk does not have it. @param {Item[]} items */
  async function save(items) {
    for (;;) {
      const last = items.at(-1)?.hash ?? null;
      try {
        const head = await life.store.deviceHead();
        if (head !== last) await life.store.append(items, head);
        for (const { hash, isNote } of items) if (isNote) saved.add(hash);
        return;
      } catch (error) {
        if (error instanceof StorageFull) continue;
        if (!isOfKill(error)) throw error;
        await restart();
      }
    }
  }

  /** @param {number} count  tabs at once */
  async function turn(count) {
    await Promise.allSettled(life.tabs.slice(0, count).map((tab) => tab.run()));
  }

  /** All that it has, as its person would find it. */
  async function found() {
    const vaults = await life.store.vaults();
    const envelopes = (await Promise.all(vaults.map(({ vault }) => life.store.envelopesOf(vault)))).flat();
    return { envelopes, counts: await life.store.counts(), integrity: await life.store.integrity() };
  }

  return { name, saved, save, turn, restart, found, close: () => life.store.close() };
}
