/** Each exception asks for exactly what its rule wants. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsOf } from "../../../../static/domain/disclosure/index.js";
import { detailsOf, missingIn, startOf } from "../../../../static/views/exception/fields.js";
import en from "../../../../static/locales/en.js";

/** @type {import("../../../../static/views/exception/fields.js").Filled} */
const EMPTY = { details: {}, recipient: "", categories: [], said: "", imminent: "", consult: "", told: "", toldReason: "", way: "" };
const same = (/** @type {string} */ key) => key;
const EXCEPTIONS = /** @type {const} */ (["emergency", "child-abuse", "premises-crime", "court-order", "audit"]);

test("42 CFR 2.51(c): who was told and where they work, who told them, when, and what the emergency is", () => {
  const missing = Object.keys(missingIn("emergency", EMPTY, same));
  assert.deepEqual(missing, ["personnel", "affiliation", "discloser", "at-day", "nature", "categories", "said", "told", "way"]);
  const filled = { ...EMPTY, details: { ...startOf(Date.parse("2026-11-25T12:00:00Z"), "emergency"), personnel: "Dr. Vega", affiliation: "County EMS", discloser: "Dana", nature: "Not breathing" } };
  assert.ok(Math.abs(Date.parse(String(detailsOf("emergency", filled)["at"])) - Date.parse("2026-11-25T12:00:00Z")) < 60_000);
  assert.deepEqual(Object.keys(missingIn("emergency", filled, same)), ["categories", "said", "told", "way"]);
});

test("42 CFR 2.12(c)(5): five facts and no more; what is not known stays empty", () => {
  assert.deepEqual(fieldsOf("premises-crime").map(({ field }) => field), ["circumstances", "status", "name", "address", "whereabouts"]);
  const filled = { ...EMPTY, details: { circumstances: "A window was broken." }, recipient: "Precinct 4", imminent: "yes", told: "yes", way: "spoken" };
  assert.deepEqual(missingIn("premises-crime", filled, same), {});
});

test("a supervisor is asked first, unless somebody is in danger now", () => {
  const filled = { ...EMPTY, details: { incident: "Bruises." }, recipient: "Child line", told: "yes", way: "spoken" };
  assert.deepEqual(Object.keys(missingIn("child-abuse", { ...filled, imminent: "no" }, same)), ["consult"]);
  assert.deepEqual(missingIn("child-abuse", { ...filled, imminent: "yes" }, same), {});
  assert.deepEqual(missingIn("child-abuse", { ...filled, imminent: "no", consult: "c1" }, same), {});
  for (const basis of /** @type {const} */ (["court-order", "audit"])) assert.ok("consult" in missingIn(basis, EMPTY, same), basis);
});

test("every field has its words", () => {
  for (const basis of EXCEPTIONS) for (const { field } of fieldsOf(basis)) assert.ok(Object.hasOwn(en, `share.field.${field}`), field);
});
