/**
 * Asking the browser to send what waits when the network returns, even with no page open. Chromium only; elsewhere the page sends when it is open.
 *
 * Standard: Background Synchronization (WICG). A refusal is an answer, not an error: the queue is on the disk either way.
 */
import { QUEUE_TAG } from "../lib/worker_names.js";

/** @typedef {ServiceWorkerRegistration & {sync?: {register: (tag: string) => Promise<void>}}} SyncRegistration */

/**
 * @param {() => Promise<ServiceWorkerRegistration|null>} registration
 */
export function createBackgroundSync(registration) {
  return {
    /** @returns {Promise<"asked"|"unavailable">} */
    async ask() {
      const sync = /** @type {SyncRegistration|null} */ (await registration())?.sync;
      if (!sync) return "unavailable";
      return sync.register(QUEUE_TAG).then(
        () => /** @type {const} */ ("asked"),
        () => /** @type {const} */ ("unavailable"),
      );
    },
  };
}
