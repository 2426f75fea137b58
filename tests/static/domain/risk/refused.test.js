/** A broken lexicon is refused, and the entry that is broken is named, so that the last good version stays in use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LexiconRefused, createRiskMatcher } from "../../../../static/domain/risk/index.js";
import { lexicon } from "./support.js";

/** @param {(copy: any) => void} spoil */
function spoiled(spoil) {
  const copy = structuredClone(lexicon);
  spoil(copy);
  return () => createRiskMatcher(copy);
}

/** @type {[string, (copy: any) => void, RegExp][]} */
const BROKEN = [
  ["another schema", (copy) => { copy.schema = "other/9"; }, /^schema: /],
  ["no version", (copy) => { copy.version = ""; }, /^version: /],
  ["a date that is no day", (copy) => { copy.date = "soon"; }, /^date: /],
  ["a term without an id", (copy) => { delete copy.terms[0].id; }, /^terms\[0\]: /],
  ["the same id twice", (copy) => { copy.terms[1].id = copy.terms[0].id; }, /^sh\.suicide: .*twice/],
  ["a category that does not exist", (copy) => { copy.terms[0].category = "weather"; }, /^sh\.suicide: "weather"/],
  ["a level that does not exist", (copy) => { copy.terms[0].level = "mild"; }, /^sh\.suicide: .*"mild"/],
  ["a reason in one language only", (copy) => { copy.terms[0].why = { en: "Yes" }; }, /^sh\.suicide: .*why/],
  ["no sentence that it must notice", (copy) => { copy.terms[0].hit = []; }, /^sh\.suicide: .*hit/],
  ["no patterns", (copy) => { delete copy.terms[0].en; delete copy.terms[0].es; }, /^sh\.suicide: .*patterns/],
  ["a class that does not exist", (copy) => { copy.terms[0].en = ["kill @NOBODY"]; }, /^sh\.suicide: @NOBODY/],
  ["a class that holds itself", (copy) => { copy.classes.SELF.push("@SELF"); }, /@SELF holds itself/],
  ["a pattern that begins with a gap", (copy) => { copy.terms[0].en = ["_3 die"]; }, /^sh\.suicide: .*begin with words/],
  ["a stem so short that it fits everything", (copy) => { copy.terms[0].en = ["a*"]; }, /^sh\.suicide: .*short/],
  ["a pattern that spans a page", (copy) => { copy.terms[0].en = ["die _9 die _9 die _9 die _9 die"]; }, /^sh\.suicide: .*spans/],
  ["a cue that does not exist", (copy) => { copy.terms[0].raise = ["NEVER"]; }, /^sh\.suicide: "NEVER"/],
  ["a modifier of an unknown kind", (copy) => { copy.modifiers[0].kind = "magic"; }, /^false_negation: "magic"/],
  ["a modifier that reaches too far", (copy) => { copy.modifiers[1].reach = 4000; }, /^denial: .*reach/],
  ["terms that are no list", (copy) => { copy.terms = {}; }, /^terms: /],
];

for (const [what, spoil, message] of BROKEN) {
  test(`refused with the entry named: ${what}`, () => {
    assert.throws(spoiled(spoil), (error) => error instanceof LexiconRefused && error.name === "LexiconRefused" && message.test(error.message));
  });
}

test("whatever is given instead of a lexicon is refused, never half taken", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    assert.throws(() => createRiskMatcher(value), { name: "LexiconRefused" });
  }));
});

test("a matcher that is already made is not touched by a refusal", () => {
  const matcher = createRiskMatcher(lexicon);
  assert.throws(spoiled((copy) => { copy.terms = []; }), { name: "LexiconRefused" });
  assert.equal(matcher.match("He plans to hang himself.").level, "imminent");
});
