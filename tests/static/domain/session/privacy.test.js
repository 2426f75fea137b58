import assert from "node:assert/strict";
import { test } from "node:test";
import * as session from "../../../../static/domain/session/index.js";
import { at, privacyAnswered } from "./steps.js";

test("both sides are asked before the script, whatever the way of meeting", () => {
  for (const how of session.HOWS) {
    const fresh = session.startPreparation({ session: "s", at: at(0), how });
    assert.deepEqual(session.privacyMissing(fresh).slice(0, 2), ["mine", "theirs"]);
    assert.equal(session.stepOf(fresh), "privacy");
    assert.equal(session.stepOf(privacyAnswered({ how })), "script");
  }
});

test("a call asks besides where they are, the number to call back, and that nobody records", () => {
  const asked = (how) => session.privacyMissing(session.startPreparation({ session: "s", at: at(0), how }));
  for (const how of ["phone", "video"]) assert.deepEqual(asked(how), ["mine", "theirs", "place", "callBack", "noRecording"]);
  for (const how of ["in-person", "group"]) {
    assert.deepEqual(asked(how), ["mine", "theirs"]);
    const preparation = session.startPreparation({ session: "s", at: at(0), how });
    assert.throws(() => session.answerDetails(preparation, { place: "Here" }), session.PreparationRefused);
  }
});

test("a person may rather not say where they are, and that counts as asked", () => {
  const preparation = session.answerDetails(privacyAnswered({ how: "phone" }), { place: " ", callBack: null });
  assert.equal(preparation.privacy.place, null);
  assert.equal(preparation.privacy.callBack, null);
  assert.equal(session.stepOf(preparation), "script");
});

test("an address and a number keep the spaces that are being typed, and are recorded without those at the ends", () => {
  const typed = ["1", "12", "12 ", "12 E", "12 Elm Street "].reduce((each, place) => {
    const kept = session.answerDetails(each, { place, callBack: "555 0100 " });
    assert.deepEqual([kept.privacy.place, kept.privacy.callBack], [place, "555 0100 "]);
    return kept;
  }, privacyAnswered({ how: "phone" }));
  const { privacy } = session.preparationRecord(session.skipForCrisis(typed, { reason: "call", at: at(9) }));
  assert.deepEqual([privacy.place, privacy.callBack], ["12 Elm Street", "555 0100"]);
});

test("a no or a not sure on either side offers remedies before the script", () => {
  for (const answers of [{ mine: "no" }, { mine: "unsure" }, { theirs: "no" }, { theirs: "unsure" }]) {
    assert.equal(session.stepOf(privacyAnswered(answers)), "remedies");
  }
  const recorded = session.answerDetails(privacyAnswered({ how: "video" }), { noRecording: false });
  assert.deepEqual(session.privacyConcerns(recorded), ["recording"]);
  assert.equal(session.stepOf(recorded), "remedies");
});

test("moving, speaking low, talking later and a code word help anywhere; headphones and writing help on a call", () => {
  assert.deepEqual(session.remediesFor("in-person"), ["move", "lower-voice", "code-word", "later"]);
  assert.deepEqual(session.remediesFor("phone"), ["move", "lower-voice", "headphones", "text", "code-word", "later"]);
  assert.throws(() => session.takeRemedy(privacyAnswered({ mine: "no" }), { remedy: "headphones", at: at(2) }), session.PreparationRefused);
});

test("a remedy that helped is recorded once, and the new answer opens the script", () => {
  let preparation = privacyAnswered({ mine: "no" });
  preparation = session.takeRemedy(preparation, { remedy: "move", at: at(2) });
  preparation = session.takeRemedy(preparation, { remedy: "move", at: at(3) });
  preparation = session.answerPrivacy(preparation, { side: "mine", private: "yes", at: at(4) });
  assert.deepEqual(preparation.privacy.remedies, ["move"]);
  assert.equal(preparation.privacy.wentOnAnyway, false);
  assert.equal(session.stepOf(preparation), "script");
});

test("going on anyway is possible and recorded, and asked anew when an answer changes", () => {
  const went = session.goOnAnyway(privacyAnswered({ theirs: "unsure" }));
  assert.equal(went.privacy.wentOnAnyway, true);
  assert.equal(session.stepOf(went), "script");
  const changed = session.answerPrivacy(went, { side: "theirs", private: "no", at: at(5) });
  assert.equal(session.stepOf(changed), "remedies");
});

test("there is no going on anyway when nothing was wrong", () => {
  assert.throws(() => session.goOnAnyway(privacyAnswered()), session.PreparationRefused);
});

test("talking later ends the preparation with nothing to record", () => {
  const later = session.takeRemedy(privacyAnswered({ mine: "no" }), { remedy: "later", at: at(2) });
  assert.equal(session.stepOf(later), "ended");
  assert.throws(() => session.preparationRecord(later), /put off/);
});

test("another way of meeting keeps the answers and drops what belongs to a call", () => {
  const call = session.takeRemedy(privacyAnswered({ how: "phone", mine: "no" }), { remedy: "headphones", at: at(2) });
  const changed = session.chooseHow(session.goOnAnyway(call), "in-person");
  assert.deepEqual(changed.privacy.mine, { private: "no", at: at(1) });
  assert.deepEqual(changed.privacy.remedies, []);
  assert.equal("place" in changed.privacy, false);
  assert.equal(session.stepOf(changed), "remedies");
  assert.equal(session.chooseHow(call, "phone"), call);
});

test("answers that are not known are refused", () => {
  const fresh = session.startPreparation({ session: "s", at: at(0), how: "phone" });
  assert.throws(() => session.answerPrivacy(fresh, { side: "ours", private: "yes", at: at(1) }), session.PreparationRefused);
  assert.throws(() => session.answerPrivacy(fresh, { side: "mine", private: "perhaps", at: at(1) }), session.PreparationRefused);
  assert.throws(() => session.answerPrivacy(fresh, { side: "mine", private: "yes", at: "noon" }), /RFC 3339/);
  assert.throws(() => session.answerDetails(fresh, { place: "x".repeat(201) }), /longer than 200/);
  assert.throws(() => session.answerDetails(fresh, { callBack: 5550100 }), /Expected text/);
});
