/**
 * The private-space check of both sides (standard: telehealth checklists, and the same questions for the specialist).
 *
 * Invariant: it never blocks for good. A "no" or "not sure" offers remedies, and going on anyway is possible and recorded.
 */

import { PreparationRefused } from "./errors.js";
import { isRemote, PRIVATE_ANSWERS, remediesFor, SIDES } from "./vocabulary.js";

/**
 * @typedef {{private: string, at: string}} SideAnswer `private`: "yes" | "no" | "unsure"
 * @typedef {object} Privacy
 * @property {SideAnswer|null} mine
 * @property {SideAnswer|null} theirs
 * @property {string|null} [place] where they are; null: asked, not said; absent: not asked
 * @property {string|null} [callBack]
 * @property {boolean} [noRecording] whether both agreed that nobody records
 * @property {string[]} remedies what was tried, in order
 * @property {boolean} wentOnAnyway
 */

const MAX_PLACE = 200;
const MAX_CALL_BACK = 40;

/** @returns {Privacy} */
export function unanswered() {
  return { mine: null, theirs: null, remedies: [], wentOnAnyway: false };
}

/**
 * A new answer asks again about going on anyway: what was accepted may no longer be what is so.
 * @param {Privacy} privacy @param {{side: string, private: string, at: string}} answer @returns {Privacy}
 */
export function withAnswer(privacy, { side, private: isPrivate, at }) {
  if (!SIDES.includes(side)) throw new PreparationRefused(`Expected mine or theirs, got ${JSON.stringify(side)}.`);
  if (!PRIVATE_ANSWERS.includes(isPrivate)) throw new PreparationRefused(`Expected yes, no or unsure, got ${JSON.stringify(isPrivate)}.`);
  return { ...privacy, [side]: { private: isPrivate, at }, wentOnAnyway: false };
}

/**
 * Where they are, the number to call back, and that nobody records: a call only. Text stays as it is typed, spaces at its end too,
 * because it is drawn again at each letter; `settled` tidies it when it is recorded. Empty text means "rather not say".
 * @param {Privacy} privacy
 * @param {string|null} how
 * @param {{place?: string|null, callBack?: string|null, noRecording?: boolean}} details only those given change
 * @returns {Privacy}
 */
export function withDetails(privacy, how, details) {
  if (!isRemote(how)) throw new PreparationRefused("Place, call back and recording are asked on the phone and on video only.");
  const changed = { ...privacy };
  if (details.place !== undefined) changed.place = readText(details.place, MAX_PLACE, "place");
  if (details.callBack !== undefined) changed.callBack = readText(details.callBack, MAX_CALL_BACK, "number to call back");
  if (details.noRecording !== undefined) {
    changed.noRecording = details.noRecording === true;
    changed.wentOnAnyway = false;
  }
  return changed;
}

/** @param {Privacy} privacy @param {string|null} how @param {string} remedy @returns {Privacy} */
export function withRemedy(privacy, how, remedy) {
  if (!remediesFor(how).includes(remedy)) throw new PreparationRefused(`No such remedy for ${how}: ${JSON.stringify(remedy)}.`);
  return privacy.remedies.includes(remedy) ? privacy : { ...privacy, remedies: [...privacy.remedies, remedy] };
}

/**
 * What changes when the way of meeting changes: answers stay, what belongs to a call alone goes, and going on is asked anew.
 * @param {Privacy} privacy @param {string} how @returns {Privacy}
 */
export function carriedTo(privacy, how) {
  const { mine, theirs } = privacy;
  const remedies = privacy.remedies.filter((remedy) => remediesFor(how).includes(remedy));
  return isRemote(how) ? { ...privacy, remedies, wentOnAnyway: false } : { mine, theirs, remedies, wentOnAnyway: false };
}

/** @param {Privacy} privacy @param {string|null} how @returns {string[]} what has not been asked yet */
export function missingAnswers(privacy, how) {
  const missing = [];
  if (!privacy.mine) missing.push("mine");
  if (!privacy.theirs) missing.push("theirs");
  if (!isRemote(how)) return missing;
  if (privacy.place === undefined) missing.push("place");
  if (privacy.callBack === undefined) missing.push("callBack");
  if (privacy.noRecording === undefined) missing.push("noRecording");
  return missing;
}

/** @param {Privacy} privacy @param {string|null} how @returns {string[]} what is not as it should be: "mine", "theirs", "recording" */
export function concerns(privacy, how) {
  const found = [];
  if (privacy.mine && privacy.mine.private !== "yes") found.push("mine");
  if (privacy.theirs && privacy.theirs.private !== "yes") found.push("theirs");
  if (isRemote(how) && privacy.noRecording === false) found.push("recording");
  return found;
}

/** As it is recorded. @param {Privacy} privacy @returns {Privacy} */
export function settled(privacy) {
  const { place, callBack } = privacy;
  const texts = Object.entries({ place, callBack }).filter(([, text]) => typeof text === "string");
  return { ...privacy, ...Object.fromEntries(texts.map(([name, text]) => [name, /** @type {string} */ (text).trim()])) };
}

/** @param {unknown} value @param {number} limit @param {string} what @returns {string|null} */
function readText(value, limit, what) {
  if (value === null) return null;
  if (typeof value !== "string") throw new PreparationRefused(`Expected text for the ${what}.`);
  if (value.length > limit) throw new PreparationRefused(`The ${what} is longer than ${limit} characters.`);
  return value.trim() === "" ? null : value;
}
