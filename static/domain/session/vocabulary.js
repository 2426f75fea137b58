/**
 * The closed lists of the preparation, in the order in which a screen offers them. Labels: `session.*` in the catalogues.
 */

import { KINDS } from "../script/setting.js";

export const HOWS = KINDS;
export const SIDES = Object.freeze(["mine", "theirs"]);
export const PRIVATE_ANSWERS = Object.freeze(["yes", "no", "unsure"]);
export const TEACH_BACKS = Object.freeze(["understood", "explained-again", "has-questions", "not-possible"]);

/** Outcomes after which the script counts as given. */
export const GIVEN = Object.freeze(["understood", "explained-again", "has-questions"]);
export const OUTCOMES = Object.freeze([...GIVEN, "declined", "skipped-crisis"]);

/** One-tap reasons for a skip, so that nobody types during a crisis; own words do as well. */
export const SKIP_REASONS = Object.freeze(["danger-now", "medical", "distress", "interrupted"]);

const ANYWHERE = ["move", "lower-voice", "code-word", "later"];
const REMOTE = ["move", "lower-voice", "headphones", "text", "code-word", "later"];
export const REMEDIES = Object.freeze([...new Set([...REMOTE, ...ANYWHERE])]);

/** @param {string|null} how @returns {boolean} whether the two are apart: place, call back and recording are then asked */
export function isRemote(how) {
  return how === "phone" || how === "video";
}

/** @param {string|null} how @returns {string[]} what to offer when the place is not private */
export function remediesFor(how) {
  return isRemote(how) ? [...REMOTE] : [...ANYWHERE];
}
