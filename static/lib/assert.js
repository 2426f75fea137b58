/** Promises that the code makes to itself. A failed one is a bug of ours, never bad input: that is Malformed. */

/**
 * @param {unknown} condition
 * @param {string} promise what should have held, as a sentence
 * @returns {asserts condition}
 */
export function assert(condition, promise) {
  if (!condition) throw new Error(`broken promise: ${promise}`);
}

/**
 * For the end of a `switch` over a closed list: the type checker complains when one is missing.
 * @param {never} value
 * @returns {never}
 */
export function unreachable(value) {
  throw new Error(`broken promise: ${String(value)} is not on the list`);
}
