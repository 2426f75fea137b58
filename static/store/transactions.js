/**
 * Every write of the store goes through `write`: one transaction, all of it or none, on the disk when the promise resolves.
 *
 * Inside `work` nothing may be awaited but the database itself, or the transaction would end by itself half-way;
 * sealing and packing happen before. Durability is strict: "saved" is said only after the browser says it is on the disk.
 */
import { StorageFull } from "../lib/errors.js";

/**
 * @template Result
 * @param {import("idb").IDBPDatabase} database
 * @param {string[]} storeNames
 * @param {(transaction: import("idb").IDBPTransaction<unknown, string[], "readwrite">) => Promise<Result>} work
 * @param {{durability?: "strict"|"relaxed"}} [options]
 * @returns {Promise<Result>}
 */
export async function write(database, storeNames, work, { durability = "strict" } = {}) {
  const transaction = database.transaction(storeNames, "readwrite", { durability });
  const ended = Promise.allSettled([transaction.done]);
  let result;
  try {
    result = await work(transaction);
  } catch (error) {
    abort(transaction);
    await ended;
    throw asStoreError(transaction.error ?? error);
  }
  const [outcome] = await ended;
  if (outcome.status === "rejected") throw asStoreError(transaction.error ?? outcome.reason);
  return result;
}

/** @param {import("idb").IDBPTransaction<unknown, string[], "readwrite">} transaction */
function abort(transaction) {
  try {
    transaction.abort();
  } catch (error) {
    const isOver = error instanceof DOMException && error.name === "InvalidStateError";
    if (!isOver) throw error;
  }
}

/** @param {unknown} error */
function asStoreError(error) {
  if (error instanceof DOMException && error.name === "QuotaExceededError") return new StorageFull({ cause: error });
  return error;
}
