/**
 * The words of other systems for ours: code systems of HL7, LOINC, DICOM and ASTM, each named once.
 *
 * Where FHIR has no word for what we mean, the text alone stands: a wrong code would tell the receiver something that nobody signed.
 */

const TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
const DICOM = "http://dicom.nema.org/resources/ontology/DCM";

/** @typedef {{system?: string, code?: string, display?: string}} Coding */

/** @param {string} name of a code system of HL7 @param {string} code @param {string} [display] @returns {Coding} */
export const hl7 = (name, code, display) => ({ system: TERMINOLOGY + name, code, ...(display && { display }) });

/** @param {string} code @param {string} display @returns {Coding} */
export const dicom = (code, display) => ({ system: DICOM, code, display });

/** @param {...Coding} coding */
export const concept = (...coding) => ({ coding });

/** LOINC's word for the document itself. */
export const RELEASE_OF_INFORMATION = { system: "http://loinc.org", code: "64292-6", display: "Release of information consent" };

/** ASTM E1762: what a signature under a consent is for. */
export const CONSENT_SIGNATURE = { system: "urn:iso-astm:E1762-95:2013", code: "1.2.840.10065.1.12.1.7", display: "Consent Signature" };

/** Restricted, and under 42 CFR Part 2: whoever takes these resources in must see it before anything else. */
export const LABELS = [hl7("v3-ActCode", "42CFRPart2"), hl7("v3-Confidentiality", "R")];

const reason = (/** @type {string} */ code) => hl7("v3-ActReason", code);

/** @type {Record<string, Coding[]>} by purpose of a release */
const PURPOSES = {
  tpo: [reason("TREAT"), reason("HPAYMT"), reason("HOPERAT")],
  "care-coordination": [reason("CAREMGT")],
  benefits: [reason("ELIGDTRM")],
  family: [reason("SUPNWK")],
  legal: [reason("HLEGAL")],
  "at-my-request": [reason("PATRQT")],
};

/**
 * @param {{id: string, words: string}} purpose
 * @returns {Coding[]} codes where there are some, and what was written, word for word
 */
export function purposeCodings({ id, words }) {
  const codes = PURPOSES[id] ?? [];
  return words || codes.length === 0 ? [...codes, { display: words || id }] : codes;
}
