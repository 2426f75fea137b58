import assert from "node:assert/strict";
import { test } from "node:test";
import * as session from "../../../../static/domain/session/index.js";
import { at, everyStep, privacyAnswered, scriptBegun, scriptFor, scriptShown, SESSION, taughtBack } from "./steps.js";

test("each step is the first thing still needed", () => {
  for (const [step, preparation] of Object.entries(everyStep())) assert.equal(session.stepOf(preparation), step);
});

test("a crisis is never made to wait: the script can be skipped from every step", () => {
  for (const [step, preparation] of Object.entries(everyStep())) {
    const skipped = session.skipForCrisis(preparation, { reason: "danger-now", at: at(9) });
    const record = session.preparationRecord(skipped);
    assert.equal(record.outcome, "skipped-crisis", step);
    assert.equal(record.reason, "danger-now", step);
    assert.equal(record.offerAgain, true, step);
    assert.doesNotThrow(() => session.assertNoteAllowed(session.sessionState([record])), step);
  }
});

test("a skip needs a reason, and one tap or own words will do", () => {
  for (const reason of ["", "   ", undefined]) {
    assert.throws(() => session.skipForCrisis(scriptBegun(), { reason, at: at(9) }), /reason/);
  }
  assert.equal(session.skipForCrisis(scriptBegun(), { reason: " he ran out ", at: at(9) }).ending.reason, "he ran out");
  assert.equal(session.skipForCrisis(scriptBegun(), { reason: "x".repeat(900), at: at(9) }).ending.reason.length, 500);
});

test("a person may say no at every step, and the session ends there", () => {
  for (const [step, preparation] of Object.entries(everyStep())) {
    const record = session.preparationRecord(session.decline(preparation, { at: at(9) }));
    assert.equal(record.outcome, "declined", step);
    assert.equal(record.offerAgain, false, step);
    assert.throws(() => session.assertNoteAllowed(session.sessionState([record])), session.SessionDeclined, step);
  }
});

test("the script waits for the answers about the private place", () => {
  for (const step of ["how", "privacy", "remedies"]) {
    const preparation = everyStep()[step];
    assert.throws(() => session.beginScript(preparation, { script: scriptFor("in-person"), at: at(2) }), session.PreparationRefused, step);
  }
});

test("a script without the hash of its content is not begun", () => {
  assert.throws(() => session.beginScript(privacyAnswered(), { script: scriptFor("in-person", { hash: null }), at: at(2) }), /hash/);
});

test("each card is recorded at the time it was first shown", () => {
  let preparation = scriptBegun();
  preparation = session.showCard(preparation, { card: "private", at: at(3) });
  preparation = session.showCard(preparation, { card: "choice", at: at(4) });
  preparation = session.showCard(preparation, { card: "private", at: at(5) });
  assert.deepEqual(preparation.script.shown, [{ card: "private", at: at(3) }, { card: "choice", at: at(4) }]);
  assert.throws(() => session.showCard(preparation, { card: "group", at: at(6) }), /no card/);
});

test("nothing is finished before every card was shown and the teach-back has an answer", () => {
  const oneShown = session.showCard(scriptBegun(), { card: "private", at: at(3) });
  assert.throws(() => session.answerTeachBack(oneShown, "understood"), /Not every card/);
  for (const step of ["how", "privacy", "remedies", "script", "teach-back"]) {
    assert.throws(() => session.finish(everyStep()[step], { outcome: "understood", at: at(9) }), /still needed/, step);
  }
  assert.throws(() => session.answerTeachBack(scriptShown(), "nodded"), session.PreparationRefused);
});

test("a decline or a skip cannot be recorded as given", () => {
  for (const outcome of ["declined", "skipped-crisis", "later", "fine"]) {
    assert.throws(() => session.finish(taughtBack(), { outcome, at: at(9) }), session.PreparationRefused, outcome);
  }
});

test("beginning anew in another language or as the full script drops what was shown of the other", () => {
  const first = session.showCard(scriptBegun({ script: scriptFor("in-person", { variant: "recap" }) }), { card: "recap-private", at: at(3) });
  const again = session.beginScript(first, { script: scriptFor("in-person", { language: "es" }), at: at(4) });
  assert.deepEqual(again.script.shown, []);
  assert.equal(again.script.language, "es");
  assert.equal(again.script.variant, "full");
});

test("another way of meeting asks for its own script", () => {
  const changed = session.chooseHow(taughtBack(), "group");
  assert.equal(changed.script, null);
  assert.equal(session.stepOf(changed), "script");
});

test("after the end nothing changes any more", () => {
  const ended = session.finish(taughtBack(), { outcome: "understood", at: at(9) });
  const attempts = [
    () => session.chooseHow(ended, "phone"),
    () => session.answerPrivacy(ended, { side: "mine", private: "no", at: at(9) }),
    () => session.takeRemedy(ended, { remedy: "move", at: at(9) }),
    () => session.goOnAnyway(ended),
    () => session.beginScript(ended, { script: scriptFor("in-person"), at: at(9) }),
    () => session.showCard(ended, { card: "private", at: at(9) }),
    () => session.markAloud(ended),
    () => session.answerTeachBack(ended, "understood"),
    () => session.decline(ended, { at: at(9) }),
    () => session.skipForCrisis(ended, { reason: "medical", at: at(9) }),
  ];
  for (const attempt of attempts) assert.throws(attempt, session.PreparationRefused, String(attempt));
});

test("a step gives a new preparation and leaves the old one as it was", () => {
  for (const preparation of Object.values(everyStep())) {
    const before = structuredClone(preparation);
    session.skipForCrisis(preparation, { reason: "medical", at: at(9) });
    session.answerPrivacy(preparation, { side: "mine", private: "no", at: at(9) });
    assert.deepEqual(preparation, before);
  }
});

test("a preparation kept as JSON is resumed at the same step", () => {
  for (const [step, preparation] of Object.entries(everyStep())) {
    const resumed = JSON.parse(JSON.stringify(preparation));
    assert.deepEqual(resumed, preparation);
    assert.equal(session.stepOf(resumed), step);
  }
});

test("a preparation needs its session, a time and a way of meeting that is known", () => {
  assert.throws(() => session.startPreparation({ session: "", at: at(0) }), session.PreparationRefused);
  assert.throws(() => session.startPreparation({ session: SESSION, at: "" }), session.PreparationRefused);
  assert.throws(() => session.startPreparation({ session: SESSION, at: at(0), how: "fax" }), session.PreparationRefused);
});
