/** Payloads are checked by one table on the way in and out: right ones pass, wrong ones name their fields, newer ones are kept. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPayload, expectPayload } from "../../../static/domain/kinds.js";
import { systemClock } from "../../../static/lib/clock.js";
import { createIds } from "../../../static/lib/ids.js";

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
