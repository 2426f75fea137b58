/**
 * Sends the queue, in the order of writing, and records every answer before the next batch. Needs no keys: the service worker runs it too.
 *
 * Nothing here removes an item. An answer that was lost costs a repetition, which the server answers with `duplicate`. An item that the server cannot
 * swallow never stands in the way of the rest: too big a batch is halved, an item that breaks the server is passed over with its vault
 * until the next time, and what is refused is quarantined with its code.
 */
import { Malformed, Refused } from "../lib/errors.js";

/**
 * @typedef {import("../store/store.js").Store} Store
 * @typedef {import("../store/queue.js").QueueRow} QueueRow
 * @typedef {import("../store/queue.js").Answer} Answer
 */

export const LIMIT_ITEMS = 200;
export const LIMIT_BYTES = 3 * 1024 * 1024;
const MOST_PASSED_OVER = 5;
const UNSWALLOWED = new Set(["too-large", "bad-request", "internal"]);

/**
 * @param {{store: Store, protocol: import("./protocol.js").Protocol, onProgress?: () => Promise<void>}} parts
 * @returns {Promise<Set<string>>} vaults of which something was answered; rejects with Offline or Refused when the network or the server stops it
 */
export async function pushQueue({ store, protocol, onProgress }) {
  /** @type {Set<string>} */ const answered = new Set();
  /** @type {Set<string>} */ const passedOver = new Set();
  let limit = LIMIT_ITEMS;
  for (;;) {
    const batch = await store.queueBatch(limit, LIMIT_BYTES, passedOver);
    if (batch.length === 0) return answered;
    try {
      const answers = await protocol.append(batch.map(({ jwe, sig }) => ({ jwe, sig })));
      await store.recordAnswers(batch.map((row, index) => answerFor(row, answers[index])));
      limit = LIMIT_ITEMS;
    } catch (error) {
      if (!(error instanceof Refused) || !UNSWALLOWED.has(error.code)) throw error;
      limit = await workAround(store, batch, passedOver, error);
      continue;
    }
    for (const row of batch) answered.add(row.vault);
    await onProgress?.();
  }
}

/**
 * @param {QueueRow} row @param {import("./protocol.js").AppendAnswer|undefined} answer @returns {Answer}
 */
function answerFor(row, answer) {
  if (!answer || (answer.id !== null && answer.id !== row.id)) throw new Malformed("append: the answers are not in the order of the items");
  const { status, number, receipt, code } = answer;
  const isIn = status === "stored" || status === "duplicate";
  if (isIn && row.type === "envelope" && (number === null || receipt === null)) throw new Malformed("append: an envelope was stored without a receipt");
  return { seq: row.seq, status, number, receipt, code };
}

/**
 * @param {Store} store @param {QueueRow[]} batch @param {Set<string>} passedOver @param {Refused} error
 * @returns {Promise<number>} how many items to try next
 */
async function workAround(store, batch, passedOver, error) {
  if (batch.length > 1) return Math.floor(batch.length / 2);
  const row = /** @type {QueueRow} */ (batch[0]);
  if (error.code === "internal") {
    // The fault may be the server's own and pass; a server that fails at everything is left alone.
    if (passedOver.size >= MOST_PASSED_OVER) throw error;
    passedOver.add(row.vault);
  } else {
    await store.recordAnswers([{ seq: row.seq, status: "refused", number: null, receipt: null, code: error.code }]);
  }
  return LIMIT_ITEMS;
}
