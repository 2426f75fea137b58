/** When the bottom bar makes room for the on-screen keyboard. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isKeyboardOpen } from "../../../static/components/keyboard.js";

test("a keyboard that takes a quarter of the height or more while one is writing counts", () => {
  assert.equal(isKeyboardOpen({ height: 400, tallest: 740, editing: true }), true);
});
test("an address bar that comes and goes does not count", () => {
  assert.equal(isKeyboardOpen({ height: 680, tallest: 740, editing: true }), false);
});
test("a small window in which nothing is being written does not count", () => {
  assert.equal(isKeyboardOpen({ height: 400, tallest: 740, editing: false }), false);
});
