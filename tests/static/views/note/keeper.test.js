/** What is typed is kept within a second of a keystroke, one write at a time, and tried again when there was no room. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createKeeper } from "../../../../static/views/note/keeper.js";

/** @type {string[]} */
let kept;
let isFull = false;
/** @type {ReturnType<typeof createKeeper>} */
let keeper;

beforeEach((context) => {
  /** @type {any} */ (context).mock.timers.enable({ apis: ["setTimeout"] });
  kept = [];
  isFull = false;
  keeper = createKeeper({
    keep: async (text) => {
      if (isFull) throw new Error("no room");
      kept.push(text);
      return "2026-11-22T10:42:00+00:00";
    },
    look: () => undefined,
    onChange: () => undefined,
    explain: () => ({ body: "no room" }),
  });
  keeper.start("", null);
});

/** @param {any} context @param {number} milliseconds */
async function pass(context, milliseconds) {
  context.mock.timers.tick(milliseconds);
  await new Promise((done) => setImmediate(done));
}

test("a second after a keystroke it is kept", async (context) => {
  keeper.written("a");
  await pass(context, 1000);
  assert.deepEqual(kept, ["a"]);
});

test("steady typing does not put the keeping off", async (context) => {
  for (const text of ["a", "ab", "abc", "abcd"]) {
    keeper.written(text);
    await pass(context, 300);
  }
  assert.equal(kept.length > 0, true);
});

test("what found no room is tried again without another keystroke, and said until it is kept", async (context) => {
  isFull = true;
  keeper.written("a");
  await pass(context, 1000);
  assert.equal(keeper.state().failure, "no room");

  isFull = false;
  await pass(context, 10_000);
  assert.deepEqual(kept, ["a"]);
  assert.equal(keeper.state().failure, null);
});

test("after it has become a note, nothing is kept any more", async (context) => {
  keeper.written("a");
  keeper.stop();
  await pass(context, 10_000);
  assert.deepEqual(kept, []);
});

test("whoever would take the screen away hears that something is not kept, and no more once it is", async () => {
  isFull = true;
  keeper.written("a");
  await assert.rejects(keeper.keepNow(), /no room/);
  assert.equal(keeper.state().failure, "no room");
  isFull = false;
  await keeper.keepNow();
  assert.deepEqual([kept, keeper.state().failure], [["a"], null]);
});

test("leaving keeps the last words, or fails aloud", async () => {
  keeper.written("last words");
  await keeper.close();
  assert.deepEqual(kept, ["last words"]);
  keeper.start("", null);
  isFull = true;
  keeper.written("more");
  await assert.rejects(keeper.close(), /no room/);
});
