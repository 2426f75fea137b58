/**
 * What was written on this phone and has no verified receipt yet, in the order of writing.
 *
 * A row is one of: `waiting` (only here), `received` (the server answered, the receipt waits to be verified), `refused` or `held` (in quarantine,
 * with the server's code), `kept` (written by someone else, and lost by a server that went back to an older backup).
 * Rows leave for `packs` (`vaults.js`) or, being grants, for `grants`; never for nothing.
 */
import { Conflict } from "../lib/errors.js";
import { signed } from "./sealed.js";
import { STORES } from "./schema.js";
import { write } from "./transactions.js";
import { grantRow, newRow, touchVault } from "./rows.js";
import { addTo, META } from "./meta.js";

/**
 * @typedef {{jwe: string, sig: string}} Item
 * @typedef {Item & {id: string, vault: string, hash: string}} NewItem
 * @typedef {"waiting"|"received"|"refused"|"held"|"kept"} QueueState
 * @typedef {object} QueueRow
 * @property {number} seq @property {string} id @property {string} vault @property {"envelope"|"grant"} type @property {string} at
 * @property {string} jwe @property {string} sig
 * @property {QueueState} state @property {string|null} code @property {number|null} number @property {string|null} receipt @property {number} tries
 *
 * @typedef {{seq: number, status: "stored"|"duplicate"|"held"|"refused", number: number|null, receipt: string|null, code: string|null}} Answer
 * @typedef {{waiting: number, received: number, refused: number, held: number, kept: number}} Counts  envelopes only: what a person saved
 */

const { queue: QUEUE, vaults: VAULTS, grants: GRANTS, meta: META_STORE } = STORES;
const STATES = /** @type {const} */ (["waiting", "received", "refused", "held", "kept"]);
const IN_QUARANTINE = /** @type {const} */ (["refused", "held", "kept"]);

/** @param {import("idb").IDBPDatabase} database */
export function createQueueStore(database) {
  return {
    /** The hash of the item that this device wrote last. @returns {Promise<string|null>} */
    deviceHead: async () => (await database.get(META_STORE, META.deviceHead)) ?? null,
    append: (/** @type {NewItem[]} */ items, /** @type {string|null} */ expectedPrev) => append(database, items, expectedPrev),
    queueBatch: (/** @type {number} */ limitItems, /** @type {number} */ limitBytes, /** @type {Set<string>} */ skip = new Set()) =>
      queueBatch(database, limitItems, limitBytes, skip),
    recordAnswers: (/** @type {Answer[]} */ answers) => recordAnswers(database, answers),
    counts: () => counts(database),
    /** @returns {Promise<QueueRow[]>} answered by the server, receipt not yet verified */
    received: () => database.getAllFromIndex(QUEUE, "state", "received"),
    quarantine: () => quarantine(database),
    /** Everything that is only on this phone, sealed as it is: safe to hand to an officer. */
    unsynced: () => unsynced(database),
    retry: (/** @type {string} */ id) => retry(database, id),
    sendAgain: (/** @type {QueueRow} */ row) => sendAgain(database, row),
    setAsideGrants: (/** @type {string} */ vault) => setAsideGrants(database, vault),
  };
}

/**
 * Durable when it resolves: the rows and the new head of the device's chain, or neither.
 * @param {import("idb").IDBPDatabase} database @param {NewItem[]} items @param {string|null} expectedPrev  hash that the first item follows
 */
async function append(database, items, expectedPrev) {
  const rows = items.map(newRow);
  const vaults = new Set(rows.map((row) => row.vault));
  await write(database, [QUEUE, VAULTS, META_STORE], async (transaction) => {
    const meta = transaction.objectStore(META_STORE);
    const head = (await meta.get(META.deviceHead)) ?? null;
    if (head !== expectedPrev) throw new Conflict("device-chain");
    const queue = transaction.objectStore(QUEUE);
    await Promise.all([
      ...rows.map(async (row) => queue.add(row)),
      ...[...vaults].map((vault) => touchVault(transaction, vault)),
      meta.put(items.at(-1)?.hash ?? expectedPrev, META.deviceHead),
      addTo(meta, META.written, rows.length),
    ]);
  });
}

/**
 * The next items to send, in the order of writing; at least one when there is any, whatever its size.
 * @param {import("idb").IDBPDatabase} database @param {number} limitItems @param {number} limitBytes @param {Set<string>} skip  vaults to leave for later
 * @returns {Promise<QueueRow[]>}
 */
async function queueBatch(database, limitItems, limitBytes, skip) {
  /** @type {QueueRow[]} */ const batch = [];
  let bytes = 0;
  let cursor = await database.transaction(QUEUE).store.index("state").openCursor("waiting");
  for (; cursor && batch.length < limitItems; cursor = await cursor.continue()) {
    const row = /** @type {QueueRow} */ (cursor.value);
    if (skip.has(row.vault)) continue;
    bytes += row.jwe.length + row.sig.length;
    if (bytes > limitBytes && batch.length > 0) break;
    batch.push(row);
  }
  return batch;
}

/** @param {import("idb").IDBPDatabase} database @param {Answer[]} answers */
async function recordAnswers(database, answers) {
  for (const { receipt } of answers) if (receipt !== null) signed(receipt);
  await write(database, [QUEUE, VAULTS, GRANTS, META_STORE], async (transaction) => {
    const queue = transaction.objectStore(QUEUE);
    /** @type {Set<string>} */ const vaults = new Set();
    let settled = 0;
    for (const answer of answers) {
      const row = /** @type {QueueRow|undefined} */ (await queue.get(answer.seq));
      if (!row) continue;
      vaults.add(row.vault);
      const isIn = answer.status === "stored" || answer.status === "duplicate";
      if (isIn && row.type === "grant") {
        await transaction.objectStore(GRANTS).put(grantRow(row, { mine: true }));
        await queue.delete(row.seq);
        settled += 1;
      } else {
        const state = isIn ? "received" : answer.status;
        await queue.put({ ...row, state, number: answer.number, receipt: answer.receipt, code: answer.code, tries: row.tries + 1 });
      }
    }
    await addTo(transaction.objectStore(META_STORE), META.settled, settled);
    await Promise.all([...vaults].map((vault) => touchVault(transaction, vault)));
  });
}

/** @param {import("idb").IDBPDatabase} database @returns {Promise<Counts>} */
async function counts(database) {
  const index = database.transaction(QUEUE).store.index("tally");
  const numbers = await Promise.all(STATES.map((state) => index.count([state, "envelope"])));
  return /** @type {Counts} */ (Object.fromEntries(STATES.map((state, position) => [state, numbers[position]])));
}

/** @param {import("idb").IDBPDatabase} database @returns {Promise<QueueRow[]>} */
async function quarantine(database) {
  const index = database.transaction(QUEUE).store.index("state");
  const rows = await Promise.all(IN_QUARANTINE.map((state) => index.getAll(state)));
  return rows.flat();
}

/** @param {import("idb").IDBPDatabase} database @returns {Promise<Array<Pick<QueueRow, "jwe"|"sig"|"state"|"code">>>} */
async function unsynced(database) {
  const rows = /** @type {QueueRow[]} */ (await database.getAll(QUEUE));
  return rows.map(({ jwe, sig, state, code }) => ({ jwe, sig, state, code }));
}

/** Sends something in quarantine again, at its place in the order of writing. @param {import("idb").IDBPDatabase} database @param {string} id */
async function retry(database, id) {
  await write(database, [QUEUE, VAULTS], async (transaction) => {
    const rows = /** @type {QueueRow[]} */ (await transaction.objectStore(QUEUE).index("id").getAll(id));
    const stuck = rows.filter((row) => row.state === "refused" || row.state === "held");
    for (const row of stuck) {
      await transaction.objectStore(QUEUE).put({ ...row, state: "waiting", code: null });
      await touchVault(transaction, row.vault);
    }
  });
}

/** The server's receipt for it proved nothing: it waits once more. @param {import("idb").IDBPDatabase} database @param {QueueRow} row */
async function sendAgain(database, { seq, sig, vault }) {
  await write(database, [QUEUE, VAULTS], async (transaction) => {
    const row = /** @type {QueueRow|undefined} */ (await transaction.objectStore(QUEUE).get(seq));
    if (row?.sig !== sig || row.state !== "received") return;
    await transaction.objectStore(QUEUE).put({ ...row, state: "waiting", number: null, receipt: null });
    await touchVault(transaction, vault);
  });
}

/**
 * Keys for somebody that the server did not take, once the person has chosen somebody else: kept among the grants, and not sent again.
 * @param {import("idb").IDBPDatabase} database @param {string} vault
 */
async function setAsideGrants(database, vault) {
  await write(database, [QUEUE, VAULTS, GRANTS, META_STORE], async (transaction) => {
    const rows = /** @type {QueueRow[]} */ (await transaction.objectStore(QUEUE).index("vault").getAll(vault));
    const refused = rows.filter((row) => row.type === "grant" && row.state === "refused");
    for (const row of refused) {
      await transaction.objectStore(GRANTS).put(grantRow(row, { mine: false }));
      await transaction.objectStore(QUEUE).delete(row.seq);
    }
    await addTo(transaction.objectStore(META_STORE), META.settled, refused.length);
    await touchVault(transaction, vault);
  });
}
