/** A preparation brought to where a test begins, and the records it leaves. */
import { readFileSync } from "node:fs";
import { composeScript } from "../../../../static/domain/script/index.js";
import * as session from "../../../../static/domain/session/index.js";

const data = new URL("../../../../webapp/content/data/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, data), "utf8"));

export const SESSION = "0193a1b2-0000-7000-8000-000000000001";

/** @param {number} minute @returns {string} a time of the session's day */
export const at = (minute) => new Date(Date.UTC(2026, 10, 22, 15, minute)).toISOString();

export const scriptFor = (how, change = {}) =>
  composeScript(read("scripts.json"), { kind: how, language: "en", pack: read("jurisdiction-generic.json"), hash: "sha-256-of-content", ...change });

/** @param {{how?: string, mine?: string, theirs?: string}} [facts] both sides answered, and the questions of a call */
export function privacyAnswered({ how = "in-person", mine = "yes", theirs = "yes", id = SESSION } = {}) {
  let preparation = session.startPreparation({ session: id, at: at(0), how });
  preparation = session.answerPrivacy(preparation, { side: "mine", private: mine, at: at(1) });
  preparation = session.answerPrivacy(preparation, { side: "theirs", private: theirs, at: at(1) });
  return session.isRemote(how)
    ? session.answerDetails(preparation, { place: "At a friend's", callBack: "555 0100", noRecording: true })
    : preparation;
}

export function scriptBegun({ how = "in-person", script = scriptFor(how), id = SESSION } = {}) {
  return session.beginScript(privacyAnswered({ how, id }), { script, at: at(2) });
}

export function scriptShown(facts = {}) {
  const begun = scriptBegun(facts);
  return begun.script.cards.reduce((preparation, card, index) => session.showCard(preparation, { card, at: at(3 + index) }), begun);
}

export const taughtBack = (facts = {}) => session.answerTeachBack(scriptShown(facts), "understood");

/** Every step before the end, with a preparation standing at it. */
export const everyStep = () => ({
  how: session.startPreparation({ session: SESSION, at: at(0) }),
  privacy: session.startPreparation({ session: SESSION, at: at(0), how: "video" }),
  remedies: privacyAnswered({ mine: "no" }),
  script: scriptBegun(),
  "teach-back": scriptShown(),
  outcome: taughtBack(),
});

/** @param {string} outcome @param {number} minute @param {string} [id] a script record as a preparation leaves it */
export function recordOf(outcome, minute, id = SESSION) {
  const end = { at: at(minute) };
  if (outcome === "declined") return session.preparationRecord(session.decline(scriptBegun({ id }), end));
  if (outcome === "skipped-crisis") {
    return session.preparationRecord(session.skipForCrisis(scriptBegun({ id }), { ...end, reason: "danger-now" }));
  }
  return session.preparationRecord(session.finish(taughtBack({ id }), { ...end, outcome }));
}
