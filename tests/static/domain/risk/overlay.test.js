/** What the screen shows beneath and beside the text. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { segments, summarise } from "../../../../static/domain/risk/index.js";
import { read } from "./support.js";

test("plain and noticed spans take turns and cover the whole text", () => {
  const text = "Hello. He wants to die. Bye.";
  const spans = segments(text, read(text).hits);
  assert.deepEqual(spans.map((span) => [span.text, span.level]), [["Hello. He ", null], ["wants to die", "concern"], [". Bye.", null]]);
});

test("what is set aside is not underlined", () => {
  const text = "Denies suicidal thoughts.";
  assert.deepEqual(segments(text, read(text).hits).map((span) => span.level), [null]);
});

test("hits that overlap share one span, at the stronger level", () => {
  const base = { term: "t", category: "abuse", words: "", why: { en: "a", es: "b" }, dropped: null, raised: null, lowered: null };
  const spans = segments("abcdef", [
    { ...base, level: /** @type {const} */ ("concern"), start: 1, end: 4 },
    { ...base, level: /** @type {const} */ ("imminent"), start: 3, end: 5 },
  ]);
  assert.deepEqual(spans.map((span) => [span.text, span.level, span.hits.length]), [["a", null, 0], ["bcde", "imminent", 2], ["f", null, 0]]);
});

test("an empty note has no spans", () => {
  assert.deepEqual(segments("", []), []);
});

test("the strip counts what is urgent, what is a concern and what was set aside", () => {
  const { hits } = read("He is going to kill himself. She relapsed. Denies HI.");
  assert.deepEqual(summarise(hits), { imminent: 1, concern: 1, setAside: 1 });
});
