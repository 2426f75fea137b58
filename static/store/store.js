/**
 * The store on the phone: sealed bytes in IndexedDB, nothing else, and the one folder that touches it.
 *
 * What a person wrote lies in `queue` until a receipt for it is verified, then in `packs`; it moves from one to the other in one
 * transaction. No method removes something that is not kept elsewhere in the same transaction, but `destroy` and `leave`.
 */
import { openDatabase, STORES } from "./schema.js";
import { createAccountStore } from "./account.js";
import { createFindingStore } from "./findings.js";
import { createLeavingStore } from "./leaving.js";
import { createPasskeyStore } from "./passkeys.js";
import { createQueueStore } from "./queue.js";
import { createVaultStore } from "./vaults.js";
import { createLocalStore } from "./local.js";
import { checkIntegrity, settleLoss } from "./integrity.js";

/**
 * @param {{name?: string, onBlocked?: () => void, onBlocking?: () => void, onTerminated?: () => void}} [options]
 *   onBlocking: a newer version of the app waits for this tab to let go; onTerminated: the browser closed the database under us
 */
export async function openStore({ name = "sotto", onBlocked, onBlocking, onTerminated } = {}) {
  const database = await openDatabase(name, { onBlocked, onBlocking, onTerminated });
  return {
    ...createAccountStore(database),
    ...createPasskeyStore(database),
    ...createFindingStore(database),
    ...createLeavingStore(database),
    ...createQueueStore(database),
    ...createVaultStore(database),
    local: createLocalStore(database),
    /** @returns {Promise<import("./integrity.js").Integrity>} */
    integrity: () => checkIntegrity(database),
    settleLoss: (/** @type {number} */ count) => settleLoss(database, count),
    /** @returns {Promise<{usage: number, quota: number, persisted: boolean}>} */
    estimate,
    close: () => database.close(),
    /** Empties everything, for a sign-out that a person chose. @returns {Promise<void>} */
    destroy: () => destroy(database),
  };
}

/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

async function estimate() {
  const storage = globalThis.navigator?.storage;
  const { usage = 0, quota = 0 } = (await storage?.estimate?.()) ?? {};
  return { usage, quota, persisted: (await storage?.persisted?.()) ?? false };
}

/** @param {import("idb").IDBPDatabase} database */
async function destroy(database) {
  const names = Object.values(STORES);
  const transaction = database.transaction(names, "readwrite", { durability: "strict" });
  await Promise.all([...names.map((each) => transaction.objectStore(each).clear()), transaction.done]);
}
