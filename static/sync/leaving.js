/**
 * This phone lost its access: hand in everything that is only here, then empty it. Sealed bytes only, so it runs on a locked phone and in the service worker.
 *
 * The order of PROTOCOL §9: the queue, then drafts and whatever no vault took, then the store is emptied by a transaction that finds nothing else in it.
 * Drafts are opened by the account's own key; a phone that has not sealed its device key to it yet keeps everything until it is unlocked once.
 */
import { Refused } from "../lib/errors.js";
import { pushQueue } from "./push.js";

/**
 * @typedef {"left"|"handed-in"|"needs-unlock"} Outcome  handed-in: all is on the server, and somebody else has to empty this phone
 * @typedef {object} Parts
 * @property {import("../store/store.js").Store} store
 * @property {import("./protocol.js").Protocol} protocol
 * @property {{now(): number, stamp(): string}} clock
 * @property {() => Promise<void>} [prepare]  writes down what is being typed
 * @property {() => Promise<boolean>} [mayEmpty]  false while a page is open that may be writing
 * @typedef {ReturnType<typeof createLeaving>} Leaving
 */

const ATTEMPTS = 4;
const PIECES_AT_ONCE = 100;
const CHARACTERS_AT_ONCE = 3 * 1024 * 1024;
const KNOCK_AGAIN_MILLISECONDS = 5 * 60_000;

/** @param {Parts} parts */
export function createLeaving({ store, protocol, clock, prepare = async () => undefined, mayEmpty = async () => true }) {
  let isRetried = false;
  let knockedAt = -Infinity;

  /** @returns {Promise<Outcome>} */
  async function run() {
    await prepare();
    if (!isRetried) await store.retryRefused();
    isRetried = true;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      await pushQueue({ store, protocol });
      const behind = await store.leftBehind();
      if (behind.drafts.length > 0 && !behind.accountDeviceKey) return "needs-unlock";
      for (const pieces of batches(piecesOf(behind))) await protocol.handIn(pieces);
      if (!(await mayEmpty())) return "handed-in";
      if (await store.leave(behind, { at: clock.stamp(), count: behind.saved })) return "left";
    }
    return "handed-in";
  }

  /**
   * The sign-in ran out: was the access taken meanwhile? A phone that still has it is told nothing, and asks seldom.
   * @param {import("../store/account.js").AccountRow} account @returns {Promise<boolean>} true: signed in, as one whose access has ended
   */
  async function knock({ device, leaving: token }) {
    if (!token || clock.now() - knockedAt < KNOCK_AGAIN_MILLISECONDS) return false;
    try {
      await protocol.leave({ device, token });
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      knockedAt = clock.now();
      return false;
    }
  }

  return { run, knock };
}

/**
 * @typedef {{name: string, jwe: string, sig: string|null}} Piece
 * @param {import("../store/leaving.js").LeftBehind} behind @returns {Piece[]}
 */
function piecesOf({ drafts, stuck, accountDeviceKey }) {
  const key = drafts.length > 0 && accountDeviceKey ? [{ name: "device-key", jwe: accountDeviceKey, sig: null }] : [];
  return [...key, ...drafts.map(({ name, jwe }) => ({ name, jwe, sig: null })), ...stuck.map(({ id, jwe, sig }) => ({ name: `item/${id}`, jwe, sig }))];
}

/** @param {Piece[]} pieces @returns {Piece[][]} */
function batches(pieces) {
  /** @type {Piece[][]} */ const all = [];
  let characters = Infinity;
  for (const piece of pieces) {
    characters += piece.jwe.length;
    if (characters > CHARACTERS_AT_ONCE || (all.at(-1)?.length ?? 0) >= PIECES_AT_ONCE) {
      all.push([]);
      characters = piece.jwe.length;
    }
    all.at(-1)?.push(piece);
  }
  return all;
}
