import assert from "node:assert/strict";
import { test } from "node:test";
import * as session from "../../../../static/domain/session/index.js";
import { at, privacyAnswered, recordOf, scriptFor, scriptShown, SESSION, taughtBack } from "./steps.js";

test("a finished preparation records what was given, when, how and with what result", () => {
  const aloud = session.markAloud(scriptShown({ how: "video" }));
  const done = session.finish(session.answerTeachBack(aloud, "explained-again"), { outcome: "explained-again", at: at(40) });
  const record = session.preparationRecord(done);
  const script = scriptFor("video");
  assert.deepEqual(record, {
    kind: "script-record",
    schema: 1,
    session: SESSION,
    how: "video",
    privacy: {
      mine: { private: "yes", at: at(1) },
      theirs: { private: "yes", at: at(1) },
      place: "At a friend's",
      callBack: "555 0100",
      noRecording: true,
      remedies: [],
      wentOnAnyway: false,
    },
    script: {
      id: "limits-of-confidentiality",
      version: script.version,
      hash: "sha-256-of-content",
      language: "en",
      variant: "full",
      shown: script.cards.map(({ id }, index) => ({ card: id, at: at(3 + index) })),
      aloud: true,
      startedAt: at(2),
      endedAt: at(40),
    },
    teachBack: { result: "explained-again" },
    outcome: "explained-again",
    offerAgain: false,
  });
  assert.deepEqual(session.sessionRecord(done), { kind: "session", schema: 1, session: SESSION, how: "video", startedAt: at(0) });
});

test("open questions, or a teach-back that was not possible, mean that the script is offered again", () => {
  const ended = (result, outcome) => session.finish(session.answerTeachBack(scriptShown(), result), { outcome, at: at(9) });
  assert.equal(session.preparationRecord(ended("has-questions", "has-questions")).offerAgain, true);
  assert.equal(session.preparationRecord(ended("not-possible", "understood")).offerAgain, true);
  assert.equal(session.preparationRecord(ended("understood", "understood")).offerAgain, false);
});

test("a crisis before any choice records the way of meeting that stood there beforehand, and that nothing was asked", () => {
  const started = session.startPreparation({ session: SESSION, at: at(0), usualHow: "phone" });
  const skipped = session.skipForCrisis(started, { reason: "medical", at: at(1) });
  const record = session.preparationRecord(skipped);
  assert.equal(record.how, "phone");
  assert.equal(session.sessionRecord(skipped).how, "phone");
  assert.equal(record.privacy.mine, null);
  assert.equal(record.script.id, null);
  assert.deepEqual(record.script.shown, []);
  assert.equal(record.teachBack.result, null);
  assert.equal(record.script.endedAt, at(1));
});

test("every record that a preparation leaves is one that can be read, after JSON too", () => {
  for (const outcome of session.OUTCOMES) {
    const record = JSON.parse(JSON.stringify(recordOf(outcome, 50)));
    assert.deepEqual(session.readScriptRecord(record), record);
  }
});

test("a preparation that has not ended leaves no record", () => {
  assert.throws(() => session.preparationRecord(privacyAnswered()), /not ended/);
  assert.throws(() => session.preparationRecord(taughtBack()), /not ended/);
});

test("a record that lacks what the gate needs is not believed", () => {
  const good = recordOf("understood", 50);
  const bad = {
    "another kind": { ...good, kind: "note" },
    "a newer schema": { ...good, schema: 2 },
    "no session": { ...good, session: "" },
    "no way of meeting": { ...good, how: "fax" },
    "an outcome of its own": { ...good, outcome: "ok" },
    "no word on offering again": { ...good, offerAgain: undefined },
    "no privacy": { ...good, privacy: null },
    "one side not asked": { ...good, privacy: { ...good.privacy, theirs: null } },
    "no script": { ...good, script: null },
    "no hash": { ...good, script: { ...good.script, hash: null } },
    "no version": { ...good, script: { ...good.script, version: " " } },
    "no language": { ...good, script: { ...good.script, language: "fr" } },
    "no variant": { ...good, script: { ...good.script, variant: null } },
    "nothing shown": { ...good, script: { ...good.script, shown: [] } },
    "a card without a time": { ...good, script: { ...good.script, shown: [{ card: "private" }] } },
    "no end": { ...good, script: { ...good.script, endedAt: "late" } },
    "no beginning": { ...good, script: { ...good.script, startedAt: "" } },
    "no teach-back": { ...good, teachBack: { result: null } },
    "a skip without reason": { ...recordOf("skipped-crisis", 50), reason: " " },
    nothing: null,
    "a text": "script-record",
  };
  for (const [what, payload] of Object.entries(bad)) {
    assert.throws(() => session.readScriptRecord(payload), session.MalformedRecord, what);
    assert.throws(() => session.assertNoteAllowed(session.sessionState([payload])), session.ScriptNotRecorded, what);
  }
});
