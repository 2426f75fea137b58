/** When the screen makes room for the on-screen keyboard, and how much. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchKeyboard } from "../../../static/platform/keyboard.js";
import { target } from "./fakes.js";

function phone({ editing = true } = {}) {
  const visualViewport = target({ width: 360, height: 740, scale: 1, offsetTop: 0 });
  const properties = new Map();
  const style = { setProperty: (name, value) => void properties.set(name, value), removeProperty: (name) => void properties.delete(name) };
  const documentElement = target({ dataset: {}, style });
  const document = { documentElement, activeElement: /** @type {any} */ (null) };
  const scrolled = [];
  const window = { innerHeight: 740, visualViewport, document, scrollTo: (...to) => scrolled.push(to) };
  const write = (isWriting) => {
    document.activeElement = isWriting ? { matches: (selector) => selector.startsWith("textarea") } : { matches: () => false };
    documentElement.dispatchEvent(new Event(isWriting ? "focusin" : "focusout"));
    return { open: documentElement.dataset.keyboard, height: properties.get("--visible-height") };
  };
  const stop = watchKeyboard(window);
  write(editing);
  const resize = (change) => {
    Object.assign(visualViewport, change);
    visualViewport.dispatchEvent(new Event("resize"));
    return { open: documentElement.dataset.keyboard, height: properties.get("--visible-height") };
  };
  return { window, resize, write, stop, scrolled };
}
const CLOSED = { open: undefined, height: undefined };

test("a keyboard that takes a quarter of the height or more while one writes is open, and what is left is said", () => {
  const { resize } = phone();
  assert.deepEqual(resize({ height: 420 }), { open: "open", height: "420px" });
  assert.deepEqual(resize({ height: 740 }), CLOSED);
});

test("an address bar that comes and goes is no keyboard", () => {
  assert.deepEqual(phone().resize({ height: 680 }), CLOSED);
});

test("a small window in which nothing is being written has no keyboard, until one writes in it", () => {
  const { resize, write } = phone({ editing: false });
  assert.deepEqual(resize({ height: 400 }), CLOSED);
  assert.equal(write(true).open, "open");
  assert.deepEqual(write(false), CLOSED);
});

test("a pinch is the reader's own business, and turning the phone is no keyboard", () => {
  const { window, resize } = phone();
  assert.deepEqual(resize({ height: 370, width: 180, scale: 2 }), CLOSED);
  window.innerHeight = 360;
  assert.deepEqual(resize({ height: 360, width: 740, scale: 1 }), CLOSED);
});

test("where the layout shrinks with the keyboard, the tallest height seen still tells", () => {
  const { window, resize } = phone();
  window.innerHeight = 420;
  assert.equal(resize({ height: 420 }).open, "open");
});

test("a page that slid up under the keyboard is brought back", () => {
  const { resize, scrolled } = phone();
  resize({ height: 420, offsetTop: 80 });
  assert.deepEqual(scrolled, [[0, 0]]);
});

test("where the browser tells nothing, nothing is done; stopped, it is quiet", () => {
  const { window, resize, stop } = phone();
  assert.doesNotThrow(watchKeyboard({ ...window, visualViewport: null }));
  stop();
  assert.deepEqual(resize({ height: 100 }), CLOSED);
});
