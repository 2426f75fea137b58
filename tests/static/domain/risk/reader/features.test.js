/** The second reader's features: the numbers that the weights were trained for, the same however the words are written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contextAt, nameOf, partsOf, windowsOf } from "../../../../../static/domain/risk/reader/features.js";
import { sentences, withoutAccents } from "../support.js";
import { featuresOf, looking } from "./support.js";

test("the features of known words are the known ones: another hash would make every weight another word's", () => {
  assert.deepEqual(featuresOf("gave away").words, [98965, 85879, 61368]);
  assert.deepEqual(featuresOf("ya").pieces, [222016, 181192, 234955, 153675, 211649, 216871]);
});

test("words stand in the lower half of the buckets, pieces in the upper", () => {
  const { words, pieces } = featuresOf("He gave away his tools and his dog.", 1024);
  assert.ok(words.every((bucket) => bucket >= 0 && bucket < 512));
  assert.ok(pieces.every((bucket) => bucket >= 512 && bucket < 1024));
});

/** @type {[string, (text: string) => string][]} */
const WRITINGS = [
  ["without accents", withoutAccents],
  ["with accents as separate marks", (text) => text.normalize("NFD")],
  ["with curly apostrophes and quotes", (text) => text.replaceAll("'", "’").replace(/"([^"]*)"/g, "“$1”")],
  ["with double spaces and tabs", (text) => text.replaceAll(" ", " \t ")],
  ["with zero-width characters", (text) => text.replace(/([a-z])([a-z])/g, "$1\u200B$2")],
  ["in capitals", (text) => text.toUpperCase()],
];

for (const [how, write] of WRITINGS) {
  test(`written ${how}, a note has the same features`, () => {
    for (const { text } of sentences) {
      // Capitals only: in Spanish "si" is "if", and in a note that is all capitals nobody can tell.
      if (how === "in capitals" && /\b[A-Z]{2,}\b/.test(text)) continue;
      assert.deepEqual(featuresOf(write(text)), featuresOf(text), text);
    }
  });
}

test("a word that is denied is another word", () => {
  const [said, denied] = [featuresOf("thoughts of dying").words, featuresOf("denies thoughts of dying").words];
  assert.ok(said.every((bucket) => !denied.includes(bucket)));
});

test("a note is read by sentence and line, each alone and with the next; one without an end is broken up", () => {
  /** @type {number[]} */
  let lengths = [];
  const look = looking(({ tokens }) => (lengths = partsOf(tokens).map(({ from, to }) => to - from)));
  look("Gave away the dog. Said bye\nto all of us.");
  assert.deepEqual(lengths, [4, 2, 4]);
  look("and ".repeat(90));
  assert.deepEqual(lengths, [40, 40, 10]);
  assert.deepEqual(windowsOf(3), [{ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 2, to: 3 }, { from: 0, to: 2 }, { from: 1, to: 3 }]);
  assert.deepEqual(windowsOf(0), []);
});

test("the name under which a sentence's sums are kept differs with its words, their order and their context", () => {
  /** @type {Map<number, string>} */
  const names = new Map();
  for (const text of new Set([...sentences.map((each) => each.text), "He hit her", "Her hit he", "Denies he hit her"])) {
    looking((scene) => {
      const all = { from: 0, to: scene.tokens.length };
      const read = scene.tokens.map((/** @type {{word: string}} */ { word }, /** @type {number} */ at) => `${word}^${contextAt(scene, at)}`).join(" ");
      assert.equal(names.get(nameOf(scene, all)) ?? read, read);
      names.set(nameOf(scene, all), read);
    })(text);
  }
  assert.ok(names.size > 300);
});
