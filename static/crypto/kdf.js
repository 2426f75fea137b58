/** Key derivation off the page's thread. Invariant: one worker a derivation, ended in every case, also when it is cancelled. */
import { DERIVE, DERIVED, askOnce } from "../lib/messages.js";

/**
 * @param {string|URL} workerUrl of the bundled `kdf_worker.js`; where Trusted Types are in force, a TrustedScriptURL of it
 * @param {{new (url: string|URL, options?: WorkerOptions): Worker}} [WorkerClass]
 * @returns {import("./kdf_parameters.js").Argon2}
 */
export function createKdf(workerUrl, WorkerClass = Worker) {
  return async (password, salt, kdf, { signal } = {}) => {
    const worker = new WorkerClass(workerUrl, { type: "module" });
    const answer = await askOnce(worker, { type: DERIVE, password, salt, kdf }, { answer: DERIVED, signal });
    return /** @type {Uint8Array<ArrayBuffer>} */ (answer.stretched);
  };
}
