/**
 * The rows that more than one part of the store writes.
 */
import { Malformed } from "../lib/errors.js";
import { headerOf, signed } from "./sealed.js";
import { STORES } from "./schema.js";

/**
 * @typedef {object} VaultRow
 * @property {string} vault
 * @property {number} head  the last number that is here and verified
 * @property {string|null} receiptHash  hash of its receipt
 * @property {number} target  the last number that the server said it has
 * @property {boolean} reread  the server's chain is not the one we held: read it again from 1
 * @property {boolean} [restored]  the server said that an older backup was restored: another chain is explained by that, until it is read
 * @property {number} change  grows whenever anything in the vault changes here; marks summaries
 */

/** @typedef {import("idb").IDBPTransaction<unknown, string[], "readwrite">} Writing */

const GRANT_TYPE = "sotto-grant";

/**
 * @param {Writing} transaction @param {string} vault @param {Partial<VaultRow>} [update]
 */
export async function touchVault(transaction, vault, update = {}) {
  const vaults = transaction.objectStore(STORES.vaults);
  const before = /** @type {VaultRow} */ ((await vaults.get(vault)) ?? newVault(vault));
  await vaults.put({ ...before, ...update, change: before.change + 1 });
}

/** @param {string} vault @returns {VaultRow} */
export function newVault(vault) {
  return { vault, head: 0, receiptHash: null, target: 0, reread: false, change: 0 };
}

/**
 * @param {{jwe: string, sig: string}} item @param {{mine: boolean}} origin  mine: this device wrote it, and sends it again if the server lost it
 */
export function grantRow({ jwe, sig }, { mine }) {
  const { vault, id, to, at } = headerOf(jwe);
  return { vault, id, to, at, jwe, sig: signed(sig), mine };
}

/** A row of the queue, before it has its place. @param {{jwe: string, sig: string}} item */
export function newRow({ jwe, sig }) {
  const header = headerOf(jwe);
  if (typeof header.id !== "string" || typeof header.vault !== "string") throw new Malformed("expected an envelope or a grant");
  const type = header.typ === GRANT_TYPE ? "grant" : "envelope";
  const { id, vault, at } = header;
  return { id, vault, type, at, jwe, sig: signed(sig), state: "waiting", code: null, number: null, receipt: null, tries: 0 };
}

/** Refusals for something that was missing on the server, and may be there now. */
const MAY_PASS = new Set(["vault-unknown", "not-a-holder", "recipient-unknown", "records-grant-missing", "epoch-unknown", "consult-invalid"]);

/**
 * Of these vaults something new is on the server: what it refused because something was missing waits to be sent again. (After an older backup was
 * restored, an answer may be back before the question.)
 * @param {Writing} transaction @param {Set<string>} vaults
 */
export async function retryWhatMayPass(transaction, vaults) {
  const queue = transaction.objectStore(STORES.queue);
  const refused = await queue.index("state").getAll("refused");
  const again = refused.filter((row) => vaults.has(row.vault) && MAY_PASS.has(row.code));
  await Promise.all(again.map((row) => queue.put({ ...row, state: "waiting", code: null })));
}

/**
 * The rows that are now in a pack, byte for byte, leave the queue.
 * @param {Writing} transaction @param {{vault: string, envelopes: import("./pack.js").StoredEnvelope[]}} run @returns {Promise<number>} how many
 */
export async function dropConfirmed(transaction, { vault, envelopes }) {
  const queue = transaction.objectStore(STORES.queue);
  const rows = await queue.index("vault").getAll(vault);
  if (rows.length === 0) return 0;
  const confirmed = new Set(envelopes.map(({ jwe, sig }) => `${jwe}\n${sig}`));
  const done = rows.filter(({ jwe, sig }) => confirmed.has(`${jwe}\n${sig}`));
  await Promise.all(done.map((row) => queue.delete(row.seq)));
  return done.length;
}
