import assert from "node:assert/strict";
import { test } from "node:test";
import { Cancelled, Malformed } from "../../../static/lib/errors.js";
import { FAILED, askOnce, readMessage } from "../../../static/lib/messages.js";

/** The end of a real message channel that behaves as a worker does. @param {(question: any) => unknown} answering */
function workerThat(answering) {
  const { port1: page, port2: inside } = new MessageChannel();
  const state = { ended: false };
  inside.addEventListener("message", ({ data }) => inside.postMessage(answering(data)));
  inside.start();
  page.start();
  const terminate = () => {
    state.ended = true;
    page.close();
  };
  return { state, worker: /** @type {any} */ (Object.assign(page, { terminate })) };
}

test("a question gets its answer, and the worker is ended", async () => {
  const { worker, state } = workerThat(({ number }) => ({ type: "answer", number: number + 1 }));
  assert.equal((await askOnce(worker, { type: "ask", number: 1 }, { answer: "answer" })).number, 2);
  assert.ok(state.ended);
});

test("a worker that fails is told as a failure, and ended", async () => {
  const { worker, state } = workerThat(() => ({ type: FAILED }));
  await assert.rejects(askOnce(worker, { type: "ask" }, { answer: "answer" }), { code: "worker-failed" });
  assert.ok(state.ended);
});

test("a question can be taken back, before and while it is answered; the worker is ended", async () => {
  for (const early of [true, false]) {
    const { worker, state } = workerThat(() => ({ type: "something-else" }));
    const controller = new AbortController();
    if (early) controller.abort();
    const asked = askOnce(worker, { type: "ask" }, { answer: "answer", signal: controller.signal });
    controller.abort();
    await assert.rejects(asked, Cancelled);
    assert.ok(state.ended);
  }
});

test("a message that names no type is malformed", () => {
  for (const given of [null, "x", 7, {}, { type: 7 }]) assert.throws(() => readMessage(given), Malformed);
});
