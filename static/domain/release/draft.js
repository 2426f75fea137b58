/** Whether a draft may be signed today, in this jurisdiction, under this agency's rules; and what is worth a second look though it is allowed. */
import { daysBetween, isDay } from "../../lib/days.js";
import { missingOf, wrongInTerms } from "./elements.js";

/** @typedef {import("./vocabulary.js").ReleaseDraft} ReleaseDraft */

/** A release that lasts longer than this is asked about once more. */
const FAR_OFF_DAYS = 366;

/**
 * @param {ReleaseDraft} draft
 * @param {object} around
 * @param {string} around.today  day where the participant is
 * @param {{minorConsent?: {electronic?: boolean}, releaseMaxDays?: number|null}} around.pack  the jurisdiction pack in force
 * @param {number|null} [around.maxDays]  of the agency
 * @returns {import("./elements.js").Missing[]} empty when it may be signed
 */
export function checkDraft(draft, { today, pack, maxDays = null }) {
  const { date } = draft.expires;
  const days = isDay(date) ? daysBetween(today, date) : null;
  const longest = Math.min(maxDays ?? Infinity, pack.releaseMaxDays ?? Infinity);
  return missingOf({
    ...wrongInTerms(draft),
    "expiry-past": days !== null && days < 0,
    "expiry-too-far": longest !== Infinity && !isShorter(draft, days, longest),
    // The law on who signs for a minor is the state's: nobody signs on a phone where it is not known.
    "minor-no-pack": !draft.participant.adult && pack.minorConsent?.electronic !== true,
  });
}

/** An event alone may be any time away; the missing day itself is told of elsewhere. @param {ReleaseDraft} draft @param {number|null} days @param {number} longest */
function isShorter({ expires }, days, longest) {
  return days === null ? expires.kind === "date" : days <= longest;
}

/**
 * @param {ReleaseDraft} draft @param {{today: string}} around
 * @returns {Array<"everything"|"far-off">}
 */
export function warningsOf(draft, { today }) {
  const { date } = draft.expires;
  const isFar = isDay(date) && daysBetween(today, date) > FAR_OFF_DAYS;
  return [...(draft.categories.includes("everything") ? [/** @type {const} */ ("everything")] : []), ...(isFar ? [/** @type {const} */ ("far-off")] : [])];
}
