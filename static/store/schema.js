/**
 * The shape of the database, and how an older one becomes this one.
 *
 * Every version has one step; steps only add or move sealed bytes, and never drop a row that a person made.
 */
import { openDB } from "idb";

export const VERSION = 1;

/** The object stores, each with what it holds. Keys are ids, counters and states; values are sealed bytes. */
export const STORES = Object.freeze({
  account: "account", // one row: who uses this device, and the sealed account bundle and device key
  directory: "directory", // one row: the signed descriptor and certificates as they came
  queue: "queue", // items written here whose receipt is not yet verified, in the order of writing
  packs: "packs", // verified envelopes, up to fifty to a value
  vaults: "vaults", // one small row a vault: how far it was read and verified
  grants: "grants", // vault keys sealed to this member, and those that this device sealed to others
  local: "local", // sealed local records by name: drafts, summaries, settings
  meta: "meta", // cursor, head of the device's chain, counters that tell whether something is missing
});

/** The one row of `account`: this device has one person. */
export const ACCOUNT_ROW = "this";

/**
 * @param {string} name
 * @param {{onBlocked?: () => void, onBlocking?: () => void, onTerminated?: () => void}} callbacks
 */
export function openDatabase(name, { onBlocked, onBlocking, onTerminated }) {
  return openDB(name, VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) createFirstVersion(database);
    },
    blocked: () => onBlocked?.(),
    blocking: () => onBlocking?.(),
    terminated: () => onTerminated?.(),
  });
}

/** @param {import("idb").IDBPDatabase} database */
function createFirstVersion(database) {
  database.createObjectStore(STORES.account);
  database.createObjectStore(STORES.directory);
  const queue = database.createObjectStore(STORES.queue, { keyPath: "seq", autoIncrement: true });
  queue.createIndex("state", "state");
  queue.createIndex("tally", ["state", "type"]);
  queue.createIndex("vault", "vault");
  queue.createIndex("id", "id");
  const packs = database.createObjectStore(STORES.packs, { keyPath: ["vault", "first"] });
  packs.createIndex("extent", ["vault", "first", "last"]);
  database.createObjectStore(STORES.vaults, { keyPath: "vault" });
  database.createObjectStore(STORES.grants, { keyPath: ["vault", "id"] });
  database.createObjectStore(STORES.local, { keyPath: "name" });
  database.createObjectStore(STORES.meta);
}
