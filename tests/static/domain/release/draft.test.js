/** What depends on the day, the jurisdiction and the agency; and what is allowed and still asked about. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDraft, warningsOf } from "../../../../static/domain/release/index.js";
import { codes, draft, forCare, PACK, TODAY } from "./papers.js";

const until = (date, change = {}) => draft({ expires: { kind: "date", date, event: "", ...change } });

test("the longest time is the shorter of the agency's and the state's, to the day", () => {
  const check = (terms, maxDays, releaseMaxDays) => codes(checkDraft(terms, { today: TODAY, pack: { ...PACK, releaseMaxDays }, maxDays }));
  assert.deepEqual(check(until("2027-05-24"), 180, null), []);
  assert.deepEqual(check(until("2027-05-25"), 180, null), ["expiry-too-far"]);
  assert.deepEqual(check(until("2027-05-24"), 365, 90), ["expiry-too-far"]);
  assert.deepEqual(check(until("2099-01-01"), null, null), []);
});

test("where there is a longest time, an event alone, or none, does not get around it", () => {
  const check = (terms) => codes(checkDraft(terms, { today: TODAY, pack: PACK, maxDays: 180 }));
  assert.deepEqual(check(until(null, { kind: "event", event: "When I move" })), ["expiry-too-far"]);
  assert.deepEqual(check(until("2027-01-31", { kind: "event", event: "When I move" })), []);
  assert.deepEqual(check(forCare()), ["expiry-too-far"]);
  assert.deepEqual(check(until(null)), ["expiry"], "a missing day is told of once");
});

test("a minor signs on a phone only where a pack in force says so", () => {
  const minor = draft({ participant: { name: "Leo", adult: false } });
  const check = (pack) => codes(checkDraft(minor, { today: TODAY, pack }));
  assert.deepEqual(check(PACK), ["minor-no-pack"]);
  assert.deepEqual(check({}), ["minor-no-pack"]);
  assert.deepEqual(check({ minorConsent: { electronic: true } }), []);
});

test("everything, and more than a year, are asked about once more", () => {
  assert.deepEqual(warningsOf(draft(), { today: TODAY }), []);
  assert.deepEqual(warningsOf(draft({ categories: ["everything"] }), { today: TODAY }), ["everything"]);
  assert.deepEqual(warningsOf(until("2027-11-26"), { today: TODAY }), []);
  assert.deepEqual(warningsOf({ ...until("2027-11-27"), categories: ["everything"] }, { today: TODAY }), ["everything", "far-off"]);
});
