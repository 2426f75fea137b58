/**
 * Leaving this phone for good: what is still here, and emptying the store once all of it was acknowledged.
 *
 * `leave` looks once more inside the transaction that empties: a word written in the meantime, by any tab, stops it. Only language and theme stay,
 * and one row that says what was done.
 */
import { ACCOUNT_ROW, STORES } from "./schema.js";
import { META } from "./meta.js";
import { write } from "./transactions.js";
import { touchVault } from "./rows.js";

/**
 * @typedef {import("./queue.js").QueueRow} QueueRow
 * @typedef {{name: string, jwe: string}} Draft
 * @typedef {object} LeftBehind
 * @property {Draft[]} drafts  sealed under the device key
 * @property {QueueRow[]} stuck  items that the server refused, or that somebody else wrote and it lost
 * @property {number} saved  everything that a person saved and that is not verified on the server: envelopes and drafts
 * @property {string|null} accountDeviceKey
 * @typedef {{at: string, count: number}} Left  when this phone was emptied, and how much was handed in first
 */

const { queue: QUEUE, vaults: VAULTS, local: LOCAL, account: ACCOUNT, meta: META_STORE } = STORES;
const ACKNOWLEDGED = new Set(["held", "received"]);
const draftRange = () => IDBKeyRange.bound("draft/", "draft/\uffff");

/** @param {import("idb").IDBPDatabase} database */
export function createLeavingStore(database) {
  return {
    leftBehind: () => leftBehind(database),
    retryRefused: () => retryRefused(database),
    leave: (/** @type {LeftBehind} */ acknowledged, /** @type {Left} */ left) => leave(database, acknowledged, left),
    /** @returns {Promise<Left|null>} what was done when this phone was emptied, until somebody has read it */
    left: async () => (await database.get(META_STORE, META.left)) ?? null,
    /** It was read. */
    forgetLeft: () => write(database, [META_STORE], (transaction) => transaction.objectStore(META_STORE).delete(META.left)),
  };
}


/** @param {import("idb").IDBPDatabase} database @returns {Promise<LeftBehind>} */
async function leftBehind(database) {
  const transaction = database.transaction([QUEUE, LOCAL, ACCOUNT]);
  const [rows, drafts, account] = await Promise.all([
    transaction.objectStore(QUEUE).getAll(),
    transaction.objectStore(LOCAL).getAll(draftRange()),
    transaction.objectStore(ACCOUNT).get(ACCOUNT_ROW),
  ]);
  const envelopes = rows.filter((row) => row.type === "envelope");
  return {
    drafts: drafts.map(({ name, jwe }) => ({ name, jwe })),
    stuck: rows.filter(({ state }) => state === "refused" || state === "kept"),
    saved: envelopes.length + drafts.length,
    accountDeviceKey: account?.accountDeviceKey ?? null,
  };
}

/** What was refused while the access was whole may be held now. @param {import("idb").IDBPDatabase} database */
async function retryRefused(database) {
  await write(database, [QUEUE, VAULTS], async (transaction) => {
    const refused = await transaction.objectStore(QUEUE).index("state").getAll("refused");
    for (const row of refused) {
      await transaction.objectStore(QUEUE).put({ ...row, state: "waiting", code: null });
      await touchVault(transaction, row.vault);
    }
  });
}

/**
 * Empties everything, if nothing is here but what was acknowledged.
 * @param {import("idb").IDBPDatabase} database @param {LeftBehind} acknowledged @param {Left} left
 * @returns {Promise<boolean>} false: something else is here, and nothing was touched
 */
async function leave(database, acknowledged, left) {
  const names = Object.values(STORES);
  return write(database, names, async (transaction) => {
    const rows = await transaction.objectStore(QUEUE).getAll();
    const drafts = await transaction.objectStore(LOCAL).getAll(draftRange());
    if (!rows.every(isIn(acknowledged)) || !drafts.every(isHandedIn(acknowledged))) return false;
    const meta = transaction.objectStore(META_STORE);
    const appearance = await meta.get(META.appearance);
    await Promise.all(names.map((each) => transaction.objectStore(each).clear()));
    if (appearance) await meta.put(appearance, META.appearance);
    await meta.put(left, META.left);
    return true;
  });
}

/** @param {LeftBehind} acknowledged */
function isIn({ stuck }) {
  const handedIn = new Map(stuck.map((row) => [row.seq, row.sig]));
  return (/** @type {QueueRow} */ row) => ACKNOWLEDGED.has(row.state) || (row.state !== "waiting" && handedIn.get(row.seq) === row.sig);
}

/** @param {LeftBehind} acknowledged */
function isHandedIn({ drafts }) {
  const handedIn = new Map(drafts.map(({ name, jwe }) => [name, jwe]));
  return (/** @type {Draft} */ { name, jwe }) => handedIn.get(name) === jwe;
}
