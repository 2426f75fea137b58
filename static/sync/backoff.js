/**
 * How long to wait after failures: twice as long each time, up to a ceiling, with a random share so that a shelter full of phones
 * does not come back all at once (full jitter).
 */

/**
 * @param {{first?: number, ceiling?: number, random?: () => number}} [options]  milliseconds; random gives 0 ≤ x < 1
 */
export function createBackoff({ first = 4_000, ceiling = 120_000, random = Math.random } = {}) {
  let failures = 0;
  return {
    /** @param {number} [atLeast] milliseconds the server asked for @returns {number} milliseconds to wait after one more failure */
    next(atLeast = 0) {
      const longest = Math.min(ceiling, first * 2 ** failures);
      failures += 1;
      return Math.max(atLeast, longest / 2 + (longest / 2) * random());
    },
    reset() {
      failures = 0;
    },
  };
}
