/**
 * Talk between a page and its workers: the names of the messages, in one place for both sides.
 * Invariant: a message that is not listed here is ignored by whoever receives it; none carries clear text of a record.
 */
import { Cancelled, Malformed, SottoError } from "./errors.js";

/** Page to key-derivation worker and back; the worker does one derivation and is then thrown away. */
export const DERIVE = "derive";
export const DERIVED = "derived";
export const FAILED = "failed";
/** Page to service worker: the person agreed to take the new version. */
export const TAKE_UPDATE = "take-update";
/** Service worker to page: a notification was opened, show this place. */
export const OPEN_PLACE = "open-place";

/**
 * @param {unknown} data of a message event
 * @returns {{type: string} & Record<string, unknown>} Malformed unless it is an object that names its type
 */
export function readMessage(data) {
  const message = /** @type {any} */ (data);
  if (typeof message !== "object" || message === null || typeof message.type !== "string") {
    throw new Malformed("expected a message that names its type");
  }
  return message;
}

/**
 * Sends one question to a worker of its own and gives the answer. The worker is ended in every case, which also frees its memory.
 * @param {Worker} worker
 * @param {{type: string} & Record<string, unknown>} question
 * @param {{answer: string, signal?: AbortSignal | undefined}} expected `answer`: the type of the message that answers
 * @returns {Promise<Record<string, unknown>>}
 */
export function askOnce(worker, question, { answer, signal }) {
  return /** @type {Promise<Record<string, unknown>>} */ (
    new Promise((resolve, reject) => {
      const stop = () => reject(new Cancelled());
      if (signal?.aborted) return stop();
      signal?.addEventListener("abort", stop, { once: true });
      worker.addEventListener("message", ({ data }) => {
        const message = readMessage(data);
        if (message.type === answer) resolve(message);
        else if (message.type === FAILED) reject(new SottoError("worker-failed", "the worker could not do it"));
      });
      worker.addEventListener("error", () => reject(new SottoError("worker-failed", "the worker did not start")));
      worker.postMessage(question);
    })
  ).finally(() => worker.terminate());
}
