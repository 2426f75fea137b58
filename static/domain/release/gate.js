/**
 * The gate: may this go to that recipient now? Pure, and asked again in the step that writes the disclosure.
 *
 * Invariant (42 CFR 2.31(c)): it says permit only on one release that is complete on its face, not revoked, not expired, and names this recipient, every one of
 * these categories, all of these dates and this purpose. Two releases never add up to one.
 */
import { millisecondsOf } from "../../lib/clock.js";
import { checkSigned } from "./elements.js";
import { dayOf, releaseState } from "./state.js";

/**
 * @typedef {import("./state.js").Release} Release
 * @typedef {object} Request
 * @property {{name: string}} recipient
 * @property {string[]} categories
 * @property {string|null} from  first day that the information is about; null: no first day
 * @property {string|null} to  last day; null: until today
 * @property {{id: string, words?: string}} purpose
 *
 * @typedef {{verdict: "permit"|"deny"|"no-release", release: Release|null, reasons: string[]}} Decision  release: the one that permits, or that came nearest
 */

export const REASONS = Object.freeze([
  "revoked", "expired", "incomplete", "other-recipient", "category-not-covered", "dates-not-covered", "other-purpose", "clock-doubtful",
]);
/** A clock may be this much behind the one that signed. */
const TOLERANCE = 10 * 60_000;

/** @param {Release[]} releases @param {Request} request @param {number} now @returns {Decision} */
export function decide(releases, request, now) {
  const named = releases.filter((release) => isSame(release.document.terms.recipient.name, request.recipient.name));
  if (named.length === 0) return { verdict: "no-release", release: null, reasons: releases.length > 0 ? ["other-recipient"] : [] };
  const judged = named.map((release) => ({ release, reasons: reasonsAgainst(release, request, now) }));
  const best = judged.reduce((nearest, each) => (each.reasons.length < nearest.reasons.length ? each : nearest));
  return { verdict: best.reasons.length === 0 ? "permit" : "deny", ...best };
}

/** @param {Release} release @param {Request} request @param {number} now @returns {string[]} */
function reasonsAgainst(release, request, now) {
  const { terms } = release.document;
  const state = releaseState(release, now);
  const against = {
    revoked: state === "revoked",
    expired: state === "expired",
    incomplete: checkSigned(release).length > 0,
    "other-recipient": !isSame(terms.recipient.name, request.recipient.name),
    "category-not-covered": request.categories.length === 0 || !request.categories.every((category) => covers(terms, category)),
    "dates-not-covered": !isWithin(request, periodOf(release), dayOf(release, now)),
    "other-purpose": !isSamePurpose(terms.purpose, request.purpose),
    // A clock set back would bring an expired release to life again.
    "clock-doubtful": now < millisecondsOf(release.signedAt) - TOLERANCE,
  };
  return Object.entries(against).filter(([, holds]) => holds).map(([reason]) => reason);
}

/** Counselling notes are never in "everything": they have a document of their own (2.31(b)(2)). @param {Release["document"]["terms"]} terms @param {string} category */
function covers({ categories }, category) {
  return categories.includes(category) || (category !== "counselling-notes" && categories.includes("everything"));
}

/**
 * The days that a release is about: `from` null is all that came before, `to` null is until it ends.
 * @param {Release} release @returns {{from: string|null, to: string|null}}
 */
export function periodOf(release) {
  const { from, to, past } = release.document.terms;
  if (past) return { from, to };
  const signed = dayOf(release, millisecondsOf(release.signedAt));
  return { from: from !== null && from > signed ? from : signed, to };
}

/** @param {Request} request @param {{from: string|null, to: string|null}} period @param {string} today */
function isWithin({ from, to }, period, today) {
  const last = to ?? today;
  const startsWithin = period.from === null || (from !== null && from >= period.from);
  const endsWithin = period.to === null || last <= period.to;
  return startsWithin && endsWithin && (from === null || from <= last);
}

/** @param {{id: string, words: string}} purpose @param {{id: string, words?: string}} asked */
function isSamePurpose(purpose, asked) {
  return purpose.id === asked.id && (purpose.id !== "other" || isSame(purpose.words, asked.words ?? ""));
}

/** The same name, however it is spaced or capitalised. @param {string} one @param {string} other */
function isSame(one, other) {
  return plain(one) !== "" && plain(one) === plain(other);
}

/** @param {string} name */
function plain(name) {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
