/** The document: the same draft gives the same one, it says what was chosen in the language chosen, and nothing typed changes its form. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CATEGORIES, checkSigned, composeDocument, documentText, isCurrent, LANGUAGES, PURPOSES, templateFor, TYPES } from "../../../../static/domain/release/index.js";
import { content, documentOf, draft, forCare, signed } from "./papers.js";

const wordsOf = ({ blocks }) => blocks.flatMap(({ text, items = [], plain }) => [text, ...items, plain]).filter(Boolean).join("\n");

test("the same draft and template give the same text, however its members are ordered", () => {
  const reordered = Object.fromEntries(Object.entries(draft()).reverse());
  assert.equal(documentText(documentOf(draft())), documentText(documentOf(reordered)));
  assert.notEqual(documentText(documentOf(draft())), documentText(documentOf(draft({ to: "2027-01-31" }))));
});

test("one changed word of the template, or another version of it, is another text", () => {
  const template = templateFor(content, { type: "general", language: "en" });
  const texts = [template, { ...template, version: "1.0.1" }, { ...template, title: "My yes" }].map((each) => documentText(composeDocument(draft(), each)));
  assert.equal(new Set(texts).size, 3);
});

test("the terms are a copy: a draft that goes on changing takes nothing from what was shown", () => {
  const going = draft();
  const shown = documentOf(going);
  going.categories.push("medication");
  going.recipient.name = "Someone else";
  assert.deepEqual(shown.terms, draft());
});

test("what is chosen can be read in the document, in its language", () => {
  const english = wordsOf(documentOf(draft({ details: "The letter for the landlord", representative: { name: "Ana R.", authority: "Guardian" } })));
  for (const word of ["Maria R.", "Harbor Peers", "Open Door Housing", "12 Elm St", content.categories.needs.en, content.purposes.housing.en, "The letter for the landlord", "February 28, 2027", "Ana R.", "Guardian"]) {
    assert.ok(english.includes(word), word);
  }
  const spanish = wordsOf(documentOf(draft({ language: "es" })));
  for (const word of ["28 de febrero de 2027", content.categories.needs.es, content.purposes.housing.es, content.notices.short.plain.es]) assert.ok(spanish.includes(word), word);
  assert.ok(!spanish.includes(content.categories.medication.es), "and what is not ticked is not there");
});

test("the past, the days and the end are told as they were chosen, and only so", () => {
  const said = (changes) => wordsOf(documentOf(draft(changes)));
  assert.match(said({}), /Only from the day I sign/);
  assert.doesNotMatch(said({ past: true }), /Only from the day I sign/);
  assert.match(said({ past: true, from: "2026-06-01" }), /June 1, 2026/);
  assert.match(said({ to: "2026-12-31" }), /last day it is about: December 31, 2026/);
  assert.match(said({ expires: { kind: "event", date: null, event: "When I move" } }), /When I move/);
  assert.match(wordsOf(documentOf(forCare())), /no end date/);
  assert.doesNotMatch(said({}), /no end date|covered|health plan/);
});

test("the fixed statement stands word for word, with plain words beside it", () => {
  for (const language of LANGUAGES) {
    const [fixed] = documentOf(draft({ language })).blocks.filter(({ kind }) => kind === "fixed");
    assert.deepEqual(fixed, { kind: "fixed", text: "42 CFR part 2 prohibits unauthorized use or disclosure of these records.", plain: content.notices.short.plain[language] });
  }
});

test("every document, in both languages, for every purpose and end, makes all its statements and leaves no place unfilled", () => {
  for (const type of TYPES) {
    for (const language of LANGUAGES) {
      for (const id of PURPOSES) {
        const document = documentOf(draft({ type, language, purpose: { id, words: "Why" }, categories: [...CATEGORIES], past: true, from: "2026-01-01", to: "2026-12-31" }));
        const silent = checkSigned({ ...signed(), document }).filter(({ field }) => field === "document");
        assert.deepEqual(silent, [], `${type} ${language} ${id}`);
        assert.doesNotMatch(wordsOf(document), /[{}]|undefined|null/);
        assert.ok(document.blocks.every(({ kind, text, items }) => (kind === "list" ? items.length > 0 : text.trim() !== "")));
      }
    }
  }
});

test("what a person types is only text: it fills no other place and makes no block", () => {
  const typed = fc.string({ maxLength: 40 }).map((text) => `{participant} ${text} {discloser} $& $1`);
  fc.assert(
    fc.property(typed, typed, (name, details) => {
      const document = documentOf(draft({ recipient: { kind: "person", name, address: "", contact: "" }, details }));
      const plain = documentOf(draft({ recipient: { kind: "person", name: "N", address: "", contact: "" }, details: "D" }));
      assert.equal(document.blocks.length, plain.blocks.length);
      assert.ok(document.blocks.some(({ text }) => text === name.trim()));
      assert.ok(document.blocks.some(({ text }) => text?.endsWith(details.trim())));
      assert.deepEqual(JSON.parse(documentText(document)), JSON.parse(JSON.stringify(document)));
    }),
  );
});

test("a document of an older version is not current", () => {
  assert.equal(isCurrent(content, documentOf(draft())), true);
  assert.equal(isCurrent({ ...content, version: "1.0.1" }, documentOf(draft())), false);
});
