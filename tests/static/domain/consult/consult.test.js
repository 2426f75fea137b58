/** A consult's state comes from signed envelopes alone, and a cry for help is never hidden. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { consultSummary, deriveConsult, missingInAnswer, missingInClosing } from "../../../../static/domain/consult/index.js";
import { stampOf } from "../../../../static/lib/clock.js";
import { createIds } from "../../../../static/lib/ids.js";

let now = Date.UTC(2026, 10, 22, 21, 0, 0);
const ids = createIds({ now: () => now });
const [riley, sam, alex, robin] = [ids.next(), ids.next(), ids.next(), ids.next()];
const member = (name, role) => ({ name, certificates: [{ role }] });
const members = new Map([[riley, member("Riley", "specialist")], [sam, member("Sam", "supervisor")], [alex, member("Alex", "supervisor")], [robin, member("Robin", "specialist")]]);

let number = 0;
const entry = (author, kind, fields = {}, consult = null, more = {}) => ({
  id: ids.next(), author, device: author, at: stampOf((now += 1000), -300), after: [], number: (number += 1), consult, payload: { kind, schema: 1, ...fields }, ...more,
});
const ask = (urgency = "soon", more) => entry(riley, "consult-request", { cause: "words", categories: ["self-harm"], urgency, words: "help", caseCode: "MR-01", excerpt: "" }, { state: "asked", urgency }, more);
const seen = (by) => entry(by, "consult-seen", {}, { state: "seen" });
const taken = (by) => entry(by, "consult-taken", {}, { state: "taken" });
const answered = (by) => entry(by, "consult-answer", { decision: "go-on", reasons: "r", setAside: "s", steps: [], debrief: "later" }, { state: "answered" });
const words = (by, raise = false) => entry(by, "consult-words", { text: "more" }, raise ? { state: "asked", urgency: "now" } : null);
const closed = (by) => entry(by, "consult-closed", { outcome: "o", told: "yes", toldReason: "" }, { state: "closed" });
const stateOf = (...entries) => deriveConsult(entries, members, riley).state;

test("the way of a consult: on this phone, sent, seen, taken, answered, closed", () => {
  const request = ask();
  assert.equal(stateOf({ ...request, number: null }), "on-this-phone");
  const steps = [request, seen(sam), taken(sam), answered(sam), closed(riley)];
  assert.deepEqual(steps.map((_, index) => stateOf(...steps.slice(0, index + 1))), ["sent", "seen", "taken", "answered", "closed"]);
});

test("any order, split or repetition of the same set derives the same consult", () => {
  const step = fc.constantFrom(() => seen(sam), () => seen(alex), () => seen(riley), () => taken(sam), () => taken(alex), () => answered(alex), () => words(riley), () => words(riley, true), () => words(sam), () => closed(riley), () => answered(robin));
  const anyConsult = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 15 }).map((steps) => [ask(), ...steps.map(([make, isSent]) => (isSent ? make() : { ...make(), number: null }))]);
  fc.assert(
    fc.property(
      anyConsult.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }), fc.shuffledSubarray(entries))),
      ([entries, shuffled, repeated]) => {
        const derived = deriveConsult(entries, members, riley);
        assert.deepEqual(deriveConsult([...shuffled, ...repeated], members, riley), derived);
        assert.deepEqual(consultSummary(deriveConsult(shuffled, members, riley)), consultSummary(derived));
      },
    ),
    { numRuns: 300 },
  );
});

test("the asker's own look is not seen; neither is that of someone who is no supervisor", () => {
  assert.equal(stateOf(ask(), seen(riley), seen(robin), taken(robin), answered(robin)), "sent");
  assert.deepEqual(deriveConsult([ask(), answered(riley)], members, sam).answers, []);
});

test("a supervisor who is one no longer did see it all the same", () => {
  const later = new Map([...members, [sam, { name: "Sam", certificates: [{ role: "specialist" }, { role: "supervisor" }] }]]);
  assert.equal(deriveConsult([ask(), seen(sam)], later, riley).state, "seen");
});

test("two who take it at once: the first in the server's order has it, the other is not hidden", () => {
  const [first, second] = [taken(sam), taken(alex)];
  const consult = deriveConsult([ask(), second, { ...first, at: "2026-11-23T09:00:00.000-05:00" }], members, riley);
  assert.equal(consult.taken.name, "Sam");
  assert.deepEqual(consult.takenBy.map(({ name }) => name), ["Sam", "Alex"]);
});

test("urgency raised after an answer, or after the closing, opens it again", () => {
  const entries = [ask(), seen(sam), taken(sam), answered(sam)];
  const raised = words(riley, true);
  const consult = deriveConsult([...entries, raised], members, riley);
  assert.deepEqual([consult.state, consult.urgency, consult.waitingSince, consult.raisedAfterAnswer], ["taken", "now", raised.at, true]);
  assert.equal(deriveConsult([...entries, closed(riley), words(riley, true)], members, riley).state, "taken");
  assert.equal(deriveConsult([...entries, raised, answered(sam)], members, riley).state, "answered");
  assert.equal(deriveConsult([ask(), words(riley, true)], members, riley).urgency, "now");
});

test("since when it waits is known while an answer is owed, and only then", () => {
  const request = ask();
  assert.equal(deriveConsult([request, seen(sam)], members, riley).waitingSince, request.at);
  assert.equal(deriveConsult([request, answered(sam)], members, riley).waitingSince, null);
});

test("what could not be read is counted", () => {
  const consult = deriveConsult([ask(), { ...seen(sam), payload: undefined, unreadable: "bad-signature" }, { ...entry(sam, "consult-hologram"), newer: true }], members, riley);
  assert.deepEqual([consult.unreadable, consult.newer, consult.state], [1, 1, "sent"]);
});

test("the summary is what lists need", () => {
  const request = ask("now");
  const look = seen(sam);
  const summary = consultSummary(deriveConsult([request, look], members, riley));
  assert.deepEqual(summary, {
    kind: "consult", state: "seen", urgency: "now", cause: "words", categories: ["self-harm"], caseCode: "MR-01", askedAt: request.at, askedBy: "Riley", asker: riley, mine: true,
    seen: [{ by: sam, name: "Sam", at: look.at }], taken: null, answeredAt: null, waitingSince: request.at, raisedAfterAnswer: false, unreadable: 0,
  });
});

test("an answer names what is missing in it; so does a closing", () => {
  assert.deepEqual(missingInAnswer({ decision: "", reasons: " ", setAside: "", steps: [{ who: "a", what: "b", by: "" }], debrief: null }), ["decision", "reasons", "setAside", "debrief", "steps"]);
  assert.deepEqual(missingInAnswer({ decision: "go-on", reasons: "r", setAside: "s", steps: [{ who: "a", what: "b", by: "c" }], debrief: "later" }), []);
  assert.deepEqual(missingInClosing({ outcome: "o", told: "no", toldReason: "" }), ["toldReason"]);
  assert.deepEqual(missingInClosing({ outcome: "o", told: "yes", toldReason: "" }), []);
});
