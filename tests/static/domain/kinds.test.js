/** Payloads are checked by one table on the way in and out: right ones pass, wrong ones name their fields, newer ones are kept. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPayload, expectPayload } from "../../../static/domain/kinds.js";
import { systemClock } from "../../../static/lib/clock.js";
import { createIds } from "../../../static/lib/ids.js";
import { disclosure } from "./disclosure/entries.js";
import { signed } from "./release/papers.js";

const ids = createIds(systemClock);
const id = ids.next();
const at = "2026-11-22T21:04:38.123-05:00";
const step = { who: "Sam", what: "call", by: "tonight" };
const hit = { term: "t", category: "self-harm", level: "imminent", start: 0, end: 4, words: "want" };
const RIGHT = {
  participant: { name: "Maria", code: "MR-27", language: "es", adult: true, archived: false, contact: "" },
  group: { name: "Tuesday", language: "en" },
  session: { session: id, how: "phone", startedAt: at },
  "script-record": { session: id, how: "phone", privacy: {}, script: {}, teachBack: { result: null }, outcome: "understood", offerAgain: false },
  note: { session: id, text: "text" },
  amendment: { note: id, text: "text", reason: "" },
  "risk-flag": { session: id, note: id, lexicon: "1", hits: [hit], decision: "handled", reason: "why", consult: null },
  "handed-over": { to: id, keep: true },
  release: signed(),
  "release-revoked": { release: id, mode: "signed", by: "Maria R.", witness: "", revokedAt: at, signature: signed().signature },
  disclosure: disclosure("consent"),
  "disclosure-corrected": { disclosure: id, words: "It was the other office." },
  "session-end": { session: id, endedAt: at, how: "done" },
  "consult-request": { cause: "worried", categories: [], urgency: "now", words: "", caseCode: "", excerpt: "" },
  "consult-words": { text: "more" },
  "consult-seen": {},
  "consult-taken": {},
  "consult-answer": { decision: "refer", reasons: "r", setAside: "s", steps: [step], debrief: "offered" },
  "consult-closed": { outcome: "o", told: "yes", toldReason: "" },
};

for (const [kind, fields] of Object.entries(RIGHT)) {
  test(`a right ${kind} passes, and each of its members is needed as it is`, () => {
    const payload = { kind, schema: 1, ...fields };
    assert.deepEqual(checkPayload(payload), { status: "ok" });
    for (const field of Object.keys(fields)) {
      const { [field]: _left, ...rest } = payload;
      assert.deepEqual(checkPayload(rest).fields?.[field], "needed", `${field} left out`);
      assert.deepEqual(checkPayload({ ...payload, [field]: 7 }).fields?.[field], "not-allowed", `${field} as a number`);
    }
    if (kind !== "script-record") assert.deepEqual(checkPayload({ ...payload, extra: 1 }).fields, { extra: "not-allowed" });
  });
}

test("an unknown kind and a newer schema are newer, never wrong", () => {
  assert.deepEqual(checkPayload({ kind: "hologram", schema: 1 }), { status: "newer" });
  assert.deepEqual(checkPayload({ kind: "note", schema: 2, anything: true }), { status: "newer" });
  assert.deepEqual(checkPayload({ kind: "constructor", schema: 1 }), { status: "newer" });
  assert.throws(() => expectPayload({ kind: "hologram", schema: 1 }), { code: "payload-invalid" });
});

test("what is not an object with kind and schema is wrong", () => {
  for (const value of [null, "note", [], {}, { kind: "note" }, { kind: 1, schema: 1 }, { kind: "note", schema: "1" }]) assert.equal(checkPayload(value).status, "invalid");
});

test("setting risk words aside needs a reason; a consult about them does not", () => {
  const flag = { kind: "risk-flag", schema: 1, ...RIGHT["risk-flag"], reason: " " };
  assert.deepEqual(checkPayload(flag).fields, { reason: "needed" });
  assert.deepEqual(checkPayload({ ...flag, decision: "consult", consult: id, reason: "" }), { status: "ok" });
});

test("an answer wants at least one whole step, and a closing says why somebody was not told", () => {
  const answer = { kind: "consult-answer", schema: 1, ...RIGHT["consult-answer"] };
  assert.deepEqual(checkPayload({ ...answer, steps: [] }).fields, { steps: "needed" });
  assert.deepEqual(checkPayload({ ...answer, steps: [{ ...step, by: "" }] }).fields, { steps: "not-allowed" });
  assert.deepEqual(checkPayload({ kind: "consult-closed", schema: 1, outcome: "o", told: "no", toldReason: "" }).fields, { toldReason: "needed" });
});

test("texts have their limits", () => {
  assert.deepEqual(checkPayload({ kind: "note", schema: 1, session: id, text: "x".repeat(100_001) }).fields, { text: "not-allowed" });
  assert.deepEqual(checkPayload({ kind: "group", schema: 1, name: "x".repeat(201), language: "en" }).fields, { name: "not-allowed" });
});

const fieldsOf = (kind, change) => checkPayload({ kind, schema: 1, ...RIGHT[kind], ...change }).fields;

test("a release ended by signature has one; one ended by word needs none", () => {
  assert.deepEqual(fieldsOf("release-revoked", { signature: null }), { signature: "needed" });
  assert.equal(fieldsOf("release-revoked", { mode: "spoken", signature: null }), undefined);
});

test("whether the participant was told is answered, and a no has its reason", () => {
  assert.deepEqual(fieldsOf("disclosure", { told: "later", toldReason: " " }), { toldReason: "needed" });
  assert.equal(fieldsOf("disclosure", { told: "no", toldReason: "Not safe." }), undefined);
});

test("strokes are points in time, days exist, a hash is 32 bytes, and the terms have no member besides", () => {
  const drawn = (strokes) => fieldsOf("release", { signature: { ...RIGHT.release.signature, how: "drawn", strokes } });
  assert.equal(drawn([[[1, 2.5, 0]]]), undefined);
  assert.equal(drawn([Array.from({ length: 5_000 }, (_, moment) => [moment, 1, moment])]), undefined, "slowly");
  for (const odd of [[[]], [[[1, 2]]], [[[1, 2, "0"]]], [[1, 2, 3]], [[[NaN, 1, 2]]]]) assert.deepEqual(drawn(odd), { signature: "not-allowed" });
  for (const hash of ["A".repeat(42), `${"A".repeat(42)}B`, `${"A".repeat(42)}=`]) assert.deepEqual(fieldsOf("release", { hash }), { hash: "not-allowed" });
  const withTerms = (change) => fieldsOf("release", { document: { ...RIGHT.release.document, terms: { ...RIGHT.release.document.terms, ...change } } });
  for (const change of [{ to: "2026-02-30" }, { extra: 1 }, { type: "medical" }, { participant: { name: "Maria R." } }]) assert.deepEqual(withTerms(change), { document: "not-allowed" });
  assert.equal(withTerms({ to: "2027-02-28" }), undefined);
});

test("the answers of a form are words or a yes or no, nothing deeper", () => {
  assert.equal(fieldsOf("disclosure", { details: { imminent: false, nature: "A fall" } }), undefined);
  for (const odd of [{ a: 1 }, { a: null }, { a: {} }, [], null]) assert.ok(fieldsOf("disclosure", { details: odd })?.details);
});
