import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  assertNoteAllowed,
  GIVEN,
  MalformedRecord,
  OUTCOMES,
  ScriptNotRecorded,
  SessionDeclined,
  sessionState,
} from "../../../../static/domain/session/index.js";
import { at, recordOf, SESSION } from "./steps.js";

const OTHER = "0193a1b2-0000-7000-8000-000000000002";
const opened = { kind: "session", schema: 1, session: SESSION, how: "in-person", startedAt: at(0) };
const gate = (...payloads) => assertNoteAllowed(sessionState(payloads), SESSION);

test("without a script record there is no note", () => {
  assert.throws(() => gate(), ScriptNotRecorded);
  assert.throws(() => gate(opened), ScriptNotRecorded);
  assert.throws(() => assertNoteAllowed(null), ScriptNotRecorded);
});

test("a note alone does not open its own gate", () => {
  assert.throws(() => gate(opened, { kind: "note", schema: 1, session: SESSION, text: "words" }), ScriptNotRecorded);
});

test("a script that was given opens the note", () => {
  for (const outcome of GIVEN) assert.deepEqual(gate(opened, recordOf(outcome, 50)), { offerAgain: outcome === "has-questions" }, outcome);
});

test("the script of another session opens nothing", () => {
  const elsewhere = sessionState([recordOf("understood", 50, OTHER)]);
  assert.throws(() => assertNoteAllowed(elsewhere, SESSION), ScriptNotRecorded);
  assert.throws(() => assertNoteAllowed(sessionState([opened, recordOf("understood", 50, OTHER)], SESSION), SESSION), ScriptNotRecorded);
  assert.throws(() => sessionState([opened, recordOf("understood", 50, OTHER)]), MalformedRecord);
});

test("a person who said no has no note", () => {
  assert.throws(() => gate(opened, recordOf("declined", 50)), SessionDeclined);
  assert.equal(sessionState([opened, recordOf("declined", 50)]).declined, true);
});

test("a person who said no and then yes has one", () => {
  assert.doesNotThrow(() => gate(opened, recordOf("declined", 50), recordOf("understood", 55)));
});

test("a crisis opens the note, and the script stays owed", () => {
  assert.deepEqual(gate(opened, recordOf("skipped-crisis", 50)), { offerAgain: true });
});

test("the script offered again after a crisis takes the place of the skip, whatever the clocks say", () => {
  for (const minute of [10, 55]) {
    const state = sessionState([opened, recordOf("skipped-crisis", 50), recordOf("understood", minute)]);
    assert.equal(state.outcome, "understood");
    assert.equal(state.offerAgain, false);
  }
});

test("a script declined after a crisis does not cost the note already written", () => {
  const state = sessionState([opened, recordOf("skipped-crisis", 50), recordOf("declined", 55)]);
  assert.equal(state.outcome, "declined");
  assert.equal(state.declined, false);
  assert.deepEqual(assertNoteAllowed(state, SESSION), { offerAgain: false });
});

test("one unreadable record neither opens the gate nor hides the good one, and is named", () => {
  const broken = { ...recordOf("understood", 50), script: null };
  assert.throws(() => gate(opened, broken), ScriptNotRecorded);
  const state = sessionState([broken, opened, recordOf("understood", 55), broken]);
  assert.equal(state.noteAllowed, true);
  assert.equal(state.refused.length, 1);
  assert.match(state.refused[0], /what was shown/);
});

test("a refused record is named without a word of what is in it", () => {
  const { refused } = sessionState([{ ...recordOf("understood", 50), privacy: null, note: "Maria relapsed" }]);
  assert.doesNotMatch(refused.join(" "), /Maria/);
});

test("a session is known by its record even when its own envelope has not come yet", () => {
  const state = sessionState([recordOf("understood", 50)]);
  assert.equal(state.session, SESSION);
  assert.equal(state.startedAt, null);
  assert.equal(state.how, "in-person");
});

const anyPayload = fc.oneof(
  fc.tuple(fc.constantFrom(...OUTCOMES), fc.integer({ min: 41, max: 59 })).map(([outcome, minute]) => recordOf(outcome, minute)),
  fc.integer({ min: 0, max: 30 }).map((minute) => ({ ...opened, startedAt: at(minute) })),
  fc.constantFrom({ kind: "note", schema: 1, session: SESSION, text: "words" }, { kind: "script-record", schema: 9 }, null, 7),
);

test("the same payloads in any order and any repetition give the same state", () => {
  const shuffledTwice = fc.array(anyPayload, { maxLength: 6 }).chain((payloads) =>
    fc.tuple(fc.constant(payloads), fc.shuffledSubarray([...payloads, ...payloads], { minLength: payloads.length * 2 })),
  );
  fc.assert(
    fc.property(shuffledTwice, ([payloads, shuffled]) => {
      assert.deepEqual(sessionState(shuffled), sessionState(payloads));
    }),
  );
});

test("a note that was allowed is never shut by a payload that comes later", () => {
  fc.assert(
    fc.property(fc.array(anyPayload, { maxLength: 5 }), fc.array(anyPayload, { maxLength: 3 }), (before, after) => {
      if (sessionState(before).noteAllowed) assert.equal(sessionState([...before, ...after]).noteAllowed, true);
    }),
  );
});

test("no payloads open a note unless one of them is a script given or skipped", () => {
  fc.assert(
    fc.property(fc.array(anyPayload, { maxLength: 6 }), (payloads) => {
      const opening = payloads.some((payload) => [...GIVEN, "skipped-crisis"].includes(payload?.outcome));
      assert.equal(sessionState(payloads).noteAllowed, opening);
    }),
  );
});
