/** What is made late is made once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { once } from "../../../static/lib/once.js";

test("nothing is made before it is asked for, and then always the same is given", () => {
  const made = [];
  const value = once(() => made.push("made"));
  assert.deepEqual(made, []);
  assert.deepEqual([value(), value()], [1, 1]);
});

test("what could not be made is made anew the next time", () => {
  let tries = 0;
  const value = once(() => {
    tries += 1;
    if (tries === 1) throw new RangeError("not yet");
    return undefined;
  });
  assert.throws(value, RangeError);
  assert.deepEqual([value(), value(), tries], [undefined, undefined, 2]);
});
