/**
 * What does not add up about the server: gathered while a turn runs, kept when it is over, said to the officer as soon as the server takes it.
 *
 * A turn is judged as a whole, since the server says only in the middle of it that an older backup was restored; that explains another chain. What is
 * wrong with an author is judged one turn later: a colleague's new certificate may have been on its way.
 */
import { Malformed, Offline, Refused, StorageFull, Unproved } from "../lib/errors.js";

/**
 * @typedef {import("../store/findings.js").Found} Found
 * @typedef {import("../store/findings.js").Finding} Finding
 * @typedef {Omit<Found, "restored"> & {restored?: boolean}} Suspicion
 * @typedef {ReturnType<typeof createFindings>} Findings
 */

const REPORTS_A_TURN = 10;
const AGAIN_MILLISECONDS = 60_000;
/** The name under which the state lists what is wrong with no one vault. */
export const DIRECTORY = "directory";

/** @param {{store: import("../store/store.js").Store, protocol: import("./protocol.js").Protocol, clock: {now(): number, stamp(): string}}} parts */
export function createFindings({ store, protocol, clock }) {
  /** @type {Suspicion[]} */ let suspicions = [];
  /** @type {Array<Suspicion & {directory: number}>} */ let waiting = [];
  let isRestored = false;
  let notBefore = -Infinity;

  /** @param {Suspicion} suspicion */
  const suspect = (suspicion) => void suspicions.push(suspicion);

  /**
   * A run that is not proved. @param {unknown} error  of `verifyRun` @param {{vault: string, number: number, restored?: boolean | undefined}} about  number: the last that is held
   */
  async function suspectRun(error, { vault, number, restored = false }) {
    if (!(error instanceof Malformed)) return;
    const held = await heldReceipt(store, vault, number);
    if (error instanceof Unproved) suspect({ kind: error.kind, vault, number: error.number, held, found: error.receipt, restored });
    else suspect({ kind: "signature", vault, number: number + 1, held, found: null, restored });
  }

  /**
   * The turn is over, well or not: what was found is kept.
   * @param {number|null} directory  the version of the directory, when the server was asked for it in this turn
   */
  async function settle(directory) {
    const due = directory === null ? [] : waiting.splice(0).filter((one) => one.directory === directory);
    const found = [...suspicions, ...due];
    const restored = new Set(found.filter((one) => one.restored || isRestored).map(({ vault }) => vault));
    suspicions = [];
    isRestored = false;
    if (found.length === 0) return;
    // The best evidence first: two receipts, under the lowest number.
    const both = (/** @type {Suspicion} */ one) => Number(one.held !== null && one.found !== null);
    const judged = found.map(({ kind, vault, number, held, found: shown }) => ({ kind, vault, number, held, found: shown, restored: restored.has(vault) }));
    try {
      await store.noteFindings(judged.sort((a, b) => both(b) - both(a) || Number(a.number) - Number(b.number)), clock.stamp());
    } catch (error) {
      // On a full phone nothing more is written down: what goes on is found again in a turn that has room.
      if (!(error instanceof StorageFull)) throw error;
    }
  }

  /** Sends what the officer does not know yet. Whatever the server makes of it, the turn goes on and the person was told. */
  async function report() {
    if (clock.now() < notBefore) return;
    const unsaid = (await store.findings()).filter(({ reported }) => !reported).slice(0, REPORTS_A_TURN);
    try {
      for (const { key, kind, vault, number, held, found, restored } of unsaid) {
        await protocol.report({ kind, vault, number, held, found, restored });
        await store.markFinding(key, { reported: true });
      }
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof Offline)) throw error;
      notBefore = clock.now() + Math.max(AGAIN_MILLISECONDS, error instanceof Refused ? error.retryAfter * 1000 : 0);
    }
  }

  return {
    suspect, suspectRun, settle, report,
    /** The server said that it went back to an older backup. */
    restored: () => void (isRestored = true),
    /** @param {Suspicion} suspicion @param {number} directory  the version that it was seen under */
    suspectAuthor: (suspicion, directory) => void (waiting.some(({ vault }) => vault === suspicion.vault) || waiting.push({ ...suspicion, directory })),
    /** What nobody has set aside and nothing explains: vaults, or `DIRECTORY`. @returns {Promise<string[]>} */
    open: async () => (await store.findings()).filter(({ aside, restored }) => !aside && !restored).map(({ vault }) => vault ?? DIRECTORY),
  };
}

/**
 * Where two chains of one vault part: the first number under which both have a receipt, and not the same.
 * @param {import("../store/store.js").Store} store @param {string} vault @param {Array<{number: number, receipt: string}>} shown
 * @returns {Promise<{number: number, held: string, found: string}|null>}
 */
export async function firstDifference(store, vault, shown) {
  const held = await heldReceipts(store, vault);
  for (const { number, receipt } of shown) {
    const before = held.get(number);
    if (before !== undefined && before !== receipt) return { number, held: before, found: receipt };
  }
  return null;
}

/** @param {import("../store/store.js").Store} store @param {string} vault @param {number} number */
export async function heldReceipt(store, vault, number) {
  return (await heldReceipts(store, vault)).get(number) ?? null;
}

/** @param {import("../store/store.js").Store} store @param {string} vault @returns {Promise<Map<number, string>>} */
async function heldReceipts(store, vault) {
  const stored = (await store.envelopesOf(vault)).filter(({ state }) => state === "stored");
  return new Map(stored.map(({ number, receipt }) => [Number(number), String(receipt)]));
}
