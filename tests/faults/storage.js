/**
 * Faults of the phone's disk, put into fake-indexeddb: the app is killed at a write, or the room runs out at one.
 *
 * A killed phone's database is dead at once: its open transactions are aborted, and nothing of the old life reads or writes any more, as when a
 * process gets SIGKILL. What it had already asked of the network goes on without it.
 */

export class Killed extends Error {}

/** @type {Map<string, {kind: "kill"|"quota", after: number}>} */
const armed = new Map();
/** @type {WeakSet<object>} */
const dead = new WeakSet();
/** @type {Map<string, Set<IDBDatabase>>} */
const live = new Map();
/** @type {(kind: string) => void} */
let onFault = () => undefined;

/** @param {(kind: string) => void} tell  called for every fault that was met, not merely armed */
export function installStorageFaults(tell) {
  onFault = tell;
  for (const name of /** @type {const} */ (["add", "put", "delete"])) {
    const original = /** @type {any} */ (IDBObjectStore.prototype)[name];
    /** @type {any} */ (IDBObjectStore.prototype)[name] = function (/** @type {any[]} */ ...values) {
      meet(this.transaction);
      return original.apply(this, values);
    };
  }
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...values) {
    if (dead.has(this)) throw new Killed("this phone's app is gone");
    const opened = live.get(this.name) ?? new Set();
    live.set(this.name, opened.add(this));
    return open.apply(this, values);
  };
}

/** @param {IDBTransaction} transaction */
function meet(transaction) {
  const { db } = transaction;
  if (dead.has(db)) throw new Killed("this phone's app is gone");
  const plan = armed.get(db.name);
  if (!plan || (plan.after -= 1) >= 0) return;
  armed.delete(db.name);
  onFault(plan.kind === "kill" ? "app killed at a write" : "no room at a write");
  if (plan.kind === "quota") throw new DOMException("no room", "QuotaExceededError");
  transaction.abort();
  killApp(db.name);
  throw new Killed("killed");
}

/** At the write after so many. @param {string} name @param {"kill"|"quota"} kind @param {number} after */
export const armStorage = (name, kind, after) => void armed.set(name, { kind, after });

/** @param {string} name */
export const disarmStorage = (name) => void armed.delete(name);

/** At once, whatever it does. @param {string} name */
export function killApp(name) {
  for (const database of live.get(name) ?? []) {
    dead.add(database);
    database.close();
  }
  live.delete(name);
}

/** Is this what a killed app, or the platform under it, ends in? @param {unknown} error */
export function isOfKill(error) {
  return error instanceof Killed || (error instanceof DOMException && ["AbortError", "InvalidStateError", "TransactionInactiveError"].includes(error.name));
}
