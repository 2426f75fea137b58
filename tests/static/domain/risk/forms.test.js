/** A verb stands once in the lexicon and is noticed in all its forms. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { englishForms, spanishForms } from "../../../../static/domain/risk/forms.js";
import { read } from "./support.js";

test("regular English verbs: -s, -ed, -ing, with the doubled letter and the silent e", () => {
  for (const form of ["stab", "stabs", "stabbed", "stabbing"]) assert.ok(englishForms("stab").includes(form), form);
  assert.deepEqual(englishForms("choke"), ["choke", "chokes", "choked", "choking"]);
  assert.deepEqual(englishForms("punch"), ["punch", "punches", "punched", "punching"]);
});

test("irregular English verbs: past and participle too", () => {
  for (const form of ["took", "taken", "taking"]) assert.ok(englishForms("take").includes(form), form);
  assert.ok(englishForms("give").includes("gave"));
});

test("Spanish verbs: tenses, gender and number, and the pronouns that stick to them", () => {
  for (const form of ["golpea", "golpeo", "golpeaban", "golpeando", "golpeadas", "golpearla", "golpeandolos"]) assert.ok(spanishForms("golpear").includes(form), form);
  for (const form of ["agrede", "agredio", "agredieron", "agredida", "agredirlo"]) assert.ok([...spanishForms("agredir"), ...spanishForms("agreder")].includes(form), form);
});

test("what is no infinitive is refused, so that a slip in the lexicon cannot become nonsense words", () => {
  assert.throws(() => spanishForms("golp"), /infinitive/);
});

test("in a note, any form is noticed", () => {
  for (const text of ["Su marido la golpea.", "El esposo la golpeaba otra vez anoche.", "Dice que el novio la ha golpeado hoy."]) {
    assert.ok(read(text).categories.includes("abuse"), text);
  }
});
