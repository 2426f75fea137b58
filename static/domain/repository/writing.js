/**
 * Writing: payloads are checked, sealed and signed into the device's chain, and durable when the promise resolves.
 *
 * One writer at a time across tabs (Web Lock "sotto-write"); the store checks the chain once more in the transaction that writes.
 * Asking twice with the same id writes once, so that whoever was interrupted may simply ask again.
 */
import { Conflict, Refused } from "../../lib/errors.js";
import { expectPayload } from "../kinds.js";
import { awayOf, handoversOf } from "../record/index.js";

/**
 * @typedef {{id?: string, after?: string[], consult?: import("../../crypto/items.js").Consult}} Options
 * @typedef {[payload: any, options?: Options]} Step
 * @typedef {{jwe: string, sig: string}} Item
 * @typedef {{id: string, vault: string, make: (fields: {author: string, device: string, at: string, prev: string|null}) => Promise<Item>}} Planned
 * @typedef {import("./directory.js").Directory} Directory
 */

const LOCK = "sotto-write";
const RECORDS = "records";
const FIRST_EPOCH = 1;
const ATTEMPTS = 3;

/**
 * @param {import("./index.js").Parts & {directory: import("./directory.js").DirectoryReader, vaultKeys: {load: (vault: string) => Promise<void>},
 *   entries: {open: (vault: string) => Promise<import("./entries.js").Entry[]>}, locks: import("../../sync/locks.js").Locks}} parts
 */
export function createWriting({ store, keyring, crypto, clock, ids, directory, vaultKeys, entries, locks }) {
  /** The certificate by which others will check what is written now. @param {Directory} known @param {string} at */
  function expectCertified({ members }, at) {
    const own = members.get(keyring.member);
    if (!own) throw new Refused("not-certified");
    // With a clock this wrong nobody could check the signature later: the draft stays, and the person is told.
    if (!own.certificates.some((each) => crypto.validForSignature(each, at))) throw new Refused("clock-wrong");
  }

  /** @param {Planned[]} planned  written together or not at all */
  async function write(planned) {
    expectCertified(await directory.read(), clock.stamp());
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await seal(planned);
      } catch (error) {
        const isTaken = error instanceof Conflict && error.code === "device-chain";
        if (!isTaken || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** @param {Planned[]} planned */
  async function seal(planned) {
    const start = await store.deviceHead();
    const items = [];
    let prev = start;
    for (const { id, vault, make } of planned) {
      const item = await make({ author: keyring.member, device: keyring.device, at: clock.stamp(), prev });
      prev = await crypto.itemHash(item);
      items.push({ ...item, id, vault, hash: prev });
    }
    await store.append(items, start);
  }

  /** @param {string} vault @param {number} epoch @param {Step} step @param {() => CryptoKey} vaultKey @returns {Planned} */
  function envelope(vault, epoch, [payload, { id = ids.next(), after = [], consult } = {}], vaultKey) {
    expectPayload(payload);
    const own = consult ? { consult } : {};
    return { id, vault, make: (fields) => crypto.sealEnvelope({ id, vault, epoch, after, ...own, ...fields }, payload, vaultKey(), keyring.signer()) };
  }

  /** @param {string} vault @param {number} epoch @param {Uint8Array} raw @param {string} to @param {import("../../crypto/jose.js").PublicJwk} recipient @returns {Planned} */
  function grant(vault, epoch, raw, to, recipient) {
    const id = ids.next();
    return { id, vault, make: (fields) => crypto.sealGrant({ id, vault, epoch, to, ...fields }, raw, recipient, keyring.signer()) };
  }

  /** The key to seal to somebody who works here now. @param {Directory} known @param {string} id */
  function sealingOf({ members }, id) {
    const member = members.get(id);
    // The one issued last and no other: whoever got new keys may have lost the ones before.
    const certificate = member?.certificate;
    if (!certificate || member.ended || !crypto.validForSealing(certificate, clock.now())) throw new Refused("recipient-unknown", { fields: { to: id } });
    return certificate.sealing;
  }

  /**
   * To the author, to the records key, and to those members: only under certificates valid now.
   * @param {Directory} known @param {string} vault @param {Uint8Array} raw @param {string[]} to
   */
  function grants(known, vault, raw, to) {
    const people = [...new Set([keyring.member, ...to])].map((id) => grant(vault, FIRST_EPOCH, raw, id, sealingOf(known, id)));
    return [...people, grant(vault, FIRST_EPOCH, raw, RECORDS, known.descriptor.records)];
  }

  /** Nobody writes from here into what they handed to a colleague. @param {string} vault */
  async function openToWrite(vault) {
    const opened = await entries.open(vault);
    if (awayOf(handoversOf(opened), keyring.member, keyring.latestEpoch(vault) ?? 0)) throw new Refused("handed-over");
    return opened;
  }

  /**
   * Durable when it resolves; all steps or none.
   * @param {string} vault @param {Step[]} steps @returns {Promise<string[]>} ids
   */
  function appendAll(vault, steps) {
    return locks.request(LOCK, async () => {
      const present = new Set((await openToWrite(vault)).map((entry) => entry.id));
      await vaultKeys.load(vault);
      const epoch = keyring.latestEpoch(vault);
      if (epoch === null) throw new Refused("no-key");
      const vaultKey = () => /** @type {CryptoKey} */ (keyring.vaultKey(vault, epoch));
      const planned = steps.map((step) => envelope(vault, epoch, step, vaultKey));
      const missing = planned.filter(({ id }) => !present.has(id));
      if (missing.length > 0) await write(missing);
      return planned.map(({ id }) => id);
    });
  }

  /**
   * A new vault with its grants and first envelopes, in one transaction. One that is there already, under a chosen id, is left as it is.
   * @param {{vault?: string, to: string[]}} whom @param {Step[]} steps @returns {Promise<string>} the vault's id
   */
  function createVaultWith({ vault = ids.next(), to }, steps) {
    return locks.request(LOCK, async () => {
      if (await store.vault(vault)) return vault;
      // A first attempt that could not be written (no room) left its key in the ring: it is used again.
      const raw = (await keyring.rawVaultKey(vault, FIRST_EPOCH)) ?? crypto.newVaultKey();
      const givers = grants(await directory.read(), vault, raw, to);
      await keyring.addVaultKey(vault, FIRST_EPOCH, raw);
      const vaultKey = () => /** @type {CryptoKey} */ (keyring.vaultKey(vault, FIRST_EPOCH));
      await write([...givers, ...steps.map((step) => envelope(vault, FIRST_EPOCH, step, vaultKey))]);
      return vault;
    });
  }

  /** Grants of an officer, who holds none of these vaults. @param {Planned[]} planned */
  const appendGrants = (planned) => locks.request(LOCK, () => write(planned));

  /** What another part of the repository plans with the lock in its hand, written together. @param {() => Promise<Planned[]>} plan */
  const writePlanned = (plan) => locks.request(LOCK, async () => write(await plan()));

  return { appendAll, createVaultWith, appendGrants, writePlanned, envelope, grant, sealingOf };
}
