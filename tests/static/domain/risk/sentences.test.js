/** Recall and false alarms on our own labelled sentences: floors that are reached today and may not fall. No claim of clinical validity. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, sentences } from "./support.js";

const FLOORS = { imminentNoticed: 1, imminentCalledImminent: 0.98, concernNoticed: 0.98, falseAlarms: 0.01, noneCalledImminent: 0, categories: 0.93 };

/** @param {(sentence: typeof sentences[number]) => boolean} which @param {(sentence: typeof sentences[number]) => boolean} passes */
function share(which, passes) {
  const chosen = sentences.filter(which);
  assert.ok(chosen.length > 0);
  const failed = chosen.filter((sentence) => !passes(sentence));
  return { share: 1 - failed.length / chosen.length, failed: failed.map(({ text }) => text) };
}

const isNoticed = (/** @type {{text: string}} */ { text }) => read(text).level !== "none";
const levelOf = (/** @type {{text: string}} */ { text }) => read(text).level;

test("the set is of some weight: both languages, half of it without risk, most of that hard", () => {
  const none = sentences.filter(({ level }) => level === "none");
  assert.ok(sentences.length >= 300);
  assert.ok(sentences.filter(({ language }) => language === "es").length >= 100);
  assert.ok(none.length >= sentences.length / 2);
  assert.ok(none.filter(({ trap }) => trap !== null).length >= none.length / 2);
  assert.equal(new Set(sentences.map(({ text }) => text)).size, sentences.length);
});

for (const language of ["en", "es"]) {
  test(`imminent danger is noticed (${language})`, () => {
    const found = share((one) => one.language === language && one.level === "imminent", isNoticed);
    assert.ok(found.share >= FLOORS.imminentNoticed, found.failed.join("\n"));
  });

  test(`what is a concern is noticed (${language})`, () => {
    const found = share((one) => one.language === language && one.level === "concern", isNoticed);
    assert.ok(found.share >= FLOORS.concernNoticed, found.failed.join("\n"));
  });

  test(`ordinary, denied, past, planned-for and figurative words raise no alarm (${language})`, () => {
    const found = share((one) => one.language === language && one.level === "none", (one) => !isNoticed(one));
    assert.ok(1 - found.share <= FLOORS.falseAlarms, found.failed.join("\n"));
  });
}

test("imminent danger is called imminent", () => {
  const found = share(({ level }) => level === "imminent", (one) => levelOf(one) === "imminent");
  assert.ok(found.share >= FLOORS.imminentCalledImminent, found.failed.join("\n"));
});

test("nothing harmless is called imminent", () => {
  const found = share(({ level }) => level === "none", (one) => levelOf(one) !== "imminent");
  assert.ok(1 - found.share <= FLOORS.noneCalledImminent, found.failed.join("\n"));
});

test("the kind of risk is named", () => {
  const found = share(({ level }) => level !== "none", ({ text, categories }) => categories.every((category) => read(text).categories.includes(category)));
  assert.ok(found.share >= FLOORS.categories, found.failed.join("\n"));
});
