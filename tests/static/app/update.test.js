/** What a person is told of an update, from the offer to the reload. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createUpdate } from "../../../static/app/update.js";

/** @param {() => Promise<boolean>} takeUpdate */
function offered(takeUpdate) {
  const told = /** @type {string[]} */ ([]);
  const update = createUpdate({ onUpdateReady: (listener) => (listener(), () => {}), takeUpdate }, () => void told.push("changed"));
  return { update, told };
}

test("it is offered, then being taken", async () => {
  const { update, told } = offered(() => new Promise(() => {}));
  assert.equal(update().state, "offered");
  void update().take();
  assert.equal(update().state, "taking");
  assert.equal(told.length, 2);
});

test("two touches take it once", () => {
  let times = 0;
  const { update } = offered(() => new Promise(() => (times += 1)));
  void update().take();
  void update().take();
  assert.equal(times, 1);
});

test("one that does not come over says so", async () => {
  const { update } = offered(async () => false);
  await update().take();
  assert.equal(update().state, "late");
});

test("when what is open cannot be saved it is offered again, and the reason goes on", async () => {
  const { update } = offered(() => Promise.reject(new Error("storage full")));
  await assert.rejects(update().take(), /storage full/);
  assert.equal(update().state, "offered");
});
