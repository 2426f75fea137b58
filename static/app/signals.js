/** "Something stored changed": many causes in, one call per listener and moment out. */

/** @param {(work: () => void) => void} later  `queueMicrotask` or an animation frame */
export function createSignals(later) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let isDue = false;
  return {
    /** @param {() => void} listener @returns {() => void} stops listening */
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    raise() {
      if (isDue) return;
      isDue = true;
      later(() => {
        isDue = false;
        for (const listener of [...listeners]) listener();
      });
    },
  };
}
