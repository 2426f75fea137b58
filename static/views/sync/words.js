/**
 * What the state of sending is called. Pure: from the counts of the store to the keys of the catalogue.
 *
 * Invariant: "everything is sent" is said only when nothing at all is only here, nothing is stuck, and the server has answered at least once.
 */

/** PROTOCOL.md §7, "Append, rule by rule": the closed list of codes with which the server refuses one item. */
export const REFUSALS = Object.freeze([
  "malformed", "too-large", "wrong-author", "bad-signature", "vault-unknown", "not-a-holder", "recipient-unknown",
  "records-grant-missing", "epoch-unknown", "consult-invalid", "id-taken",
]);

/**
 * @typedef {"lost"|"stuck"|"distrusted"|"only-here"|"never-reached"|"all-sent"} Verdict  the worst first
 * @typedef {{phase: string, lastContact: string|null, contactBefore?: string|null, waiting: number, received: number, refused: number, held: number, kept?: number, lost?: number, distrusted?: string[]}} Counts
 */

/**
 * @param {Counts} state
 * @param {number} stuck  how many items lie in quarantine, access grants too, which the counts leave out
 * @returns {{verdict: Verdict, count: number}}
 */
export function verdictOf(state, stuck) {
  const notTaken = Math.max(stuck, state.refused + state.held + (state.kept ?? 0));
  const onlyHere = state.waiting + state.received;
  const distrusted = state.distrusted?.length ?? 0;
  if (state.lost) return { verdict: "lost", count: state.lost };
  if (notTaken > 0) return { verdict: "stuck", count: notTaken };
  if (distrusted > 0) return { verdict: "distrusted", count: distrusted };
  if (onlyHere > 0) return { verdict: "only-here", count: onlyHere };
  return { verdict: contactOf(state) === null ? "never-reached" : "all-sent", count: 0 };
}

/** When the server last answered, now or before the app was opened. @param {Pick<Counts, "lastContact"|"contactBefore">} state @returns {string|null} */
export const contactOf = ({ lastContact, contactBefore }) => lastContact ?? contactBefore ?? null;

/**
 * The last part of `sync.reason.…` and `sync.todo.…` for one item in quarantine.
 * @param {{code?: string|null, state?: string}} item
 */
export function reasonOf({ code, state }) {
  if (state === "held" || code === "held") return "held";
  if (state === "kept") return "kept";
  return code && REFUSALS.includes(code) ? code : "unknown";
}

/** What another device wrote can only be sent by that device. @param {{state?: string}} item */
export const canRetry = ({ state }) => state !== "kept";

/**
 * What came of *Try now*, as a key: what stopped it, else where things stand.
 * @param {Counts} state
 * @param {number} stuck
 * @returns {string}
 */
export function resultOf(state, stuck) {
  const { verdict } = verdictOf(state, stuck);
  if (["offline", "unanswered"].includes(state.phase) && verdict === "all-sent") return `sync.result.${state.phase}NothingWaits`;
  if (["offline", "unanswered", "signed-out", "stopped"].includes(state.phase)) return `sync.result.${state.phase}`;
  return `sync.result.${verdict}`;
}
