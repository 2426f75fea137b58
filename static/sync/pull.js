/**
 * Reads what is new: first which vaults changed, then their envelopes in pages, each run proved by its receipts before it is stored.
 *
 * The next page is asked for while the last one is verified and stored. The cursor moves together with what is still to be read (`target` of each vault), so
 * a first sync that breaks goes on where it broke. A vault whose chain does not continue the one that is here is read again from its
 * beginning; what the server lost then goes back to the queue (`store/restore.js`). Whatever does not add up is handed to `findings`.
 */
import { Malformed, Unproved } from "../lib/errors.js";
import { firstDifference, heldReceipt } from "./findings.js";

/**
 * @typedef {import("../store/store.js").Store} Store
 * @typedef {import("../store/rows.js").VaultRow} VaultRow
 * @typedef {import("./protocol.js").ReadEnvelope} ReadEnvelope
 * @typedef {import("./verification.js").Position} Position
 * @typedef {{store: Store, protocol: import("./protocol.js").Protocol, verification: import("./verification.js").Verification, findings: import("./findings.js").Findings,
 *   distrusted?: Map<string, number>, onProgress?: (progress: {done: number, of: number}, vaults: Set<string>) => Promise<void>}} Parts
 *   distrusted: vaults found unprovable before, with the head that the server then said it had: not read in vain again and again
 * @typedef {Map<string, {after: number, target: number}>} Wanted
 */

const MOST_VAULTS = 500;

/** @param {Parts} parts @returns {Promise<{vaults: Set<string>, directory: boolean, distrusted: Map<string, number>}>} what changed; vaults whose receipts prove nothing */
export async function pullChanges(parts) {
  const { vaults, directory } = await readChanges(parts);
  const before = await parts.store.vaults();
  const read = await readVaults(parts, before.filter(({ head, target, reread }) => head < target && !reread));
  const after = read.size > 0 ? await parts.store.vaults() : before;
  const again = await rereadVaults(parts, after.filter(({ reread }) => reread));
  return { vaults: new Set([...vaults, ...read, ...again.vaults]), directory, distrusted: again.distrusted };
}

/** @param {Parts} parts */
async function readChanges(parts) {
  const { store, protocol, verification, findings } = parts;
  /** @type {Set<string>} */ const vaults = new Set();
  let isNewDirectory = false;
  for (let more = true; more; ) {
    const cursor = await store.cursor();
    const page = await protocol.changes(cursor);
    if (page.reset) findings.restored();
    // Whom to trust comes first: what follows may be by someone who is in the new directory only.
    if (page.directory !== (await verification.directory.version())) {
      await acceptDirectory(parts);
      isNewDirectory = true;
    }
    await suspectGoneBack(parts, page);
    if (page.cursor !== cursor || page.vaults.length > 0) await store.putChanges(page);
    else if (page.more) throw new Malformed("changes: more to come, and the cursor stands still");
    for (const { vault } of page.vaults) vaults.add(vault);
    more = page.more;
  }
  return { vaults, directory: isNewDirectory };
}

/** @param {Parts} parts */
async function acceptDirectory({ protocol, verification, findings }) {
  const nothing = { vault: null, number: null, held: null, found: null };
  try {
    const isWhole = await verification.directory.accept(await protocol.directory());
    if (isWhole === false) findings.suspect({ kind: "directory-back", ...nothing });
  } catch (error) {
    if (error instanceof Malformed) findings.suspect({ kind: "directory", ...nothing });
    throw error;
  }
}

/** @param {Parts} parts @param {import("./protocol.js").Changes} page */
async function suspectGoneBack({ store, findings }, { reset, vaults }) {
  const rows = await Promise.all(vaults.map(({ vault }) => store.vault(vault)));
  for (const [index, { vault, head }] of vaults.entries()) {
    const row = rows[index];
    if (!row || head >= row.head || reset || row.reread) continue;
    findings.suspect({ kind: "gone-back", vault, number: row.head, held: await heldReceipt(store, vault, row.head), found: null });
  }
}

/**
 * @param {Parts} parts @param {VaultRow[]} behind @returns {Promise<Set<string>>} the vaults that were read, or are to be read again
 */
async function readVaults({ store, protocol, verification, findings, onProgress }, behind) {
  /** @type {Map<string, Position>} */ const verified = new Map(behind.map(({ vault, head, receiptHash }) => [vault, { number: head, receiptHash }]));
  /** @type {Wanted} */ const wanted = new Map(behind.map(({ vault, head, target }) => [vault, { after: head, target }]));
  const of = behind.reduce((sum, { head, target }) => sum + target - head, 0);
  let done = 0;
  for (let page = await ask(protocol, wanted); page.asked.length > 0; ) {
    const { asked, answer } = page;
    const runs = runsOf(answer.envelopes);
    const leftOut = moveOn(wanted, asked, runs, answer.more);
    const [next, stored] = await Promise.allSettled([ask(protocol, wanted), storePage({ store, verification, findings, verified }, runs)]);
    if (stored.status === "rejected") throw stored.reason;
    for (const vault of leftOut) {
      const number = verified.get(vault)?.number;
      if (number !== undefined) findings.suspect({ kind: "gap", vault, number: number + 1, held: await heldReceipt(store, vault, number), found: null });
      await store.markVault(vault, { target: number ?? 0 });
    }
    done += answer.envelopes.length;
    await onProgress?.({ done, of }, new Set(runs.keys()));
    if (next.status === "rejected") throw next.reason;
    for (const vault of wanted.keys()) if (!verified.has(vault)) wanted.delete(vault);
    page = next.value;
  }
  return new Set(behind.map(({ vault }) => vault));
}

/**
 * @param {import("./protocol.js").Protocol} protocol @param {Wanted} wanted
 */
async function ask(protocol, wanted) {
  const asked = [...wanted].slice(0, MOST_VAULTS).map(([vault, { after }]) => ({ vault, after }));
  return { asked, answer: asked.length > 0 ? await protocol.read(asked) : { envelopes: [], more: false } };
}

/** @param {ReadEnvelope[]} envelopes @returns {Map<string, ReadEnvelope[]>} by vault, in order of number */
function runsOf(envelopes) {
  /** @type {Map<string, ReadEnvelope[]>} */ const runs = new Map();
  for (const envelope of envelopes) {
    const run = runs.get(envelope.vault);
    if (run) run.push(envelope);
    else runs.set(envelope.vault, [envelope]);
  }
  for (const run of runs.values()) run.sort((a, b) => a.number - b.number);
  return runs;
}

/**
 * What to ask for next, from the answer alone.
 * @param {Wanted} wanted @param {Array<{vault: string}>} asked @param {Map<string, ReadEnvelope[]>} runs @param {boolean} more
 * @returns {string[]} vaults of which the server has more by its own word, and shows nothing more
 */
function moveOn(wanted, asked, runs, more) {
  const leftOut = [];
  for (const { vault } of asked) {
    const last = runs.get(vault)?.at(-1)?.number;
    const one = wanted.get(vault);
    if (!one) continue;
    if (last !== undefined && last > one.after) one.after = last;
    else if (!more) leftOut.push(vault);
    if (one.after >= one.target || (last === undefined && !more)) wanted.delete(vault);
  }
  if (runs.size === 0 && more) throw new Malformed("read: an empty page that is not the last");
  return leftOut;
}

/**
 * @param {Pick<Parts, "store"|"verification"|"findings"> & {verified: Map<string, Position>}} parts
 * @param {Map<string, ReadEnvelope[]>} runs
 */
async function storePage(parts, runs) {
  const { store, verified } = parts;
  const proved = await Promise.all([...runs].map(([vault, read]) => prove(parts, vault, read)));
  const found = proved.flat();
  if (found.length > 0) await store.putPulled(found);
  for (const { vault, head, receiptHash } of found) verified.set(vault, { number: head, receiptHash });
}

/**
 * @param {Pick<Parts, "store"|"verification"|"findings"> & {verified: Map<string, Position>}} parts
 * @param {string} vault @param {ReadEnvelope[]} read
 * @returns {Promise<import("../store/vaults.js").Run[]>} one run, or none when its receipts do not continue what is here
 */
async function prove({ store, verification, findings, verified }, vault, read) {
  const after = verified.get(vault);
  if (!after) return [];
  const envelopes = read.map(storedForm);
  try {
    const { number: head, receiptHash } = await verification.verify({ vault, after, envelopes });
    return [{ vault, after: after.number, envelopes, head, receiptHash }];
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    await findings.suspectRun(error, { vault, number: after.number });
    verified.delete(vault);
    await store.markVault(vault, { reread: true });
    return [];
  }
}

/**
 * Vaults whose chain is another one: the whole of it, proved from number 1, takes the place of what is here.
 * @param {Parts} parts @param {VaultRow[]} rows
 */
async function rereadVaults(parts, rows) {
  const { store, protocol, verification, findings, distrusted: known } = parts;
  /** @type {Set<string>} */ const vaults = new Set();
  /** @type {Map<string, number>} */ const distrusted = new Map();
  for (const row of rows) {
    const { vault, target, restored = false } = row;
    if (known?.get(vault) === target) {
      distrusted.set(vault, target);
      continue;
    }
    const envelopes = await readWhole(protocol, vault);
    try {
      const { number: head, receiptHash } = await verification.verify({ vault, after: { number: 0, receiptHash: null }, envelopes });
      // A backup may have missed the vault altogether; without one the server has to show what it named.
      if (head < target && !restored) throw new Unproved("gap", head + 1, null);
      await suspectAnotherChain(parts, row, envelopes);
      await store.replaceVault({ vault, envelopes, head, receiptHash });
      vaults.add(vault);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      await findings.suspectRun(error, { vault, number: error instanceof Unproved ? error.number - 1 : 0, restored });
      distrusted.set(vault, target);
    }
  }
  return { vaults, distrusted };
}

/**
 * What is about to be taken over is proved by itself. Is it what was here, and all of it?
 * @param {Parts} parts @param {VaultRow} row @param {import("../store/pack.js").StoredEnvelope[]} envelopes
 */
async function suspectAnotherChain({ store, findings }, { vault, head, restored = false }, envelopes) {
  const fork = await firstDifference(store, vault, envelopes);
  if (fork) return findings.suspect({ kind: "fork", vault, ...fork, restored });
  if (restored && envelopes.length < head) findings.suspect({ kind: "gone-back", vault, number: head, held: await heldReceipt(store, vault, head), found: null, restored });
}

/** @param {import("./protocol.js").Protocol} protocol @param {string} vault */
async function readWhole(protocol, vault) {
  /** @type {import("../store/pack.js").StoredEnvelope[]} */ const envelopes = [];
  for (let more = true; more; ) {
    const answer = await protocol.read([{ vault, after: envelopes.at(-1)?.number ?? 0 }]);
    const next = (runsOf(answer.envelopes).get(vault) ?? []).map(storedForm);
    envelopes.push(...next);
    more = answer.more && next.length > 0;
  }
  return envelopes;
}

/** @param {ReadEnvelope} envelope @returns {import("../store/pack.js").StoredEnvelope} */
function storedForm({ number, jwe, sig, receipt }) {
  return { number, jwe, sig, receipt };
}
