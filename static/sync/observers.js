/**
 * What the engine tells the rest of the app: its state, with counts read from the store each time and never remembered, and which vaults changed.
 */
import { millisecondsOf } from "../lib/clock.js";
import { Offline, SottoError, StorageFull } from "../lib/errors.js";

/**
 * @typedef {object} State
 * @property {"idle"|"sending"|"reading"|"offline"|"unanswered"|"signed-out"|"stopped"} phase  unanswered: there is signal, and the agency's server does not answer; stopped: not started, or the member is not active
 * @property {string|null} lastContact  when the server last answered, since the app was opened
 * @property {string|null} contactBefore  when it did before that
 * @property {number} waiting @property {number} received @property {number} refused @property {number} held @property {number} kept
 * @property {{done: number, of: number}|null} progress  of a first sync
 * @property {string|null} trouble  code of the last failure, null after a good turn
 * @property {number} lost  rows of the queue that were written here and are gone: storage was damaged or evicted
 * @property {"needs-unlock"|null} leaving  the access is gone, and a draft waits for one last unlock to be handed in
 * @property {string[]} distrusted  vaults whose receipts prove nothing: the server is not to be believed about them
 *
 * @typedef {{vaults: string[], directory: boolean, state: State}} Change
 */

/** Polls come every few seconds; the disk need not hear of each. */
const CONTACT_MILLISECONDS = 60_000;

/**
 * @param {{store: import("../store/store.js").Store, onChange?: (change: Change) => void}} parts
 */
export function createObservers({ store, onChange }) {
  /** @type {Set<(change: Change) => void>} */ const listeners = new Set(onChange ? [onChange] : []);
  /** @type {((message: object) => void)|null} */ let tell = null;
  /** @type {State} */
  let state = { phase: "stopped", lastContact: null, contactBefore: null, waiting: 0, received: 0, refused: 0, held: 0, kept: 0, progress: null, trouble: null, lost: 0, leaving: null, distrusted: [] };

  /** @param {Partial<State>} update @param {Iterable<string>} [vaults] @param {boolean} [directory] */
  async function emit(update, vaults = [], directory = false) {
    const counts = await store.counts();
    const before = state;
    state = { ...state, ...update, ...counts };
    const told = [...vaults];
    if (told.length === 0 && !directory && isSame(before, state)) return;
    for (const listener of listeners) listener({ vaults: told, directory, state });
  }

  /** @type {string|null} */ let keptContact = null;
  /** @param {string} at */
  async function keepContact(at) {
    if (keptContact && Math.abs(millisecondsOf(at) - millisecondsOf(keptContact)) < CONTACT_MILLISECONDS) return;
    try {
      await store.putContact(at);
      keptContact = at;
    } catch (error) {
      // On a full phone the time stands in memory alone, and the turn was good all the same.
      if (!(error instanceof StorageFull)) throw error;
    }
  }

  return {
    state: () => state,
    refresh: () => emit({}),
    phase: (/** @type {State["phase"]} */ phase) => emit({ phase }),
    leaving: (/** @type {State["leaving"]} */ leaving) => emit({ leaving }),
    lost: (/** @type {number} */ lost) => emit({ lost }),
    distrust: (/** @type {string[]} */ vaults) => void (state = { ...state, distrusted: vaults }),
    progress: (/** @type {State["progress"]} */ progress, /** @type {Set<string>} */ vaults) => emit({ phase: "reading", progress }, vaults),
    /** @param {Set<string>} vaults @param {boolean} [directory] */
    async changed(vaults, directory = false) {
      await emit({}, vaults, directory);
      tell?.({ type: "changed", vaults: [...vaults], directory });
    },
    /** To the other tabs. @param {string[]} vaults */
    announce: (vaults) => tell?.({ type: "changed", vaults, directory: false }),
    /** From another tab. @param {any} message */
    async told(message) {
      if (message?.type === "changed" && Array.isArray(message.vaults)) await emit({}, message.vaults, message.directory === true);
    },
    /** Remembers when the server answered before the app was opened. */
    recall: async () => emit({ contactBefore: await store.contact() }),
    /** @param {State["phase"]} phase @param {string|null} at  when the server answered, if it was asked */
    async succeeded(phase, at) {
      if (at) await keepContact(at);
      await emit({ phase, lastContact: at ?? state.lastContact, progress: null, trouble: null });
    },
    /** @param {unknown} error */
    failed(error) {
      if (!(error instanceof SottoError)) globalThis.reportError?.(error);
      const trouble = error instanceof SottoError ? error.code : "unexpected";
      return emit({ phase: phaseAfter(error, trouble), trouble, progress: null });
    },
    tellWith(/** @type {(message: object) => void} */ send) {
      tell = send;
      return () => void (tell = null);
    },
    /** @param {(change: Change) => void} listener @returns {() => void} un-subscribes */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What the server itself says of its own trouble, or a proxy says for it. */
const SERVERS_OWN = new Set(["unavailable", "internal"]);

/** @param {unknown} error @param {string} trouble @returns {State["phase"]} */
function phaseAfter(error, trouble) {
  if (SERVERS_OWN.has(trouble)) return "unanswered";
  if (error instanceof Offline) return "offline";
  return trouble === "signed-out" ? "signed-out" : "idle";
}

/** A poll that found nothing new moves `lastContact` alone: that is no news. @param {State} before @param {State} after */
function isSame(before, after) {
  return JSON.stringify({ ...before, lastContact: null }) === JSON.stringify({ ...after, lastContact: null });
}
