/**
 * Which of the reader's own requests concern a person or a group: those that name the code, and those that its notes led to.
 *
 * Invariant: a request that names nobody, and whose words came from no note here, is shown with no person.
 */

/**
 * @template {{vault: string, mine: boolean, caseCode: string}} Summary
 * @param {{participant: {code: string}|null, sessions: Array<{flags: Array<{consult: string|null}>}>}} record
 * @param {readonly Summary[]} consults
 * @returns {Summary[]} in the order given
 */
export function consultsConcerning({ participant, sessions }, consults) {
  const led = new Set(sessions.flatMap(({ flags }) => flags.map(({ consult }) => consult)));
  const code = participant?.code ?? "";
  return consults.filter(({ vault, mine, caseCode }) => mine && (led.has(vault) || (code !== "" && caseCode === code)));
}
