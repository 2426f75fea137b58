import assert from "node:assert/strict";
import { test } from "node:test";
import { createMutex } from "../../../static/lib/mutex.js";

const soon = () => new Promise((resolve) => setImmediate(resolve));

test("turns are taken one at a time, in the order of asking", async () => {
  const mutex = createMutex();
  /** @type {string[]} */
  const seen = [];
  const turn = (/** @type {string} */ name) => async () => {
    seen.push(`${name} begins`);
    await soon();
    seen.push(`${name} ends`);
    return name;
  };
  assert.deepEqual(await Promise.all([mutex.run(turn("a")), mutex.run(turn("b"))]), ["a", "b"]);
  assert.deepEqual(seen, ["a begins", "a ends", "b begins", "b ends"]);
});

test("a turn that fails tells its asker and does not stop the next", async () => {
  const mutex = createMutex();
  const failing = mutex.run(() => Promise.reject(new Error("no")));
  const next = mutex.run(() => "yes");
  await assert.rejects(failing, /no/);
  assert.equal(await next, "yes");
});
