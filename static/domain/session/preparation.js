/**
 * Preparing a session, step by step: a pure state machine over plain JSON, so that it can be kept as a sealed draft and resumed.
 *
 * how → privacy (→ remedies) → script → teach-back → outcome → ended
 *
 * Invariant: a crisis is never made to wait. `skipForCrisis` and `decline` work from every step before the end.
 */

import { PreparationRefused } from "./errors.js";
import { carriedTo, concerns, missingAnswers, unanswered, withAnswer, withDetails, withRemedy } from "./privacy.js";
import { GIVEN, HOWS, TEACH_BACKS } from "./vocabulary.js";

/**
 * @typedef {object} ScriptProgress
 * @property {string} id @property {string} version @property {string} hash
 * @property {string} language @property {string} variant
 * @property {string[]} cards ids of all cards to show
 * @property {Array<{card: string, at: string}>} shown first time of each
 * @property {boolean} aloud
 * @property {string} startedAt
 * @typedef {{outcome: string, reason: string|null, at: string}} Ending outcome "later": put off, nothing is recorded
 * @typedef {object} Preparation
 * @property {string} session
 * @property {string} startedAt
 * @property {string|null} how null until chosen
 * @property {string} usualHow shown as the choice beforehand; what is recorded when a crisis leaves no time to choose
 * @property {import("./privacy.js").Privacy} privacy
 * @property {string} [skipWords]
 * @property {ScriptProgress|null} script
 * @property {string|null} teachBack
 * @property {Ending|null} ending
 * @typedef {"how"|"privacy"|"remedies"|"script"|"teach-back"|"outcome"|"ended"} Step
 */

const MAX_REASON = 500;

/** @param {{session: string, at: string, how?: string|null, usualHow?: string|null}} start @returns {Preparation} */
export function startPreparation({ session, at, how = null, usualHow = null }) {
  if (!session) throw new PreparationRefused("A preparation needs the id of its session.");
  const beforehand = readHow(how ?? usualHow ?? "in-person");
  const startedAt = readTime(at);
  return { session, startedAt, how, usualHow: beforehand, privacy: unanswered(), script: null, teachBack: null, ending: null };
}

/**
 * The first thing still needed. A screen may show an earlier one; answers stay.
 * @param {Preparation} preparation @returns {Step}
 */
export function stepOf({ how, privacy, script, teachBack, ending }) {
  if (ending) return "ended";
  if (how === null) return "how";
  if (missingAnswers(privacy, how).length > 0) return "privacy";
  if (concerns(privacy, how).length > 0 && !privacy.wentOnAnyway) return "remedies";
  if (!script || cardsLeft(script).length > 0) return "script";
  return teachBack === null ? "teach-back" : "outcome";
}

/**
 * Another way of meeting keeps the answers; a script begun for the old way no longer fits.
 * @param {Preparation} preparation @param {string} how @returns {Preparation}
 */
export function chooseHow(preparation, how) {
  refuseEnded(preparation);
  if (readHow(how) === preparation.how) return preparation;
  return { ...preparation, how, usualHow: how, privacy: carriedTo(preparation.privacy, how), script: null, teachBack: null };
}

/** @param {Preparation} preparation @param {{side: string, private: string, at: string}} answer @returns {Preparation} */
export function answerPrivacy(preparation, answer) {
  refuseEnded(preparation);
  return { ...preparation, privacy: withAnswer(preparation.privacy, { ...answer, at: readTime(answer.at) }) };
}

/** @param {Preparation} preparation @param {{place?: string|null, callBack?: string|null, noRecording?: boolean}} details @returns {Preparation} */
export function answerDetails(preparation, details) {
  refuseEnded(preparation);
  return { ...preparation, privacy: withDetails(preparation.privacy, preparation.how, details) };
}

/**
 * Records a remedy that was tried. "later" puts the session off: it ends here with nothing to record.
 * @param {Preparation} preparation @param {{remedy: string, at: string}} choice @returns {Preparation}
 */
export function takeRemedy(preparation, { remedy, at }) {
  refuseEnded(preparation);
  const privacy = withRemedy(preparation.privacy, preparation.how, remedy);
  const ending = remedy === "later" ? { outcome: "later", reason: null, at: readTime(at) } : null;
  return { ...preparation, privacy, ending };
}

/** @param {Preparation} preparation @returns {Preparation} */
export function goOnAnyway(preparation) {
  refuseEnded(preparation);
  if (privacyConcerns(preparation).length === 0) throw new PreparationRefused("There is nothing to go on in spite of: no answer was no.");
  return { ...preparation, privacy: { ...preparation.privacy, wentOnAnyway: true } };
}

/** @param {Preparation} preparation @returns {string[]} "mine", "theirs", "recording" */
export function privacyConcerns({ privacy, how }) {
  return concerns(privacy, how);
}

/** @param {Preparation} preparation @returns {string[]} "mine", "theirs", "place", "callBack", "noRecording" */
export function privacyMissing({ privacy, how }) {
  return missingAnswers(privacy, how);
}

/**
 * Begins the script, or begins it anew in another language or as the full one.
 * @param {Preparation} preparation
 * @param {{script: import("../script/compose.js").ComposedScript, at: string}} given with its hash
 * @returns {Preparation}
 */
export function beginScript(preparation, { script, at }) {
  const step = stepOf(preparation);
  if (["ended", "how", "privacy", "remedies"].includes(step)) throw new PreparationRefused(`The script comes after: ${step}.`);
  if (!script.hash) throw new PreparationRefused("The script needs the hash of its content, so that the record says what was given.");
  const { id, version, hash, language, variant } = script;
  const cards = script.cards.map((card) => card.id);
  const startedAt = readTime(at);
  return { ...preparation, teachBack: null, script: { id, version, hash, language, variant, cards, shown: [], aloud: false, startedAt } };
}

/** @param {Preparation} preparation @param {{card: string, at: string}} shown @returns {Preparation} */
export function showCard(preparation, { card, at }) {
  const script = begunScript(preparation);
  if (!script.cards.includes(card)) throw new PreparationRefused(`This script has no card ${JSON.stringify(card)}.`);
  if (script.shown.some((earlier) => earlier.card === card)) return preparation;
  return { ...preparation, script: { ...script, shown: [...script.shown, { card, at: readTime(at) }] } };
}

/** @param {Preparation} preparation @returns {Preparation} the script was read aloud, by the person or the phone */
export function markAloud(preparation) {
  return { ...preparation, script: { ...begunScript(preparation), aloud: true } };
}

/** @param {Preparation} preparation @param {string} result @returns {Preparation} */
export function answerTeachBack(preparation, result) {
  refuseUnshown(begunScript(preparation));
  if (!TEACH_BACKS.includes(result)) throw new PreparationRefused(`Expected one of ${TEACH_BACKS.join(", ")}, got ${JSON.stringify(result)}.`);
  return { ...preparation, teachBack: result };
}

/**
 * The script was given and the session goes on.
 * @param {Preparation} preparation @param {{outcome: string, at: string}} end @returns {Preparation}
 */
export function finish(preparation, { outcome, at }) {
  if (!GIVEN.includes(outcome)) throw new PreparationRefused(`Expected one of ${GIVEN.join(", ")}, got ${JSON.stringify(outcome)}.`);
  const step = stepOf(preparation);
  if (step !== "outcome") throw new PreparationRefused(`The preparation is not done; still needed: ${step}.`);
  return { ...preparation, ending: { outcome, reason: null, at: readTime(at) } };
}

/** @param {Preparation} preparation @param {{at: string}} end @returns {Preparation} the person said no to going on */
export function decline(preparation, { at }) {
  refuseEnded(preparation);
  return { ...preparation, ending: { outcome: "declined", reason: null, at: readTime(at) } };
}

/** Why it is skipped, as far as it is typed: kept, so that a killed app has it. @param {Preparation} preparation @param {string} words @returns {Preparation} */
export function writeSkip(preparation, words) {
  refuseEnded(preparation);
  return { ...preparation, skipWords: words.slice(0, MAX_REASON) };
}

/**
 * From every step, at once: a crisis comes first. The script is offered again afterwards.
 * @param {Preparation} preparation
 * @param {{reason: string, at: string}} skip one of SKIP_REASONS or own words
 * @returns {Preparation}
 */
export function skipForCrisis(preparation, { reason, at }) {
  refuseEnded(preparation);
  const words = typeof reason === "string" ? reason.trim().slice(0, MAX_REASON) : "";
  if (words === "") throw new PreparationRefused("A skipped script needs a reason; one tap is enough.");
  return { ...preparation, ending: { outcome: "skipped-crisis", reason: words, at: readTime(at) } };
}

/** @param {ScriptProgress} script @returns {string[]} ids of the cards not shown yet */
export function cardsLeft({ cards, shown }) {
  return cards.filter((card) => !shown.some((earlier) => earlier.card === card));
}

/** @param {Preparation} preparation @returns {ScriptProgress} */
function begunScript(preparation) {
  refuseEnded(preparation);
  if (!preparation.script) throw new PreparationRefused("The script has not begun.");
  return preparation.script;
}

/** @param {ScriptProgress} script */
function refuseUnshown(script) {
  const left = cardsLeft(script);
  if (left.length > 0) throw new PreparationRefused(`Not every card was shown: ${left.join(", ")}.`);
}

/** @param {Preparation} preparation */
function refuseEnded({ ending }) {
  if (ending) throw new PreparationRefused("This preparation has ended.");
}

/** @param {string} how @returns {string} */
function readHow(how) {
  if (HOWS.includes(how)) return how;
  throw new PreparationRefused(`Expected one of ${HOWS.join(", ")}, got ${JSON.stringify(how)}.`);
}

/** @param {string} at @returns {string} */
function readTime(at) {
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) throw new PreparationRefused("Expected a time as RFC 3339 text.");
  return at;
}
