/**
 * Why something may leave the agency: a consent, or one of the exceptions that 42 CFR part 2 names, each with exactly what its rule wants written down.
 *
 * No basis here for a duty to warn or a report about an adult: part 2 knows no such exception.
 */

/**
 * @typedef {"consent"|"emergency"|"child-abuse"|"premises-crime"|"court-order"|"audit"|"to-participant"} BasisId
 * @typedef {{field: string, required: boolean, type: "text"|"moment"|"day"}} BasisField
 * @typedef {object} Basis
 * @property {string} rule  its section
 * @property {BasisField[]} fields
 * @property {"never"|"unless-imminent"|"always"} consult  is a supervisor asked first? Where it may be imminent, `details.imminent` says so
 * @property {boolean} records  may anything of the record go with it?
 */

const text = (/** @type {string} */ field) => /** @type {BasisField} */ ({ field, required: true, type: "text" });
const ifKnown = (/** @type {string} */ field) => /** @type {BasisField} */ ({ field, required: false, type: "text" });

/** @type {Readonly<Record<BasisId, Basis>>} */
export const BASIS = Object.freeze({
  consent: { rule: "42 CFR 2.31", fields: [], consult: "never", records: true },
  // 2.51(c): the name and affiliation of the medical person, who disclosed, date and time, the nature of the emergency; written down at once.
  emergency: {
    rule: "42 CFR 2.51",
    fields: [text("personnel"), text("affiliation"), text("discloser"), { field: "at", required: true, type: "moment" }, text("nature")],
    consult: "never",
    records: true,
  },
  // 2.12(c)(6) frees the report. The records themselves stay protected, so nothing is attached.
  "child-abuse": { rule: "42 CFR 2.12(c)(6)", fields: [text("incident")], consult: "unless-imminent", records: false },
  // 2.12(c)(5): the circumstances, and no more about the person than this.
  "premises-crime": {
    rule: "42 CFR 2.12(c)(5)",
    fields: [text("circumstances"), ifKnown("status"), ifKnown("name"), ifKnown("address"), ifKnown("whereabouts")],
    consult: "unless-imminent",
    records: false,
  },
  // 2.61: an order under subpart E permits; a subpoena or similar mandate compels. Both are needed.
  "court-order": {
    rule: "42 CFR 2.61",
    fields: [text("court"), { field: "orderedOn", required: true, type: "day" }, text("reference"), text("mandate"), text("scope")],
    consult: "always",
    records: true,
  },
  // 2.53: for whom the audit is made, and the written promise to use it for nothing else.
  audit: { rule: "42 CFR 2.53", fields: [text("authority"), text("agreement"), text("scope")], consult: "always", records: true },
  "to-participant": { rule: "42 CFR 2.23", fields: [], consult: "never", records: true },
});

export const BASES = Object.freeze(/** @type {BasisId[]} */ (Object.keys(BASIS)));
export const CHANNELS = Object.freeze(["spoken", "print", "pdf", "share", "csv", "fhir"]);

/** The fields of `details`, in the order of the rule. @param {BasisId} basis @returns {BasisField[]} */
export function fieldsOf(basis) {
  return BASIS[basis].fields;
}

/** Must a supervisor have been asked? @param {BasisId} basis @param {Record<string, any>} details */
export function needsConsult(basis, details) {
  const { consult } = BASIS[basis];
  return consult === "always" || (consult === "unless-imminent" && details["imminent"] !== true);
}
