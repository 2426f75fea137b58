/**
 * When the server went back to an older backup: the vault is read again from number 1, and what the server lost goes back to the queue.
 *
 * Items that this very device wrote wait to be sent again, before anything newer; those of others are `kept`, readable, until
 * their own device sends them again. So do all grants that this device wrote: whether the server has them still cannot be seen from
 * here, and having them twice is having them once. Refused items of the vault get another chance. Nothing that was here is gone afterwards.
 */
import { Conflict } from "../lib/errors.js";
import { headerOf } from "./sealed.js";
import { ACCOUNT_ROW, STORES } from "./schema.js";
import { write } from "./transactions.js";
import { dropConfirmed, newRow, touchVault } from "./rows.js";
import { addTo, META } from "./meta.js";
import { packAll, readPacks, writePacks } from "./packs.js";

const { queue: QUEUE, packs: PACKS, vaults: VAULTS, grants: GRANTS, meta: META_STORE, account: ACCOUNT } = STORES;

/**
 * @param {import("idb").IDBPDatabase} database
 * @param {{vault: string, envelopes: import("./pack.js").StoredEnvelope[], head: number, receiptHash: string|null}} whole  verified from number 1
 */
export async function replaceVault(database, { vault, envelopes, head, receiptHash }) {
  const before = await database.get(VAULTS, vault);
  const range = IDBKeyRange.bound([vault], [vault, []]);
  const held = await readPacks(await database.getAll(PACKS, range));
  const confirmed = new Set(envelopes.map(({ jwe, sig }) => `${jwe}\n${sig}`));
  const lost = held.filter(({ jwe, sig }) => !confirmed.has(`${jwe}\n${sig}`));
  const grants = (await database.getAll(GRANTS, range)).filter((grant) => grant.mine);
  const account = await database.get(ACCOUNT, ACCOUNT_ROW);
  const back = [...grants, ...lost].map((item) => returned(item, account));
  const packs = await packAll(vault, envelopes);

  await write(database, [PACKS, VAULTS, QUEUE, META_STORE], async (transaction) => {
    const now = await transaction.objectStore(VAULTS).get(vault);
    if (now?.change !== before?.change) throw new Conflict("vault-moved");
    await transaction.objectStore(PACKS).delete(range);
    await writePacks(transaction, packs);
    const settled = await dropConfirmed(transaction, { vault, envelopes });
    const added = await putFirst(transaction, back);
    await giveAnotherChance(transaction, vault);
    await addTo(transaction.objectStore(META_STORE), META.settled, settled);
    await addTo(transaction.objectStore(META_STORE), META.written, added);
    await touchVault(transaction, vault, { head, receiptHash, target: head, reread: false, restored: false });
  });
}

/** @param {{jwe: string, sig: string}} item @param {{member: string, device: string}|undefined} account */
function returned(item, account) {
  const { author, device } = headerOf(item.jwe);
  const isOurs = author === account?.member && device === account?.device;
  return { ...newRow(item), state: isOurs ? "waiting" : "kept" };
}

/**
 * In front of everything that waits, in their order; what lies in the queue already is not put twice.
 * @param {import("./rows.js").Writing} transaction @param {any[]} rows @returns {Promise<number>} how many were put
 */
async function putFirst(transaction, rows) {
  const queue = transaction.objectStore(QUEUE);
  const present = new Set((await Promise.all(rows.map((row) => queue.index("id").getAll(row.id)))).flat().map(({ jwe, sig }) => `${jwe}\n${sig}`));
  const missing = rows.filter(({ jwe, sig }) => !present.has(`${jwe}\n${sig}`));
  const firstCursor = await queue.openKeyCursor();
  const lowest = Math.min(firstCursor ? Number(firstCursor.key) : 0, 0);
  await Promise.all(missing.map((row, index) => queue.put({ ...row, seq: lowest - missing.length + index })));
  return missing.length;
}

/** @param {import("./rows.js").Writing} transaction @param {string} vault */
async function giveAnotherChance(transaction, vault) {
  const queue = transaction.objectStore(QUEUE);
  const rows = await queue.index("vault").getAll(vault);
  const stuck = rows.filter((row) => row.state === "refused" || row.state === "received");
  await Promise.all(stuck.map((row) => queue.put({ ...row, state: "waiting", code: null, number: null, receipt: null })));
}
