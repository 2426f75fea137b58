/** The browser's edge, as small as the tests need it: event targets with the members that the platform layer reads. */

/** @template T @param {T} members @returns {EventTarget & T} */
export const target = (members) => Object.assign(new EventTarget(), members);

/** Lets everything that is already settled run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Web Locks, shared and exclusive, as far as the specification matters here. */
export function createLocks() {
  /** @type {Array<{name: string, mode: string}>} */
  const held = [];
  return {
    held,
    /** @param {string} name @param {any} options @param {any} [work] */
    async request(name, options, work = options) {
      const lock = { name, mode: options?.mode ?? "exclusive" };
      held.push(lock);
      try {
        return await work(lock);
      } finally {
        held.splice(held.indexOf(lock), 1);
      }
    },
    query: async () => ({ held: [...held], pending: [] }),
  };
}
