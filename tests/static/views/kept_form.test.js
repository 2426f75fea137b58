/** A form's words are kept while they are typed, and its draft goes only after what it became is stored. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createKeptForm } from "../../../static/views/kept_form.js";

/** A context with drafts in memory, and a screen that can be left and flushed. */
function world({ dropFails = false } = {}) {
  /** @type {Map<string, any>} */
  const drafts = new Map();
  /** @type {Array<() => Promise<void>>} */
  const flushes = [];
  /** @type {Array<() => void>} */
  const leaves = [];
  /** @type {string[]} */
  const toasts = [];
  const context = /** @type {any} */ ({
    now: () => 0,
    i18n: { t: (/** @type {string} */ key) => key, time: () => "10:42" },
    explain: (/** @type {any} */ error) => ({ title: "", body: error.message, code: "" }),
    toast: (/** @type {string} */ text) => toasts.push(text),
    onFlush: (/** @type {() => Promise<void>} */ flush) => (flushes.push(flush), () => undefined),
    consults: {
      keepDraft: async (/** @type {string} */ key, /** @type {any} */ value) => void drafts.set(key, structuredClone(value)),
      draft: async (/** @type {string} */ key) => drafts.get(key) ?? null,
      dropDraft: async (/** @type {string} */ key) => {
        if (dropFails) throw new Error("no room");
        drafts.delete(key);
      },
    },
  });
  const screen = { draw: () => undefined, isShown: () => true, onLeave: (/** @type {() => void} */ fn) => void leaves.push(fn) };
  const open = () => createKeptForm({ text: "", urgency: "" }, { key: "k", screen, context, picked: ["urgency"] });
  return { drafts, toasts, open, flush: () => Promise.all(flushes.map((each) => each())), leave: () => leaves.forEach((fn) => fn()) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a kept form", () => {
  test("has what was typed when it opens again after a kill", async () => {
    const { open, flush } = world();
    const form = open();
    await form.resume();
    form.set("text")("He gave away his dog");
    await flush();
    const again = open();
    await again.resume();
    assert.equal(again.values.text, "He gave away his dog");
    assert.equal(again.values.urgency, "");
  });

  test("keeps the last letters when the screen is left at once", async () => {
    const { open, leave, drafts } = world();
    const form = open();
    await form.resume();
    form.set("text")("wait");
    leave();
    await settled();
    assert.equal(drafts.get("k").text, "wait");
  });

  test("is no draft while it holds only a choice that cannot be taken back: it would stand on Today for good", async () => {
    const { open, flush, drafts } = world();
    const form = open();
    await form.resume();
    form.set("urgency")("now");
    await flush();
    assert.equal(drafts.size, 0);
    assert.equal(form.keptWords(), "");
    form.set("text")("He gave away his dog");
    await flush();
    assert.deepEqual(drafts.get("k"), { text: "He gave away his dog", urgency: "now" });
    form.set("text")("");
    await flush();
    assert.equal(drafts.size, 0);
  });

  test("says so when the words are kept, and nothing before", async () => {
    const { open, flush } = world();
    const form = open();
    await form.resume();
    assert.equal(form.keptWords(), "");
    form.set("text")("a");
    await flush();
    assert.equal(form.keptWords(), "consult.draft.kept");
  });

  test("drops the draft once it is stored, and no late writing brings it back", async () => {
    const { open, flush, leave, drafts } = world();
    const form = open();
    await form.resume();
    form.set("text")("sent");
    let isNext = false;
    await form.finish(async () => form.set("text")("sent, typed on"), () => (isNext = true));
    leave();
    await flush();
    await settled();
    assert.equal(drafts.size, 0);
    assert.ok(isNext);
  });

  test("keeps the draft when sending fails, says why, and goes on keeping", async () => {
    const { open, flush, drafts } = world();
    const form = open();
    await form.resume();
    form.set("text")("first");
    await form.finish(() => Promise.reject(new Error("no room")), () => assert.fail("went on"));
    assert.equal(form.failure, "no room");
    assert.equal(drafts.get("k").text, "first");
    form.set("text")("second");
    await flush();
    assert.equal(drafts.get("k").text, "second");
  });

  test("does not ask to send again what is stored when only its draft could not go", async () => {
    const { open, toasts } = world({ dropFails: true });
    const form = open();
    await form.resume();
    let isNext = false;
    await form.finish(async () => undefined, () => (isNext = true));
    assert.ok(isNext);
    assert.equal(form.failure, null);
    assert.deepEqual(toasts, ["no room"]);
  });

  test("leaves no draft behind when everything is erased, since that would stand in the way of signing out", async () => {
    const { open, flush, drafts } = world();
    const form = open();
    await form.resume();
    form.set("text")("a");
    await flush();
    assert.equal(drafts.size, 1);
    form.set("text")("");
    await flush();
    assert.equal(drafts.size, 0);
    assert.equal(form.keptWords(), "");
  });

  test("is empty and keeps again after it was cleared for the next words", async () => {
    const { open, flush, drafts } = world();
    const form = open();
    await form.resume();
    form.set("text")("one");
    await form.finish(async () => undefined, form.clear);
    assert.equal(form.values.text, "");
    form.set("text")("two");
    await flush();
    assert.equal(drafts.get("k").text, "two");
  });
});
