/** How people write on a phone, in a hurry, by ear, or so as not to be read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { foldWord, soundOf } from "../../../../static/domain/risk/fold.js";
import { read } from "./support.js";

test("marks, case and styled letters fold to the same word", () => {
  assert.equal(foldWord("Recaída"), "recaida");
  assert.equal(foldWord("𝐝𝐢𝐞"), "die");
  assert.equal(foldWord("ﬁre"), "fire");
});

test("Spanish written by ear sounds the same", () => {
  assert.equal(soundOf("beneno"), soundOf("veneno"));
  assert.equal(soundOf("pastiyas"), soundOf("pastillas"));
  assert.equal(soundOf("aorcarse"), soundOf("ahorcarse"));
  assert.notEqual(soundOf("casa"), soundOf("cama"));
});

/** @type {[string, string][]} */
const MISSPELT = [
  ["she'll kill herself tonight", "imminent"], ["hes gonna hang himself", "imminent"], ["feeling suicidl", "concern"], ["he overdossed", "imminent"], ["su1cidal since may", "concern"],
  ["she is cuttin herself", "concern"], ["quiere aorcarse", "concern"], ["he relpased", "concern"], ["sooooo suicidal", "concern"], ["he was arested on friday", "concern"], ["keeps threatning his neighbor", "concern"], ["self\u200B-harm", "concern"],
];

for (const [text, level] of MISSPELT) {
  test(`"${text}" is understood`, () => assert.equal(read(text).level, level));
}

for (const text of ["grape juice", "high hopes", "a harmony group", "the therapist smiled", "she'll be well", "well, I'm ill", "casarse en junio", "the skill building class", "she was harvested and praised", "a mounting bracket", "Dr. Killian called"]) {
  test(`"${text}" is not taken for another word`, () => assert.equal(read(text).level, "none"));
}
