/** Each basis of a disclosure wants exactly what its rule names: nothing less, and nothing besides. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BASES, BASIS, checkDisclosure, fieldsOf, needsConsult } from "../../../../static/domain/disclosure/index.js";
import { checkPayload } from "../../../../static/domain/kinds.js";
import { CONSULT, disclosure, HASH, RELEASE } from "./entries.js";

const wrong = (entry) => checkDisclosure(entry).map(({ field, code }) => `${field} ${code}`);

for (const basis of BASES) {
  test(`${BASIS[basis].rule}: a whole entry on ${basis} is taken, by the rule and by its kind`, () => {
    assert.deepEqual(wrong(disclosure(basis)), []);
    assert.deepEqual(checkPayload({ kind: "disclosure", schema: 1, ...disclosure(basis) }), { status: "ok" });
  });

  for (const { field, required } of fieldsOf(basis)) {
    test(`${BASIS[basis].rule}: ${field} is ${required ? "needed" : "left out when it is not known"}`, () => {
      const { [field]: _, ...details } = disclosure(basis).details;
      const expected = required ? [`details.${field} needed`] : [];
      assert.deepEqual(wrong(disclosure(basis, { details })), expected);
      assert.deepEqual(wrong(disclosure(basis, { details: { ...details, [field]: "  " } })), expected);
    });
  }

  test(`${BASIS[basis].rule}: nothing is written down on ${basis} that the rule does not ask for`, () => {
    assert.deepEqual(wrong(disclosure(basis, { details: { ...disclosure(basis).details, diagnosis: "x" } })), ["details.diagnosis not-allowed"]);
  });
}

test("42 CFR 2.51(c): who was told and where they work, who told, date and time, and the nature of the emergency", () => {
  assert.deepEqual(fieldsOf("emergency").map(({ field }) => field), ["personnel", "affiliation", "discloser", "at", "nature"]);
  assert.deepEqual(wrong(disclosure("emergency", { details: { ...disclosure("emergency").details, at: "this morning" } })), ["details.at needed"]);
});

test("42 CFR 2.12(c)(5): the circumstances, and of the person their status, name, address and last known whereabouts alone", () => {
  assert.deepEqual(fieldsOf("premises-crime").map(({ field }) => field), ["circumstances", "status", "name", "address", "whereabouts"]);
});

test("42 CFR 2.12(c)(5) and (c)(6): a report takes nothing of the record with it", () => {
  for (const basis of ["child-abuse", "premises-crime"]) {
    assert.deepEqual(wrong(disclosure(basis, { items: [{ what: "A note", hash: HASH }] })), ["items not-allowed"]);
    assert.deepEqual(wrong(disclosure(basis, { categories: [] })), []);
  }
});

test("42 CFR 2.61: an order on a day that exists, and the mandate that compels", () => {
  const { details } = disclosure("court-order");
  assert.deepEqual(wrong(disclosure("court-order", { details: { ...details, orderedOn: "2026-02-30" } })), ["details.orderedOn needed"]);
  assert.deepEqual(wrong(disclosure("court-order", { details: { ...details, mandate: "" } })), ["details.mandate needed"]);
});

test("42 CFR 2.32(a): nothing goes on a consent without its statement, nor without the consent", () => {
  assert.deepEqual(wrong(disclosure("consent", { notice: null })), ["notice needed"]);
  assert.deepEqual(wrong(disclosure("consent", { release: null })), ["release needed"]);
  assert.deepEqual(wrong(disclosure("emergency", { release: { id: RELEASE, hash: HASH } })), ["release not-allowed"]);
});

test("a supervisor is asked first, unless it can not wait", () => {
  const later = (basis) => ({ details: { ...disclosure(basis).details, imminent: false } });
  for (const basis of ["child-abuse", "premises-crime"]) {
    assert.deepEqual(wrong(disclosure(basis, later(basis))), ["consult needed"]);
    assert.deepEqual(wrong(disclosure(basis, { ...later(basis), consult: CONSULT })), []);
  }
  for (const basis of ["court-order", "audit"]) assert.deepEqual(wrong(disclosure(basis, { consult: null })), ["consult needed"]);
  assert.equal(needsConsult("emergency", {}), false);
  assert.deepEqual(wrong(disclosure("audit", { details: { ...disclosure("audit").details, imminent: true } })), ["details.imminent not-allowed"], "an audit can wait");
});

test("was the person told? It must be answered, and a no says why", () => {
  assert.deepEqual(wrong(disclosure("consent", { told: "" })), ["told needed", "toldReason needed"]);
  for (const told of ["no", "later"]) {
    assert.deepEqual(wrong(disclosure("consent", { told })), ["toldReason needed"]);
    assert.deepEqual(wrong(disclosure("consent", { told, toldReason: "Asleep" })), []);
  }
});

test("every entry says to whom, why, what kind, how and when", () => {
  const empty = disclosure("consent", { recipient: { name: " ", address: "", kind: "person" }, purpose: { id: "", words: "" }, categories: [], channel: "fax", sharedAt: "today", zone: "x/y" });
  assert.deepEqual(wrong(empty), ["recipient.name needed", "purpose.id needed", "channel needed", "sharedAt needed", "zone needed", "categories needed"]);
  assert.deepEqual(wrong(disclosure("consent", { purpose: { id: "other", words: "" } })), ["purpose.words needed"]);
});

test("there is no basis for a duty to warn, nor for a report about an adult", () => {
  assert.deepEqual(BASES, ["consent", "emergency", "child-abuse", "premises-crime", "court-order", "audit", "to-participant"]);
  for (const basis of ["duty-to-warn", "adult-abuse", "constructor", ""]) assert.deepEqual(wrong({ ...disclosure(), basis }), ["basis needed"]);
});
