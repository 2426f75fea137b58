/**
 * Is everything that this store remembers still there? Looked at once at start, from keys and counters alone.
 */
import { STORES } from "./schema.js";
import { addTo, META } from "./meta.js";
import { PACK_LIMIT } from "./pack.js";
import { write } from "./transactions.js";

/**
 * @typedef {{lostFromQueue: number, damagedVaults: string[]}} Integrity
 *   lostFromQueue: written here, never confirmed, and no longer here: said loudly; damagedVaults: to be read again from the server
 */

/** @param {import("idb").IDBPDatabase} database @returns {Promise<Integrity>} */
export async function checkIntegrity(database) {
  const lostFromQueue = await lostOf(database.transaction([STORES.meta, STORES.queue]));
  const heads = await headsByPacks(database);
  const vaults = await database.getAll(STORES.vaults);
  const damagedVaults = vaults.filter(({ vault, head }) => (heads.get(vault) ?? 0) !== head).map(({ vault }) => vault);
  return { lostFromQueue, damagedVaults };
}

/** @param {Pick<import("idb").IDBPTransaction<unknown, string[], any>, "objectStore">} transaction @returns {Promise<number>} */
async function lostOf(transaction) {
  const [written = 0, settled = 0, queued] = await Promise.all([
    transaction.objectStore(STORES.meta).get(META.written),
    transaction.objectStore(STORES.meta).get(META.settled),
    transaction.objectStore(STORES.queue).count(),
  ]);
  return Math.max(0, written - settled - queued);
}

/**
 * A person has read that so many are gone: said no more. What is lost afterwards is said again.
 * @param {import("idb").IDBPDatabase} database @param {number} count  as it was said
 */
export async function settleLoss(database, count) {
  await write(database, [STORES.meta, STORES.queue], async (transaction) => {
    const lost = await lostOf(transaction);
    await addTo(transaction.objectStore(STORES.meta), META.settled, Math.min(count, lost));
  });
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
