/**
 * What makes a release complete: each element of 42 CFR 2.31(a) and of 45 CFR 164.508(c) as a rule of its own, with the section it comes from.
 *
 * One release meets both. Three moments ask: the draft (`draft.js`), the document with its signature (here), and the gate (`gate.js`), which lets nothing
 * through on a release that is deficient on its face (2.31(c)(2)).
 */
import { isStamp } from "../../lib/clock.js";
import { isDay, isZone } from "../../lib/days.js";
import { CATEGORIES, isForCare, PURPOSES, TYPES } from "./vocabulary.js";

/**
 * @typedef {import("./vocabulary.js").ReleaseDraft} ReleaseDraft
 * @typedef {{element: string, rule: string, also: string[], code: string, field: string}} Missing
 *   element: which part of a release; rule: the section that asks for it; also: further sections; field: where in the draft or the signed release
 */

/** By code: the element, the field, the section, and further sections. @type {Record<string, [element: string, field: string, rule: string, ...also: string[]]>} */
const ELEMENTS = {
  participant: ["participant", "participant.name", "42 CFR 2.31(a)(1)"],
  discloser: ["discloser", "discloser.name", "42 CFR 2.31(a)(2)", "45 CFR 164.508(c)(1)(ii)"],
  information: ["information", "categories", "42 CFR 2.31(a)(3)", "45 CFR 164.508(c)(1)(i)"],
  "dates-order": ["information", "to", "42 CFR 2.31(a)(3)", "45 CFR 164.508(c)(1)(i)"],
  recipient: ["recipient", "recipient.name", "42 CFR 2.31(a)(4)", "45 CFR 164.508(c)(1)(iii)"],
  "recipient-class": ["recipient", "recipient.kind", "42 CFR 2.31(a)(4)(i)"],
  purpose: ["purpose", "purpose.id", "42 CFR 2.31(a)(5)", "45 CFR 164.508(c)(1)(iv)"],
  "purpose-words": ["purpose", "purpose.words", "42 CFR 2.31(a)(5)", "45 CFR 164.508(c)(1)(iv)"],
  "purpose-tpo": ["purpose", "purpose.words", "42 CFR 2.31(a)(5)(ii)"],
  revocation: ["revocation", "document", "42 CFR 2.31(a)(6)", "45 CFR 164.508(c)(2)(i)"],
  expiry: ["expiry", "expires", "42 CFR 2.31(a)(7)", "45 CFR 164.508(c)(1)(v)"],
  "expiry-none": ["expiry", "expires.kind", "42 CFR 2.31(a)(7)", "45 CFR 164.508(c)(1)(v)"],
  "expiry-past": ["expiry", "expires.date", "42 CFR 2.31(a)(7)", "45 CFR 164.508(c)(1)(v)"],
  "expiry-too-far": ["expiry", "expires.date", "42 CFR 2.31(a)(7)"],
  signature: ["signature", "signature", "42 CFR 2.31(a)(8)", "45 CFR 164.508(c)(1)(vi)"],
  intent: ["signature", "signature.intent", "42 CFR 2.31(a)(8)", "15 USC 7006(5)"],
  representative: ["representative", "representative", "42 CFR 2.31(a)(8)", "45 CFR 164.508(c)(1)(vi)"],
  date: ["date", "signedAt", "42 CFR 2.31(a)(9)", "45 CFR 164.508(c)(1)(vi)"],
  zone: ["date", "zone", "42 CFR 2.31(a)(9)"],
  redisclosure: ["statements", "document", "42 CFR 2.31(a)(10)(i)", "45 CFR 164.508(c)(2)(iii)"],
  consequences: ["statements", "document", "42 CFR 2.31(a)(10)(ii)", "45 CFR 164.508(c)(2)(ii)"],
  "care-redisclosure": ["statements", "document", "42 CFR 2.31(a)(4)(iii)"],
  "counselling-notes-apart": ["type", "categories", "42 CFR 2.31(b)(2)"],
  "legal-apart": ["type", "purpose.id", "42 CFR 2.31(d)"],
  "minor-no-pack": ["participant", "participant.adult", "42 CFR 2.14"],
};

/** Every code that `checkDraft` and `checkSigned` may give. */
export const ELEMENT_CODES = Object.freeze(Object.keys(ELEMENTS));

/** What a document must say whatever it is for; and what only one for treatment, payment and operations must say. */
const STATEMENTS = ["revocation", "redisclosure", "consequences"];
const STATEMENTS_FOR_CARE = ["care-redisclosure"];
/** The phrase of 2.31(a)(5)(ii) stands for that purpose alone. */
const CARE_WORDS = /\btpo\b|treatment,? payment,? (and|&|or) (health ?care )?operations|tratamiento,? (el )?pago,? (y|o) (las )?operaciones/i;

/** @param {string} code @returns {Missing} */
export function missing(code) {
  const [element, field, rule, ...also] = /** @type {[string, string, string, ...string[]]} */ (ELEMENTS[code]);
  return { element, rule, also, code, field };
}

/** @param {Record<string, boolean>} found  by code: is it wrong? @returns {Missing[]} in the order of the elements */
export function missingOf(found) {
  return ELEMENT_CODES.filter((code) => found[code]).map(missing);
}

/** @param {unknown} text */
const isEmpty = (text) => typeof text !== "string" || text.trim() === "";

/**
 * What the terms lack or may not say, by code, whatever day it is.
 * @param {ReleaseDraft} terms @returns {Record<string, boolean>}
 */
export function wrongInTerms(terms) {
  const { participant, discloser, recipient, purpose, representative, zone, type } = terms;
  return {
    participant: isEmpty(participant.name),
    discloser: isEmpty(discloser.name),
    ...wrongInInformation(terms),
    recipient: isEmpty(recipient.name),
    "recipient-class": recipient.kind === "class" && !isForCare(terms),
    purpose: !PURPOSES.includes(purpose.id),
    "purpose-words": purpose.id === "other" && isEmpty(purpose.words),
    "purpose-tpo": !isForCare(terms) && (purpose.id === "tpo" || CARE_WORDS.test(purpose.words)),
    ...wrongInExpiry(terms),
    representative: representative !== null && (isEmpty(representative.name) || isEmpty(representative.authority)),
    zone: !isZone(zone),
    "legal-apart": (type === "legal") !== (purpose.id === "legal") || !TYPES.includes(type),
  };
}

/** @param {ReleaseDraft} terms */
function wrongInInformation({ type, categories, from, to }) {
  const notes = categories.includes("counselling-notes");
  const isOnlyNotes = notes && categories.length === 1;
  const isOutOfOrder = from !== null && to !== null && to < from;
  return {
    information: categories.length === 0 || !categories.every((each) => CATEGORIES.includes(each)),
    "dates-order": isOutOfOrder || [from, to].some((day) => day !== null && !isDay(day)),
    "counselling-notes-apart": type === "counselling-notes" ? categories.length > 0 && !isOnlyNotes : notes,
  };
}

/** @param {ReleaseDraft} terms */
function wrongInExpiry(terms) {
  const { kind, date, event } = terms.expires;
  const isBadDay = date !== null && !isDay(date);
  return {
    expiry: isBadDay || (kind === "date" && date === null) || (kind === "event" && isEmpty(event)),
    "expiry-none": kind === "none" && !isForCare(terms),
  };
}

/**
 * What a signed release lacks on its face; empty when it may support a disclosure.
 * @param {any} signed  payload of the kind `release`
 * @returns {Missing[]}
 */
export function checkSigned({ document: { blocks, terms }, signature, signedAt }) {
  const said = new Set(blocks.flatMap((/** @type {any} */ block) => block.states ?? []));
  const needed = [...STATEMENTS, ...(isForCare(terms) ? STATEMENTS_FOR_CARE : [])];
  const isUnsigned = signature.how === "drawn" ? !signature.strokes?.some((/** @type {number[][]} */ { length }) => length > 0) : isEmpty(signature.name);
  return missingOf({
    ...wrongInTerms(terms),
    ...Object.fromEntries(needed.map((statement) => [statement, !said.has(statement)])),
    signature: isUnsigned,
    intent: isEmpty(signature.intent),
    date: !isStamp(signedAt),
  });
}

/** What every document must say, for the check of the content. */
export { STATEMENTS, STATEMENTS_FOR_CARE };
