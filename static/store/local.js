/**
 * Local records by name: drafts, summaries, settings; each a JWE under the device key.
 *
 * A name is not sealed, so it holds ids and fixed words only, never a person's name. A summary carries a `mark`: the state of the vault that it was
 * made from, so that what is out of date is known without opening it. Summaries can be made again and are written relaxed;
 * everything else is on the disk when `put` resolves.
 */
import { Malformed } from "../lib/errors.js";
import { sealed } from "./sealed.js";
import { STORES } from "./schema.js";
import { write } from "./transactions.js";

const NAME = /^[a-z0-9][a-z0-9/_.:-]{0,199}$/i;
const LAST = "\uffff";

/** @param {import("idb").IDBPDatabase} database */
export function createLocalStore(database) {
  return {
    /** @param {string} name @returns {Promise<string|null>} */
    get: async (name) => (await database.get(STORES.local, name))?.jwe ?? null,

    /** @param {string} name @param {string} jwe @param {{mark?: number}} [options] a mark says that it is a summary */
    async put(name, jwe, { mark } = {}) {
      const row = { name: plainName(name), jwe: sealed(jwe), mark };
      const durability = mark === undefined ? "strict" : "relaxed";
      await write(database, [STORES.local], (transaction) => transaction.objectStore(STORES.local).put(row), { durability });
    },

    /** @param {string} name */
    async delete(name) {
      await write(database, [STORES.local], (transaction) => transaction.objectStore(STORES.local).delete(name));
    },

    /** @param {string} [prefix] @returns {Promise<string[]>} */
    keys: async (prefix = "") => /** @type {string[]} */ (await database.getAllKeys(STORES.local, range(prefix))),

    /** @param {string} prefix @returns {Promise<Array<{name: string, jwe: string, mark?: number}>>} */
    all: (prefix) => database.getAll(STORES.local, range(prefix)),
  };
}

/** @param {string} prefix */
function range(prefix) {
  return IDBKeyRange.bound(prefix, prefix + LAST);
}

/** @param {string} name */
function plainName(name) {
  if (!NAME.test(name)) throw new Malformed("expected the name of a local record: ids and fixed words");
  return name;
}
