/**
 * Sealed summaries: the little of each vault that lists show, so that opening the app opens no vault.
 *
 * Each summary is a local record sealed by the device key, marked with the state of the vault it was made from. Only those whose vault changed are
 * made again: a few at once before a list is shown, many in the background, in slices that leave the screen alone.
 */
import { Locked, Malformed } from "../../lib/errors.js";

const PREFIX = "summary/2/";
/** Of a version that told less: made again. */
const OLD_PREFIX = "summary/1/";
const MOST_AT_ONCE = 4;
const TELL_EVERY = 25;

/**
 * @param {import("./index.js").Parts & {summarise: (vault: string) => Promise<any>, pause: () => Promise<void>, isBusy: () => boolean,
 *   onMade: (vaults: string[]) => void}} parts  isBusy: much is being read, and what is read will change again
 */
export function createSummaries({ store, keyring, crypto, summarise, pause, isBusy, onMade }) {
  /** @type {Map<string, {mark: number, summary: any}>} */ let opened = new Map();
  let isLoaded = false;
  /** @type {Promise<void>|null} */ let making = null;
  keyring.onLock(() => {
    opened = new Map();
    isLoaded = false;
  });

  async function load() {
    if (isLoaded) return;
    const deviceKey = keyring.deviceKey();
    for (const name of await store.local.keys(OLD_PREFIX)) await store.local.delete(name);
    const rows = await store.local.all(PREFIX);
    const summaries = await Promise.all(rows.map(async ({ name, jwe, mark }) => ({ vault: name.slice(PREFIX.length), mark: mark ?? -1, summary: await openOrNull(name, jwe, deviceKey) })));
    if (!keyring.isUnlocked) throw new Locked();
    opened = new Map(summaries.filter(({ summary }) => summary !== null).map(({ vault, mark, summary }) => [vault, { mark, summary }]));
    isLoaded = true;
  }

  /** One that does not open is made again. @param {string} name @param {string} jwe @param {CryptoKey} deviceKey */
  async function openOrNull(name, jwe, deviceKey) {
    try {
      return await crypto.openLocal(name, jwe, deviceKey);
    } catch (error) {
      if (error instanceof Malformed) return null;
      throw error;
    }
  }

  /** @type {Map<string, Promise<void>>} under way, by vault and state of it */ const underWay = new Map();

  /** Asked for twice at the same time, it is made once. @param {import("../../store/rows.js").VaultRow} row */
  function make(row) {
    const name = `${row.vault} ${row.change}`;
    const started = underWay.get(name) ?? makeOne(row).finally(() => underWay.delete(name));
    underWay.set(name, started);
    return started;
  }

  /** @param {import("../../store/rows.js").VaultRow} row */
  async function makeOne({ vault, change }) {
    const deviceKey = keyring.deviceKey();
    const summary = await summarise(vault);
    const jwe = await crypto.sealLocal(PREFIX + vault, summary, deviceKey);
    if (!keyring.isUnlocked) throw new Locked();
    opened.set(vault, { mark: change, summary });
    await store.local.put(PREFIX + vault, jwe, { mark: change });
  }

  /** @returns {Promise<import("../../store/rows.js").VaultRow[]>} vaults whose summary is missing or of an earlier state, newest first */
  async function stale() {
    const rows = await store.vaults();
    return rows.filter(({ vault, change }) => opened.get(vault)?.mark !== change).sort((a, b) => (a.vault < b.vault ? 1 : -1));
  }

  /** @param {import("../../store/rows.js").VaultRow[]} rows */
  async function makeAll(rows) {
    /** @type {string[]} */ let made = [];
    for (const row of rows) {
      await pause();
      await make(row);
      made.push(row.vault);
      if (made.length >= TELL_EVERY) {
        onMade(made);
        made = [];
      }
    }
    if (made.length > 0) onMade(made);
  }

  /** In the background; being locked meanwhile is no failure. @param {import("../../store/rows.js").VaultRow[]} rows */
  function makeLater(rows) {
    making ??= makeAll(rows)
      .catch((error) => {
        if (!(error instanceof Locked)) throw error;
      })
      .finally(() => (making = null));
    return making;
  }

  return {
    /** What is here at once; what is out of date follows by `subscribe`. @returns {Promise<any[]>} */
    async list() {
      await load();
      const rows = await stale();
      if (rows.length <= MOST_AT_ONCE) for (const row of rows) await make(row);
      else if (!isBusy()) void makeLater(rows);
      return [...opened].map(([vault, { summary }]) => ({ ...summary, vault }));
    },
    /** @param {string} vault @returns {Promise<any|null>} */
    async one(vault) {
      await load();
      const row = await store.vault(vault);
      if (!row) return null;
      if (opened.get(vault)?.mark !== row.change) await make(row);
      return { ...opened.get(vault)?.summary, vault };
    },
    /** Brings all of them up to date; resolves when they are. */
    async refresh() {
      await load();
      await makeLater(await stale());
    },
  };
}
