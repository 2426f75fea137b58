/** The words of a release as data: which documents there are, what may be shared, why; and an empty draft of one. */

export const TYPES = Object.freeze(["general", "counselling-notes", "legal"]);
export const RECIPIENTS = Object.freeze(["person", "organisation", "class"]);
export const CATEGORIES = Object.freeze([
  "attendance", "contact", "goals", "services", "needs", "medication", "substance-use", "mental-health", "counselling-notes", "everything",
]);
/** `tpo`: treatment, payment and health care operations, one purpose in 42 CFR 2.31(a)(5)(ii). */
export const PURPOSES = Object.freeze(["tpo", "care-coordination", "housing", "benefits", "work", "family", "legal", "at-my-request", "other"]);
export const EXPIRIES = Object.freeze(["date", "event", "none"]);

/**
 * @typedef {object} ReleaseDraft  also the `terms` of the document that is signed
 * @property {"general"|"counselling-notes"|"legal"} type
 * @property {{name: string, adult: boolean}} participant
 * @property {{name: string}} discloser  who may share
 * @property {{kind: "person"|"organisation"|"class", name: string, address: string, contact: string}} recipient
 * @property {string[]} categories
 * @property {string} details  own words about what may be shared
 * @property {string|null} from  day; null: no first day
 * @property {string|null} to  day; null: until the release ends
 * @property {boolean} past  whether what was before the day of signing is in it
 * @property {{id: string, words: string}} purpose
 * @property {{kind: "date"|"event"|"none", date: string|null, event: string}} expires  an event may have a last day as well
 * @property {{name: string, authority: string}|null} representative
 * @property {string} language @property {string} zone
 */

/**
 * Nothing is chosen for the participant: not what, not why, not until when.
 * @param {{participant: {name: string, adult?: boolean}, discloser: {name: string}, language: string, zone: string}} known
 * @returns {ReleaseDraft}
 */
export function newDraft({ participant, discloser, language, zone }) {
  return {
    type: "general",
    participant: { name: participant.name, adult: participant.adult === true },
    discloser: { name: discloser.name },
    recipient: { kind: "organisation", name: "", address: "", contact: "" },
    categories: [],
    details: "",
    from: null,
    to: null,
    past: false,
    purpose: { id: "", words: "" },
    expires: { kind: "date", date: null, event: "" },
    representative: null,
    language,
    zone,
  };
}

/** @param {ReleaseDraft} terms */
export function isForCare(terms) {
  return terms.type === "general" && terms.purpose.id === "tpo";
}
