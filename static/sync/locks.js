/**
 * One writer at a time: Web Locks across tabs and the service worker where the platform has them, else turns within this page.
 */
import { createMutex } from "../lib/mutex.js";

/** @typedef {{request: (name: string, turn: () => Promise<any>) => Promise<any>}} Locks  `navigator.locks` is one */

/** @param {LockManager|undefined} [manager] @returns {Locks} */
export function createLocks(manager = globalThis.navigator?.locks) {
  if (manager) return { request: (name, turn) => manager.request(name, turn) };
  /** @type {Map<string, import("../lib/mutex.js").Mutex>} */ const mutexes = new Map();
  return {
    request(name, turn) {
      const mutex = mutexes.get(name) ?? createMutex();
      mutexes.set(name, mutex);
      return mutex.run(turn);
    },
  };
}
