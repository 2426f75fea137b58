/** The second reader beside the rules: it only adds, says which words moved it, and keeps up with the longest note. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createRiskMatcher, segments } from "../../../../../static/domain/risk/index.js";
import { createSecondReader } from "../../../../../static/domain/risk/reader/index.js";
import { DAY, isAtLeast, lexicon, read, sentences } from "../support.js";
import { dataWith, readerOf, shipped } from "./support.js";

const both = readerOf(shipped);
const small = dataWith({ lanterns: [9, 0, 9, 0], lanternfish: [9, 9, 9, 0], teacups: [9, 0, 0, 9], calm: [-9, -9, -9, -9] });
const withSmall = readerOf(small);

/** @param {ReturnType<typeof read>} reading */
const own = ({ hits }) => hits.filter(({ term }) => term.startsWith("reader."));

const anyNote = fc.oneof(
  fc.array(fc.constantFrom(...sentences.map(({ text }) => text)), { maxLength: 6 }).map((texts) => texts.join(" ")),
  fc.array(fc.constantFrom(...sentences.map(({ text }) => text)), { maxLength: 6 }).map((texts) => texts.join("\n")),
  fc.string({ unit: "binary", maxLength: 300 }),
);

test("whatever the note, what the rules noticed stands there unchanged, and the level is never lower", () => {
  fc.assert(fc.property(anyNote, (text) => {
    const [rules, together] = [read(text), both(text)];
    const byRules = together.hits.filter(({ term }) => !term.startsWith("reader."));
    assert.deepEqual(byRules, rules.hits);
    assert.ok(isAtLeast(together.level, rules.level));
    for (const category of rules.categories) assert.ok(together.categories.includes(category));
  }), { numRuns: 300 });
});

test("places are true, levels and categories agree with the hits, and the segments give the note back", () => {
  fc.assert(fc.property(anyNote, (text) => {
    const { level, categories, hits } = both(text);
    const counting = hits.filter((hit) => hit.dropped === null);
    for (const { start, end, words } of hits) assert.equal(text.slice(start, end), words);
    assert.equal(level === "imminent", counting.some((hit) => hit.level === "imminent"));
    assert.deepEqual(new Set(categories), new Set(counting.map((hit) => hit.category)));
    assert.equal(segments(text, hits).map((segment) => segment.text).join(""), text);
  }), { numRuns: 200 });
});

test("words that no rule lists are noticed, with the words that moved it as the reason, in both languages", () => {
  assert.equal(read("He lit lanterns.").level, "none");
  const { level, categories, hits } = withSmall("He lit lanterns.");
  assert.deepEqual([level, categories], ["concern", ["self_harm"]]);
  const [hit] = hits;
  assert.equal(hit?.words, "lanterns");
  assert.match(hit?.why.en ?? "", /^The second reader noticed: .*“lanterns”/);
  assert.match(hit?.why.es ?? "", /^La segunda lectura se fijó en: .*“lanterns”/);
});

test("it calls imminent what passes that threshold too, and only what is flagged", () => {
  assert.equal(withSmall("He saw lanternfish.").level, "imminent");
  const [urgentOnly] = [readerOf(dataWith({ lanternfish: [0, 9, 9, 0] }))];
  assert.equal(urgentOnly("He saw lanternfish.").level, "none");
});

test("it raises what the rules call a concern, and leaves their hit as it was", () => {
  const text = "He keeps thinking about hanging himself with lanternfish.";
  assert.equal(read(text).level, "concern");
  const together = withSmall(text);
  assert.equal(together.level, "imminent");
  assert.deepEqual(together.categories, ["self_harm"]);
});

test("what the rules say already is not said again", () => {
  const text = "He keeps thinking about hanging himself with lanterns.";
  assert.deepEqual(withSmall(text).hits, read(text).hits);
});

test("a calm sentence before or after takes nothing away, nor does a line break", () => {
  for (const note of ["He lit lanterns. Calm calm calm calm.", "Calm calm calm calm. He lit lanterns.", "Calm calm calm\nHe lit lanterns\ncalm calm"]) {
    assert.equal(withSmall(note).level, "concern", note);
  }
});

test("two sentences that say it together are read together", () => {
  const halves = readerOf({ ...dataWith({ lanterns: [1, 0, 1, 0], teacups: [1, 0, 1, 0] }), thresholds: [0.7, 9, 0, 0] });
  assert.equal(halves("Lanterns and rice. Bread and rice and beans and rice.").level, "none");
  assert.equal(halves("Lanterns. Teacups.").level, "concern");
});

test("a sentence that was read before is read the same, whatever stood around it", () => {
  const reader = readerOf(shipped);
  for (const { text } of sentences.slice(0, 120)) {
    reader(`We had soup. ${text} Then he left.`);
    assert.deepEqual(reader(text), readerOf(shipped)(text), text);
  }
});

test("the version of both is recorded", () => {
  const matcher = createRiskMatcher(lexicon, createSecondReader(small));
  assert.equal(matcher.version, `${lexicon.version} + reader 7`);
  assert.equal(createRiskMatcher(lexicon).version, lexicon.version);
});

test("its categories are the lexicon's, and it says what it learned from", () => {
  assert.deepEqual(new Set(shipped.categories), new Set(lexicon.categories));
  const { notes, languages, levels } = shipped.learned_from;
  const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((all, count) => all + count, 0);
  assert.equal(sum(languages), notes);
  assert.equal(sum(levels), notes);
  assert.equal(shipped.reviewed, null);
});

const HOSTILE = {
  "one word that never ends": "a", "one word": "dead ", "sentences": "He will kill himself tonight. ", "denials": "no ", "line breaks": "x\n",
  "nulls": "\0", "lone surrogates": "\ud800", "combining marks": "e\u0301", "emoji": "👩🏽‍🚀",
};

for (const [what, unit] of Object.entries(HOSTILE)) {
  test(`100 kB of ${what} is read to its end, and twice as much takes no more than in step`, () => {
    const matcher = readerOf(shipped);
    const timed = (/** @type {number} */ length) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const began = performance.now();
      matcher(text);
      return performance.now() - began;
    };
    timed(100_000);
    const [half, whole] = [Math.min(timed(50_000), timed(50_000)), Math.min(timed(100_000), timed(100_000))];
    // Quadratic work would take four times as long; a busy machine is forgiven.
    assert.ok(whole < half * 3.5 + 400, `${half} ms, then ${whole} ms`);
  });
}
