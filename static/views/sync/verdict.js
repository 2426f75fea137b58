/**
 * How things stand with sending, in one word. Pure: from the counts of the store. Every screen says it at its top.
 *
 * Invariant: "everything is sent" is said only when nothing at all is only here, nothing is stuck, and the server has answered at least once.
 */

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
