/**
 * Vaults as they were read: verified envelopes in packs, grants, and how far reading has come.
 *
 * `putPulled` is the only way into `packs`: the engine calls it with runs whose receipts it verified. In the same transaction
 * the rows of the queue that those runs confirm go away. `replaceVault` is for a server that went back to an older backup:
 * whatever it lost returns to the queue.
 */
import { Conflict } from "../lib/errors.js";
import { STORES } from "./schema.js";
import { write } from "./transactions.js";
import { dropConfirmed, grantRow, newVault, retryWhatMayPass, touchVault } from "./rows.js";
import { addTo, META } from "./meta.js";
import { packRun, readPacks, writePacks } from "./packs.js";
import { replaceVault } from "./restore.js";

/**
 * @typedef {import("./pack.js").StoredEnvelope} StoredEnvelope
 * @typedef {import("./rows.js").VaultRow} VaultRow
 * @typedef {{jwe: string, sig: string}} Item
 * @typedef {{vault: string, after: number, envelopes: StoredEnvelope[], head: number, receiptHash: string|null}} Run  verified, numbers after+1 … head
 * @typedef {{jwe: string, sig: string, number: number|null, receipt: string|null, state: "stored"|import("./queue.js").QueueState}} HeldEnvelope
 * @typedef {{cursor: number, reset: boolean, vaults: Array<{vault: string, head: number, grants: Item[], others?: Item[]}>}} ChangesPage  others: grants to colleagues, which open nothing here
 */

const { queue: QUEUE, packs: PACKS, vaults: VAULTS, grants: GRANTS, meta: META_STORE } = STORES;

/** @param {import("idb").IDBPDatabase} database */
export function createVaultStore(database) {
  return {
    /** @returns {Promise<number>} */
    cursor: async () => (await database.get(META_STORE, META.cursor)) ?? 0,
    /** When the server last answered, as far as that was written down. @returns {Promise<string|null>} */
    contact: async () => (await database.get(META_STORE, META.contact)) ?? null,
    /** @param {string} at */
    putContact: (at) => write(database, [META_STORE], (transaction) => transaction.objectStore(META_STORE).put(at, META.contact), { durability: "relaxed" }),
    /** @returns {Promise<VaultRow[]>} */
    vaults: () => database.getAll(VAULTS),
    /** @param {string} vault @returns {Promise<VaultRow|null>} */
    vault: async (vault) => (await database.get(VAULTS, vault)) ?? null,
    /** Vault keys sealed to someone, by the server or still in the queue. @param {string} vault @returns {Promise<Item[]>} */
    grantsOf: (vault) => grantsOf(database, vault),
    putChanges: (/** @type {ChangesPage} */ page) => putChanges(database, page),
    putPulled: (/** @type {Run[]} */ runs) => putPulled(database, runs),
    replaceVault: (/** @type {Omit<Run, "after">} */ whole) => replaceVault(database, whole),
    /** @param {string} vault @param {{target?: number, reread?: boolean}} update */
    markVault: (vault, update) => write(database, [VAULTS], (transaction) => touchVault(transaction, vault, update)),
    /** @param {string} vault @returns {Promise<HeldEnvelope[]>} verified ones by number, then what is only here in the order of writing */
    envelopesOf: (vault) => envelopesOf(database, vault),
  };
}

/** @param {import("idb").IDBPDatabase} database @param {string} vault */
async function grantsOf(database, vault) {
  const transaction = database.transaction([GRANTS, QUEUE]);
  const [kept, queued] = await Promise.all([
    transaction.objectStore(GRANTS).getAll(IDBKeyRange.bound([vault], [vault, []])),
    transaction.objectStore(QUEUE).index("vault").getAll(vault),
  ]);
  return [...kept, ...queued.filter((row) => row.type === "grant")].map(({ jwe, sig }) => ({ jwe, sig }));
}

/**
 * What the server says it has, and the cursor, in one transaction: a first sync that breaks knows where to go on.
 * @param {import("idb").IDBPDatabase} database @param {ChangesPage} page
 */
async function putChanges(database, { cursor, reset, vaults }) {
  const grants = vaults.flatMap(({ grants: items, others = [] }) => [...items, ...others].map((item) => grantRow(item, { mine: false })));
  await write(database, [VAULTS, GRANTS, QUEUE, META_STORE], async (transaction) => {
    const rows = transaction.objectStore(VAULTS);
    if (reset) for (const row of await rows.getAll()) await rows.put({ ...row, reread: true, restored: true });
    for (const { vault, head } of vaults) {
      const before = (await rows.get(vault)) ?? newVault(vault);
      await rows.put({ ...before, target: head, reread: before.reread || head < before.head, change: before.change + 1 });
    }
    for (const grant of grants) {
      const held = await transaction.objectStore(GRANTS).get([grant.vault, grant.id]);
      await transaction.objectStore(GRANTS).put({ ...grant, mine: held?.mine ?? false });
    }
    await retryWhatMayPass(transaction, new Set(vaults.map(({ vault }) => vault)));
    await transaction.objectStore(META_STORE).put(cursor, META.cursor);
  });
}

/** @param {import("idb").IDBPDatabase} database @param {Run[]} runs */
async function putPulled(database, runs) {
  const packs = await Promise.all(runs.map((run) => packRun(database, run)));
  await write(database, [PACKS, VAULTS, QUEUE, META_STORE], async (transaction) => {
    const rows = await Promise.all(runs.map(({ vault }) => transaction.objectStore(VAULTS).get(vault)));
    if (runs.some((run, index) => (rows[index]?.head ?? 0) !== run.after)) throw new Conflict("vault-moved");
    const settled = await Promise.all(runs.map((run) => dropConfirmed(transaction, run)));
    await Promise.all([
      ...packs.map((each) => writePacks(transaction, each)),
      ...runs.map(({ vault, head, receiptHash }, index) =>
        touchVault(transaction, vault, { head, receiptHash, target: Math.max(head, rows[index]?.target ?? 0) }),
      ),
      addTo(transaction.objectStore(META_STORE), META.settled, settled.reduce((sum, each) => sum + each, 0)),
    ]);
  });
}

/** @param {import("idb").IDBPDatabase} database @param {string} vault @returns {Promise<HeldEnvelope[]>} */
async function envelopesOf(database, vault) {
  const transaction = database.transaction([PACKS, QUEUE]);
  const [packs, rows] = await Promise.all([
    transaction.objectStore(PACKS).getAll(IDBKeyRange.bound([vault], [vault, []])),
    transaction.objectStore(QUEUE).index("vault").getAll(vault),
  ]);
  const stored = await readPacks(packs);
  const queued = rows.filter((row) => row.type === "envelope");
  return [
    ...stored.map((each) => ({ ...each, state: /** @type {const} */ ("stored") })),
    ...queued.map(({ jwe, sig, number, receipt, state }) => ({ jwe, sig, number, receipt, state })),
  ];
}

