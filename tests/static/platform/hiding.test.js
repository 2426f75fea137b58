/** Hiding by a key, and blank paper in the list of open apps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createCover } from "../../../static/platform/cover.js";
import { watchHideKey } from "../../../static/platform/hide_key.js";

function keyboard() {
  const page = new EventTarget();
  let hidden = 0;
  watchHideKey({ page, onPress: () => void (hidden += 1) });
  const press = (key, at, repeat = false) => {
    const event = Object.assign(new Event("keydown"), { key, repeat });
    Object.defineProperty(event, "timeStamp", { value: at });
    page.dispatchEvent(event);
  };
  return { press, hidden: () => hidden };
}

test("Shift three times hides, once for each three", () => {
  const { press, hidden } = keyboard();
  for (const at of [0, 200, 400, 600, 800]) press("Shift", at);
  assert.equal(hidden(), 1);
  press("Shift", 1000);
  assert.equal(hidden(), 2);
});

test("capital letters, a held key and slow presses do not", () => {
  const { press, hidden } = keyboard();
  for (const at of [0, 200, 400]) {
    press("Shift", at);
    press("A", at + 50);
  }
  for (const at of [1000, 1100, 1200]) press("Shift", at, true);
  for (const at of [5000, 6000, 7000]) press("Shift", at);
  assert.equal(hidden(), 0);
});

test("the page is covered when it loses the front of a touch screen, and seen again only when it is in sight", () => {
  const window = new EventTarget();
  let [isCovered, isSeen] = [false, true];
  const root = { toggleAttribute: (_name, force) => (isCovered = force) };
  createCover({ root, window, isTouch: true, isVisible: () => isSeen });
  window.dispatchEvent(new Event("blur"));
  assert.equal(isCovered, true);
  isSeen = false;
  window.dispatchEvent(new Event("focus"));
  assert.equal(isCovered, true);
  isSeen = true;
  window.dispatchEvent(new Event("focus"));
  assert.equal(isCovered, false);
});

test("on a desk a window beside the one that is used stays readable", () => {
  const window = new EventTarget();
  let isCovered = false;
  createCover({ root: { toggleAttribute: (_name, force) => (isCovered = force) }, window, isTouch: false, isVisible: () => true });
  window.dispatchEvent(new Event("blur"));
  assert.equal(isCovered, false);
});
