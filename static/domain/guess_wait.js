/**
 * How long the phone waits after wrong guesses of its passphrase. Pure. It slows somebody down who tries at the phone itself; whoever copies the
 * store is held up by the key derivation (PROTOCOL.md §5) instead. Nothing is ever erased for it: work that was not sent is worth more.
 */

/** Typing mistakes happen, in the dark too. */
const FREE = 4;
const FIRST = 30_000;
const LONGEST = 15 * 60_000;

/** @param {number} wrong  guesses in a row, this one included @returns {number} milliseconds */
export function waitAfter(wrong) {
  return wrong <= FREE ? 0 : Math.min(LONGEST, FIRST * 2 ** (wrong - FREE - 1));
}
