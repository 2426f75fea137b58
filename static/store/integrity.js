/**
 * Is everything that this store remembers still there? Looked at once at start, from keys and counters alone.
 */
import { STORES } from "./schema.js";
import { META } from "./meta.js";
import { PACK_LIMIT } from "./pack.js";

/**
 * @typedef {{lostFromQueue: number, damagedVaults: string[]}} Integrity
 *   lostFromQueue: written here, never confirmed, and no longer here: said loudly; damagedVaults: to be read again from the server
 */

/** @param {import("idb").IDBPDatabase} database @returns {Promise<Integrity>} */
export async function checkIntegrity(database) {
  const transaction = database.transaction([STORES.meta, STORES.queue]);
  const [written = 0, settled = 0, queued] = await Promise.all([
    transaction.objectStore(STORES.meta).get(META.written),
    transaction.objectStore(STORES.meta).get(META.settled),
    transaction.objectStore(STORES.queue).count(),
  ]);
  const heads = await headsByPacks(database);
  const vaults = await database.getAll(STORES.vaults);
  const damagedVaults = vaults.filter(({ vault, head }) => (heads.get(vault) ?? 0) !== head).map(({ vault }) => vault);
  return { lostFromQueue: Math.max(0, written - settled - queued), damagedVaults };
}

/** Up to where the packs of each vault go without a gap. @param {import("idb").IDBPDatabase} database */
async function headsByPacks(database) {
  /** @type {Map<string, number>} */ const heads = new Map();
  let cursor = await database.transaction(STORES.packs).store.index("extent").openKeyCursor();
  for (; cursor; cursor = await cursor.continue()) {
    const [vault, first, last] = /** @type {[string, number, number]} */ (cursor.key);
    const isNext = (heads.get(vault) ?? 0) + 1 === first && last < first + PACK_LIMIT;
    if (isNext) heads.set(vault, last);
  }
  return heads;
}
