/** Whatever is typed or pasted, the matcher answers: it never throws, its places are true, and its work stays in step with the length. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { segments } from "../../../../static/domain/risk/index.js";
import { lexicon, read, sentences } from "./support.js";

const patternWords = lexicon.terms.flatMap((/** @type {any} */ term) => [...term.en, ...term.es]).join(" ").split(/[ |]/).map((/** @type {string} */ word) => word.replace(/[*~?@_$#]/g, ""));
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.array(fc.constantFrom(...patternWords, "no", "but", ".", "\n", ",", "’", "\u200B", "\ud800", "\0", "2009", "if", "denies"), { maxLength: 120 }).map((words) => words.join(" ")),
  fc.array(fc.constantFrom(...sentences.map(({ text }) => text)), { maxLength: 12 }).map((texts) => texts.join(" ")),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
);

test("any text is read: offsets are true, levels and categories agree with the hits, and the segments give the text back", () => {
  fc.assert(fc.property(anyText, (text) => {
    const { level, categories, hits } = read(text);
    const counting = hits.filter((hit) => hit.dropped === null);
    for (const hit of hits) {
      assert.ok(hit.start >= 0 && hit.start < hit.end && hit.end <= text.length);
      assert.equal(text.slice(hit.start, hit.end), hit.words);
    }
    assert.equal(level === "none", counting.length === 0);
    assert.equal(level === "imminent", counting.some((hit) => hit.level === "imminent"));
    assert.deepEqual(new Set(categories), new Set(counting.map((hit) => hit.category)));
    assert.equal(segments(text, hits).map((segment) => segment.text).join(""), text);
  }), { numRuns: 400 });
});

test("the same text gives the same reading", () => {
  fc.assert(fc.property(anyText, (text) => assert.deepEqual(read(text), read(text))), { numRuns: 60 });
});

const HOSTILE = {
  "one word that never ends": "a", "one trigger": "kill ", "a term": "kill himself ", "denials": "no ", "denials in Spanish": "sin no niega ", "apostrophes": "a'", "full stops": ". ",
  "nulls": "\0", "lone surrogates": "\ud800", "cues": "has gun with pills tonight ", "combining marks": "e\u0301", "line breaks": "\n", "gaps": "going to will plans to ", "emoji": "👩🏽‍🚀",
};

for (const [what, unit] of Object.entries(HOSTILE)) {
  test(`100 kB of ${what} is read to its end`, () => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const { hits } = read(text);
    assert.equal(segments(text, hits).map((segment) => segment.text).join(""), text);
  });
}

test("danger at the very end of 100 kB of harmless text is found at its place", () => {
  const harmless = "We cooked rice and talked about the bus. ".repeat(2500);
  const { level, hits } = read(`${harmless}He is going to kill himself.`);
  assert.equal(level, "imminent");
  assert.ok((hits.at(-1)?.start ?? 0) >= harmless.length);
});
