/** The same words written otherwise mean the same: no keyboard, line break or harmless neighbour may hide imminent danger. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAtLeast, lexicon, read, sentences, withoutAccents } from "./support.js";

const noticed = sentences.filter(({ text }) => read(text).level !== "none");
const imminent = noticed.filter(({ text }) => read(text).level === "imminent");

/** A note on one line needs its full stop: without one, two sentences are one. @param {string} text */
const ended = (text) => (/[.!?]"?$/.test(text) ? text : `${text}.`);

/** @param {string} text @param {string} changed */
function assertSameReading(text, changed) {
  assert.equal(read(changed).level, read(text).level, changed);
  assert.deepEqual(read(changed).categories, read(text).categories, changed);
}

/** @type {[string, (text: string) => string][]} */
const WRITINGS = [
  ["in capitals", (text) => text.toUpperCase()],
  ["without accents", withoutAccents],
  ["with accents as separate marks", (text) => text.normalize("NFD")],
  ["with curly apostrophes and quotes", (text) => text.replaceAll("'", "’").replace(/"([^"]*)"/g, "“$1”")],
  ["with every other kind of apostrophe", (text) => text.replaceAll("'", "ʼ")],
  ["with double spaces and tabs", (text) => text.replaceAll(" ", " \t ")],
  ["with hard spaces", (text) => text.replaceAll(" ", "\u00A0")],
  ["with zero-width characters in every word", (text) => text.replace(/([a-z])([a-z])/g, "$1\u200B$2")],
  ["with soft hyphens", (text) => text.replace(/([a-z])([a-z])/g, "$1\u00AD$2")],
  ["with letters drawn out", (text) => text.replace(/([aeiou])([aeiou])(?=\W|$)/g, "$1$2")],
  ["within quotation marks", (text) => `"${text}"`],
  ["with fullwidth letters", (text) => text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))],
];

for (const [how, write] of WRITINGS) {
  test(`written ${how}, it is noticed all the same`, () => {
    for (const { text } of noticed) {
      if (how === "in capitals" && /\b(SI|HI|OD)\b/.test(text)) continue;
      assertSameReading(text, write(text));
    }
  });
}

test("in small letters, all but the abbreviations that are words in Spanish are noticed", () => {
  for (const { text } of imminent) if (!/\b(SI|HI|OD)\b/.test(text)) assertSameReading(text, text.toLowerCase());
});

test("without apostrophes, as in haste, it is noticed all the same", () => {
  const own = lexicon.terms.flatMap((/** @type {{hit: string[]}} */ { hit }) => hit);
  const contracted = [...noticed.map(({ text }) => text), ...own].filter((text) => /n't/.test(text));
  assert.ok(contracted.length > 5);
  for (const text of contracted) assertSameReading(text, text.replaceAll("n't", "nt"));
});

test("broken into lines at any one space, imminent danger is still imminent", () => {
  for (const { text } of imminent) {
    for (const { index } of text.matchAll(/ /g)) {
      const broken = `${text.slice(0, index)}\n${text.slice(index + 1)}`;
      assert.ok(isAtLeast(read(broken).level, "imminent"), JSON.stringify(broken));
    }
  }
});

const NEIGHBOURS = [
  "He had soup for lunch.", "Denies any pain.", "No changes to his address.", "Used to live in Ohio years ago.", "We watched a movie about whales.",
  "Training on bus routes is on Tuesday.", "Her aunt died in 1990.", "Comió bien y descansó.", "Niega dolor.", "Hace diez años vivía en otro estado.", "She laughed: the jokes kill me.",
];

test("a harmless sentence before or after never takes imminent danger away", () => {
  for (const { text } of imminent) {
    for (const neighbour of NEIGHBOURS) {
      for (const note of [`${neighbour} ${text}`, `${ended(text)} ${neighbour}`, `${neighbour}\n${text}`, `${text}\n${neighbour}`, `${text.replace(/[.!?]$/, "")}\n${neighbour}`]) {
        assert.equal(read(note).level, "imminent", note);
      }
    }
  }
});

test("two dangers in one note are both there", () => {
  for (const [position, { text, categories }] of imminent.entries()) {
    const other = imminent[(position + 7) % imminent.length];
    const both = read(`${ended(text)} ${other?.text}`).categories;
    for (const category of [...read(text).categories, ...read(other?.text ?? "").categories]) assert.ok(both.includes(category), `${text} ${categories}`);
  }
});
