/**
 * Runs of envelopes into packs of fifty and back. The pack of number n starts at a fixed number, so a small last one grows until it is full.
 */
import { Conflict } from "../lib/errors.js";
import { firstOfPack, pack, unpack } from "./pack.js";
import { packed } from "./sealed.js";
import { STORES } from "./schema.js";

/**
 * @typedef {import("./pack.js").StoredEnvelope} StoredEnvelope
 * @typedef {{vault: string, first: number, last: number, bytes: Uint8Array}} PackRow
 */

/**
 * Before the transaction: the rows to write, with the last small pack taken in.
 * @param {import("idb").IDBPDatabase} database @param {{vault: string, after: number, envelopes: StoredEnvelope[]}} run
 * @returns {Promise<PackRow[]>}
 */
export async function packRun(database, { vault, after, envelopes }) {
  const open = after > 0 && firstOfPack(after) === firstOfPack(after + 1) ? await database.get(STORES.packs, [vault, firstOfPack(after)]) : undefined;
  const before = open ? await readPacks([open]) : [];
  if (open && before.at(-1)?.number !== after) throw new Conflict("vault-moved");
  return packAll(vault, [...before, ...envelopes]);
}

/** @param {string} vault @param {StoredEnvelope[]} envelopes in order of number @returns {Promise<PackRow[]>} */
export async function packAll(vault, envelopes) {
  /** @type {Map<number, StoredEnvelope[]>} */ const groups = new Map();
  for (const envelope of envelopes) {
    const first = firstOfPack(envelope.number);
    groups.set(first, [...(groups.get(first) ?? []), envelope]);
  }
  return Promise.all(
    [...groups].map(async ([first, group]) => ({ vault, first, last: group.at(-1)?.number ?? first, bytes: packed(await pack(group)) })),
  );
}

/** @param {PackRow[]} rows @returns {Promise<StoredEnvelope[]>} */
export async function readPacks(rows) {
  return (await Promise.all(rows.map((row) => unpack(row.bytes)))).flat();
}

/** @param {import("./rows.js").Writing} transaction @param {PackRow[]} rows */
export async function writePacks(transaction, rows) {
  await Promise.all(rows.map((row) => transaction.objectStore(STORES.packs).put(row)));
}
