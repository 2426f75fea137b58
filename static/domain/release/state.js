/** How a signed release stands at a moment. What it lacks is another question: `gate.js` asks both. */
import { millisecondsOf } from "../../lib/clock.js";
import { dayIn, daysBetween } from "../../lib/days.js";

/**
 * @typedef {object} Release  as `deriveCase` gives it: the payload of `release` with what followed
 * @property {string} id @property {string} at @property {string} author @property {boolean} sent
 * @property {{template: {id: string, version: string, language: string}, title: string, blocks: any[], terms: import("./vocabulary.js").ReleaseDraft}} document
 * @property {string} hash
 * @property {{how: "typed"|"drawn", name: string, strokes: number[][][]|null, intent: string}} signature
 * @property {string} zone @property {string} signedAt
 * @property {any[]} revocations
 */

const SOON_DAYS = 14;

/**
 * A day of expiry ends at the midnight that ends it where the participant lives, whatever the phone's own zone.
 * @param {Release} release @param {number} now
 * @returns {"active"|"expires-soon"|"expired"|"revoked"}
 */
export function releaseState(release, now) {
  if (release.revocations.length > 0) return "revoked";
  const { date } = release.document.terms.expires;
  if (date === null) return "active";
  const left = daysBetween(dayOf(release, now), date);
  if (left < 0) return "expired";
  return left <= SOON_DAYS ? "expires-soon" : "active";
}

/** The day of the participant's calendar. @param {Release} release @param {number} moment */
export function dayOf({ document: { terms }, signedAt }, moment) {
  return dayIn(moment, terms.zone, offsetOf(signedAt));
}

/** Minutes east of Greenwich where it was signed. @param {string} stamp */
function offsetOf(stamp) {
  const local = Date.parse(`${stamp.slice(0, 23)}Z`);
  return Math.round((local - millisecondsOf(stamp)) / 60_000);
}
