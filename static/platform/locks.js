/**
 * Web Locks, as far as the app uses them: one writer across tabs, and "this build is in use" for as long as a page lives.
 *
 * Standard: Web Locks API (W3C). Where a browser has none, work runs without one; the store's own transactions still keep it whole.
 */

/**
 * Runs `work` while no other tab does anything under this name.
 * @template T
 * @param {LockManager|undefined} locks  `navigator.locks`
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(locks, name, work) {
  return locks ? await locks.request(name, work) : work();
}

/**
 * Holds a shared lock from now until the page is gone. Resolves when it is held.
 * @param {LockManager|undefined} locks @param {string} name
 * @returns {Promise<void>}
 */
export function holdWhileOpen(locks, name) {
  if (!locks) return Promise.resolve();
  return new Promise((held, failed) => {
    // The browser itself lets go when the page ends; the inner promise is never meant to settle.
    const forEver = () => new Promise(() => held());
    locks.request(name, { mode: "shared" }, forEver).catch(failed);
  });
}
