import assert from "node:assert/strict";
import { test } from "node:test";
import everything from "../../../../static/locales/en.js";
import english from "../../../../static/locales/script.en.js";
import spanish from "../../../../static/locales/script.es.js";
import * as session from "../../../../static/domain/session/index.js";

/** Every key that the closed lists of the session ask for. */
function keysAskedFor() {
  return [
    ...session.HOWS.map((how) => `session.how.${how}`),
    ...session.SIDES.map((side) => `session.private.${side}`),
    ...session.PRIVATE_ANSWERS.map((answer) => `session.private.answer.${answer}`),
    ...session.REMEDIES.flatMap((remedy) => [`session.remedy.${remedy}`, `session.remedy.${remedy}.help`]),
    ...session.SKIP_REASONS.map((reason) => `session.skip.reason.${reason}`),
    ...session.TEACH_BACKS.map((result) => `session.teachBack.${result}`),
    ...session.OUTCOMES.map((outcome) => `session.outcome.${outcome}`),
    ...["mine", "theirs", "recording"].map((concern) => `session.concern.${concern}`),
  ];
}

test("everything a session can be has its words", () => {
  for (const key of keysAskedFor()) assert.ok(everything[key], key);
});

test("both languages have the same keys and the same blanks to fill", () => {
  assert.deepEqual(Object.keys(english).sort(), Object.keys(spanish).sort());
  const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(english)) assert.deepEqual(blanks(spanish[key]), blanks(english[key]), key);
});

test("every key of this area begins with script or session, and no text is empty", () => {
  for (const catalogue of [english, spanish]) {
    for (const [key, text] of Object.entries(catalogue)) {
      assert.match(key, /^(script|session)\./);
      assert.notEqual(text.trim(), "");
    }
  }
});
