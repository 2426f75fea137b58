/** What is typed on the way to a signature: the draft it makes, and how far one may go. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkDraft, ELEMENT_CODES } from "../../../../static/domain/release/index.js";
import en from "../../../../static/locales/en.js";
import { monthsFrom } from "../../../../static/views/release_new/building.js";
import { afterChange, BUILDING, draftOf, emptyValues, LENT, presentOf, reachedFurther, stepAfter, stepAt, stepOfField, termsOfType, withEvent } from "../../../../static/views/release_new/values.js";

const ABOUT = { participant: { name: "Ana", adult: true }, language: "en", zone: "America/New_York" };
const TODAY = "2026-11-25";
const filled = () => ({
  ...emptyValues(), discloser: " Lantern Street ", recipientKind: "organisation", recipientName: "Harbor Clinic ", categories: ["attendance"], past: "yes",
  purpose: "housing", expires: "date", expiresDate: "2027-05-25",
});

describe("the draft", () => {
  test("holds what was typed, without stray spaces, and is complete", () => {
    const draft = draftOf(filled(), ABOUT);
    assert.equal(draft.discloser.name, "Lantern Street");
    assert.equal(draft.recipient.name, "Harbor Clinic");
    assert.equal(draft.past, true);
    assert.deepEqual(checkDraft(draft, { today: TODAY, pack: {} }), []);
  });

  test("chooses nothing for the participant", () => {
    const missing = checkDraft(draftOf(emptyValues(), ABOUT), { today: TODAY, pack: {} }).map(({ code }) => code);
    for (const code of ["discloser", "information", "recipient", "purpose", "expiry"]) assert.ok(missing.includes(code), code);
  });

  test("keeps a day or an event that was typed and then not chosen out of the document", () => {
    const draft = draftOf({ ...filled(), expires: "event", expiresEvent: "When I have my own home" }, ABOUT);
    assert.deepEqual(draft.expires, { kind: "event", date: null, event: "When I have my own home" });
  });

  test("is in the language that the participant chose", () => {
    assert.equal(draftOf({ ...filled(), language: "es" }, ABOUT).language, "es");
  });
});

describe("a document of its own", () => {
  test("for counseling notes holds them and nothing else", () => {
    const values = { ...filled(), ...termsOfType(filled(), "counselling-notes") };
    assert.deepEqual(checkDraft(draftOf(values, ABOUT), { today: TODAY, pack: {} }), []);
    assert.deepEqual(values.categories, ["counselling-notes"]);
  });

  test("for a court case has that purpose, which goes when the document is another again", () => {
    const legal = { ...filled(), ...termsOfType(filled(), "legal") };
    assert.deepEqual(checkDraft(draftOf(legal, ABOUT), { today: TODAY, pack: {} }), []);
    assert.equal(termsOfType(legal, "general").purpose, "");
  });

  test("chosen once more changes nothing", () => assert.deepEqual(termsOfType(filled(), "general"), {}));
});

describe("how far one may go", () => {
  const at = (/** @type {object} */ values, /** @type {string|null} */ wanted, isLent = true) => stepAt({ ...filled(), ...values }, wanted, isLent);

  test("with its owner: the questions and the check, never a page of the participant", () => {
    for (const step of BUILDING) assert.equal(at({}, step, false), step);
    for (const step of LENT) assert.equal(at({ step: "sign" }, step, false), "hand");
    assert.equal(at({}, null, false), "kind");
  });

  test("lent: no further than was reached, and never the pages of its owner", () => {
    assert.equal(at({ step: "review" }, "sign"), "review");
    assert.equal(at({ step: "review" }, "read"), "read");
    for (const step of ["check", "hand", "nonsense", null]) assert.equal(at({ step: "review" }, step), "review");
  });

  test("lent, each question can be answered anew, and leads back to the review", () => {
    assert.equal(at({ step: "review" }, "who"), "who");
    assert.equal(stepAfter("who", { isLent: true, isChecked: true }), "review");
  });

  test("after the signature nothing is changed any more", () => {
    for (const step of [...BUILDING, ...LENT]) {
      assert.equal(at({ step: "copy", signedAt: "2026-11-25T17:00:00.000-05:00" }, step), "copy");
      assert.equal(at({ step: "copy", signedAt: "2026-11-25T17:00:00.000-05:00" }, step, false), "hand");
    }
  });

  test("a page that was come to from the check leads back to it", () => {
    assert.equal(stepAfter("what", { isLent: false, isChecked: false }), "when");
    assert.equal(stepAfter("what", { isLent: false, isChecked: true }), "check");
  });

  test("a change of what is to be signed takes the tick away and asks for the review again", () => {
    assert.deepEqual(afterChange({ ...filled(), step: "sign", agreed: ["yes"] }, { recipientName: "Another" }), { agreed: [], step: "review" });
    assert.deepEqual(afterChange({ ...filled(), step: "own-words" }, { language: "es" }), { agreed: [], step: "own-words" });
    assert.deepEqual(afterChange({ ...filled(), step: "sign" }, { name: "Ana" }), {});
  });

  test("what was reached stays reached", () => {
    assert.equal(reachedFurther("sign", "own-words"), "sign");
    assert.equal(reachedFurther("", "read"), "read");
  });
});

test("events are numbered in their order, whatever the clock says", () => {
  const first = { ...emptyValues(), events: withEvent(emptyValues(), "read", "2026-11-25T17:00:00.000-05:00") };
  assert.deepEqual(withEvent(first, "signed", "2026-11-25T16:00:00.000-05:00").map(({ what, sequence }) => [what, sequence]), [["read", 1], ["signed", 2]]);
});

test("whose phone it is was there; of the others only who is ticked", () => {
  const present = presentOf({ ...emptyValues(), others: ["interpreter"], interpreter: " Luz ", witness: "nobody" }, { name: "Dana" });
  assert.deepEqual(present, [{ name: "Dana", role: "specialist" }, { name: "Luz", role: "interpreter" }]);
});

test("everything that can be missing has words, and leads to the page that asks for it", () => {
  for (const code of ELEMENT_CODES) assert.ok(Object.hasOwn(en, `release.missing.${code}`), code);
  const expected = { "recipient.name": "who", categories: "what", to: "when", "purpose.words": "why", "expires.date": "until", "participant.adult": "signer", representative: "signer" };
  for (const [field, step] of Object.entries(expected)) assert.equal(stepOfField(field), step);
});

test("so many months on is the same day, or the last one of a shorter month", () => {
  assert.equal(monthsFrom("2026-11-25", 6), "2027-05-25");
  assert.equal(monthsFrom("2026-08-31", 6), "2027-02-28");
  assert.equal(monthsFrom("2026-12-31", 1), "2027-01-31");
});
