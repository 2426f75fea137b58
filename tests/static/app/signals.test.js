/** Many causes, one call per listener and moment. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSignals } from "../../../static/app/signals.js";

function world() {
  const due = [];
  const signals = createSignals((work) => due.push(work));
  return { signals, moment: () => due.splice(0).forEach((work) => work()) };
}

test("however often it is raised, each listener is called once a moment, and again the next time", () => {
  const { signals, moment } = world();
  let calls = 0;
  signals.on(() => (calls += 1));
  for (let count = 0; count < 5; count += 1) signals.raise();
  moment();
  assert.equal(calls, 1);
  signals.raise();
  moment();
  assert.equal(calls, 2);
});

test("who stopped listening is not called, even in the same moment; what a listener raises comes next", () => {
  const { signals, moment } = world();
  const heard = [];
  const stop = signals.on(() => heard.push("gone"));
  signals.on(() => heard.push("here") === 1 && signals.raise());
  signals.raise();
  stop();
  moment();
  assert.deepEqual(heard, ["here"]);
  moment();
  assert.deepEqual(heard, ["here", "here"]);
});

test("a screen that leaves while it is told keeps nobody else from hearing", () => {
  const { signals, moment } = world();
  const heard = [];
  const stop = signals.on(() => {
    stop();
    heard.push("first");
  });
  signals.on(() => heard.push("second"));
  signals.raise();
  moment();
  assert.deepEqual(heard, ["first", "second"]);
});
