/** The lexicon keeps its own promises: every term notices what it names, leaves its near misses alone, and can say why in two languages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { createRiskMatcher } from "../../../../static/domain/risk/index.js";
import { lexicon, read } from "./support.js";

for (const term of lexicon.terms) {
  test(`${term.id} notices each of its own sentences`, () => {
    for (const sentence of term.hit) {
      const hits = read(sentence).hits.filter((hit) => hit.term === term.id && hit.dropped === null);
      assert.ok(hits.length > 0, sentence);
    }
  });

  test(`${term.id} leaves its near misses alone`, () => {
    for (const sentence of term.miss) {
      const noticed = read(sentence).hits.filter((hit) => hit.dropped === null);
      assert.deepEqual(noticed.map((hit) => `${hit.term}: ${hit.words}`), [], sentence);
    }
  });

  test(`${term.id} has patterns in both languages`, () => {
    assert.ok(term.en.length > 0 && term.es.length > 0);
  });
}

test("the five kinds of risk are all there, at both levels where both exist", () => {
  assert.deepEqual(lexicon.categories, ["self_harm", "harm_others", "abuse", "overdose_relapse", "crime"]);
  for (const category of lexicon.categories) {
    const levels = new Set(lexicon.terms.filter((/** @type {any} */ term) => term.category === category).map((/** @type {any} */ term) => term.level));
    assert.deepEqual([...levels].sort(), ["concern", "imminent"], category);
  }
});

test("a breach of law says: ask or call your supervisor, and never: report", () => {
  for (const term of lexicon.terms.filter((/** @type {any} */ one) => one.category === "crime")) {
    assert.match(term.why.en, /supervisor/);
    assert.match(term.why.es, /supervisor/);
    assert.doesNotMatch(`${term.why.en} ${term.why.es}`, /report|police|denunci|policía/i);
  }
});

test("it says that nobody has reviewed it, and who must", () => {
  assert.equal(lexicon.reviewed, null);
  assert.match(lexicon.review_note, /clinical lead/);
});

test("every class, cue and modifier kind that is written is used", () => {
  const used = JSON.stringify([lexicon.terms, lexicon.exclusions, lexicon.cues, lexicon.modifiers, lexicon.classes]);
  for (const name of Object.keys(lexicon.classes)) assert.ok(used.includes(`@${name}`), `@${name}`);
  const named = new Set([...lexicon.terms, ...lexicon.modifiers].flatMap((entry) => [...(entry.needs ?? []), ...(entry.raise ?? []), ...(entry.unless ?? [])]));
  for (const cue of lexicon.cues) assert.ok(named.has(cue.id), cue.id);
});

test("the matcher says which version of the words it read with", () => {
  assert.equal(createRiskMatcher(lexicon).version, lexicon.version);
});

test("the words stay light enough for a phone with a poor line", () => {
  const carried = { ...lexicon, terms: lexicon.terms.map(({ hit, miss, ...term }) => term) };
  assert.ok(gzipSync(JSON.stringify(carried), { level: 9 }).length <= 54 * 1024);
});
