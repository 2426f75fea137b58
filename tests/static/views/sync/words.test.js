/** The screen of sending tells the truth: nothing is called sent that is not. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import fc from "fast-check";
import en from "../../../../static/locales/sync.en.js";
import { verdictOf } from "../../../../static/views/sync/verdict.js";
import { canRetry, reasonOf, REFUSALS, resultOf } from "../../../../static/views/sync/words.js";

const calm = { phase: "idle", lastContact: "2026-11-22T10:00:00Z", waiting: 0, received: 0, refused: 0, held: 0, kept: 0, distrusted: [] };

describe("what the state of sending is called", () => {
  test("everything is sent only when nothing is here, nothing is stuck and the server has answered", () => {
    const count = fc.nat({ max: 3 });
    const state = fc.record({
      phase: fc.constantFrom("idle", "sending", "reading", "offline", "unanswered", "signed-out", "stopped"), lastContact: fc.constantFrom(null, calm.lastContact),
      waiting: count, received: count, refused: count, held: count, kept: count, lost: count, distrusted: fc.array(fc.constant("v"), { maxLength: 1 }),
    });
    fc.assert(fc.property(state, count, (each, stuck) => {
      const open = each.waiting + each.received + each.refused + each.held + each.kept + each.lost + each.distrusted.length + stuck;
      assert.equal(verdictOf(each, stuck).verdict === "all-sent", open === 0 && each.lastContact !== null);
    }));
  });
  test("a server that never answered has taken nothing", () => {
    assert.deepEqual(verdictOf({ ...calm, lastContact: null }, 0), { verdict: "never-reached", count: 0 });
    assert.deepEqual(verdictOf({ ...calm, lastContact: null, contactBefore: calm.lastContact }, 0), { verdict: "all-sent", count: 0 });
  });
  test("what is gone from this phone comes before everything", () => {
    assert.deepEqual(verdictOf({ ...calm, lost: 2, refused: 1, waiting: 4 }, 1), { verdict: "lost", count: 2 });
  });
  test("what was not taken comes before what waits", () => {
    assert.deepEqual(verdictOf({ ...calm, waiting: 4, refused: 1, held: 1 }, 2), { verdict: "stuck", count: 2 });
  });
  test("a grant in quarantine counts, although the figures count only what a person wrote", () => {
    assert.deepEqual(verdictOf(calm, 1), { verdict: "stuck", count: 1 });
  });
  test("what the server has but this phone has not verified is still called only here", () => {
    assert.deepEqual(verdictOf({ ...calm, received: 2, waiting: 1 }, 0), { verdict: "only-here", count: 3 });
  });
});

describe("trying now", () => {
  test("says what stopped it, whatever the figures", () => {
    for (const phase of ["offline", "unanswered", "signed-out", "stopped"]) assert.equal(resultOf({ ...calm, phase, waiting: 1 }, 0), `sync.result.${phase}`);
  });
  test("does not speak of something waiting when nothing waits", () => {
    assert.equal(resultOf({ ...calm, phase: "offline" }, 0), "sync.result.offlineNothingWaits");
    assert.equal(resultOf({ ...calm, phase: "unanswered" }, 0), "sync.result.unansweredNothingWaits");
  });
  test("says where things stand when nothing stopped it", () => {
    assert.equal(resultOf({ ...calm, waiting: 1 }, 0), "sync.result.only-here");
    assert.equal(resultOf(calm, 0), "sync.result.all-sent");
  });
  test("has words for every end", () => {
    const ends = ["offline", "offlineNothingWaits", "unanswered", "unansweredNothingWaits", "lost", "signed-out", "stopped", "all-sent", "only-here", "stuck", "distrusted", "never-reached"];
    for (const end of ends) assert.ok(`sync.result.${end}` in en, end);
  });
});

describe("what the server did not take", () => {
  test("the codes are those of the protocol, no more and no fewer", () => {
    const protocol = readFileSync(new URL("../../../../webapp/sync/PROTOCOL.md", import.meta.url), "utf8");
    const table = protocol.split("carries one code of this closed list:")[1]?.split("\n\n")[1] ?? "";
    const codes = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1]);
    assert.deepEqual([...REFUSALS], codes);
  });
  test("each reason is said in words, with what to do", () => {
    for (const reason of [...REFUSALS, "held", "kept", "unknown"]) {
      assert.ok(`sync.reason.${reason}` in en, reason);
      assert.ok(`sync.todo.${reason}` in en, reason);
    }
  });
  test("held and kept are told by their state, and a code of a later server is not shown raw", () => {
    assert.equal(reasonOf({ state: "held", code: null }), "held");
    assert.equal(reasonOf({ state: "kept", code: null }), "kept");
    assert.equal(reasonOf({ state: "refused", code: "too-large" }), "too-large");
    assert.equal(reasonOf({ state: "refused", code: "brand-new" }), "unknown");
  });
  test("what a colleague's phone must send is not offered to be sent from here", () => {
    assert.equal(canRetry({ state: "kept" }), false);
    assert.equal(canRetry({ state: "refused" }), true);
  });
});
