/**
 * One at a time, in the order of asking, within one page. Across tabs it takes a Web Lock.
 * Invariant: a failed turn never stops the next one.
 */

/** @typedef {{run: <T>(turn: () => T | Promise<T>) => Promise<T>}} Mutex */

/** @returns {Mutex} */
export function createMutex() {
  /** @type {Promise<unknown>} settles, always without failing, when the last turn so far is over */
  let last = Promise.resolve();
  return {
    run(turn) {
      const result = last.then(turn);
      // The asker gets the failure; the queue only waits for its end.
      last = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
  };
}
