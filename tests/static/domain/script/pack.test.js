import assert from "node:assert/strict";
import { test } from "node:test";
import { packInForce, ScriptRefused } from "../../../../static/domain/script/index.js";
import { genericPack } from "./settings.js";

const generic = genericPack();
const reviewedPack = { ...generic, id: "example", reviewed: { by: "counsel", on: "2026-06-01" }, reviewDue: "2027-06-01" };
const inForce = (pack, today = "2026-11-22") => {
  const { pack: chosen, because } = packInForce({ pack, generic, today });
  return [chosen.id, because];
};

test("a state's rules are used while their review is in date", () => {
  assert.deepEqual(inForce(reviewedPack), ["example", null]);
  assert.deepEqual(inForce(reviewedPack, "2027-06-01"), ["example", null]);
});

test("no pack, an unreviewed pack or one past its review falls back to the strict generic pack and says why", () => {
  assert.deepEqual(inForce(null), ["generic", "none"]);
  assert.deepEqual(inForce({ ...reviewedPack, reviewed: null }), ["generic", "unreviewed"]);
  assert.deepEqual(inForce(reviewedPack, "2027-06-02"), ["generic", "review-due"]);
  assert.deepEqual(inForce({ ...reviewedPack, reviewDue: null }), ["generic", "review-due"]);
});

test("without the generic pack nothing is guessed", () => {
  assert.throws(() => packInForce({ pack: null, generic: null, today: "2026-11-22" }), ScriptRefused);
});

test("the generic pack states no state's law and claims no review", () => {
  assert.equal(generic.reviewed, null);
  assert.match(generic.reviewNote, /lawyer must review/);
  assert.deepEqual(generic.peerMandatedReporter.child, "unsure");
  assert.deepEqual(generic.peerMandatedReporter.adult, "unsure");
  assert.equal(generic.threatRule.type, "unclear");
  assert.equal(generic.recordingConsent, "all");
});
