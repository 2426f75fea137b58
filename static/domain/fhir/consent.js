/** A signed release as FHIR R4 `Consent`: what it permits, to whom, why and until when, with the document that was signed. */
import { toBase64url, utf8 } from "../../lib/bytes.js";
import { concept, hl7, LABELS, purposeCodings, RELEASE_OF_INFORMATION } from "./codes.js";
import { addressOf, refersTo } from "./resources.js";

/**
 * @typedef {import("./index.js").Release} Release
 * @typedef {{patient: string, agency: {id: string, name: string}, recipient: string}} Parties  ids of the resources beside it
 */

const RULES = [
  { authority: "https://www.hhs.gov", uri: "https://www.ecfr.gov/current/title-42/section-2.31" },
  { authority: "https://www.hhs.gov", uri: "https://www.ecfr.gov/current/title-45/section-164.508" },
];
const SEPARATE = "counselling-notes";

/** FHIR R4's words for a release that counts and for one that does not any more. */
const STATUS = /** @type {const} */ ({ active: "active", "expires-soon": "active", expired: "inactive", revoked: "inactive" });

/**
 * @param {Release} release @param {keyof typeof STATUS} state  as of the moment of the export
 * @param {Parties} parties @param {string} text  canonical text of the signed document
 */
export function consentOf(release, state, parties, text) {
  const { terms, title, template } = release.document;
  return {
    resourceType: "Consent",
    id: release.id,
    meta: { security: LABELS },
    identifier: [{ system: "urn:ietf:rfc:3986", value: addressOf(release.id) }],
    status: STATUS[state],
    scope: concept(hl7("consentscope", "patient-privacy")),
    category: [concept(RELEASE_OF_INFORMATION), concept(hl7("v3-ActCode", "42CFRPart2CD"), hl7("v3-ActCode", "HIPAAAuthCD"))],
    patient: refersTo(parties.patient),
    dateTime: release.signedAt,
    performer: [refersTo(parties.patient, terms.representative?.name)],
    organization: [refersTo(parties.agency.id)],
    sourceAttachment: { contentType: "application/json", language: template.language, title, creation: release.signedAt, data: base64(text) },
    policy: RULES,
    policyRule: concept(hl7("v3-ActCode", "OPTIN")),
    provision: provisionOf(terms, release.signedAt, parties),
  };
}

/** @param {Release["document"]["terms"]} terms @param {string} signedAt @param {Parties} parties */
function provisionOf(terms, signedAt, parties) {
  const { expires, categories, from, to } = terms;
  const end = expires.kind === "date" ? { end: expires.date } : {};
  return {
    type: "permit",
    period: { start: signedAt.slice(0, 10), ...end },
    actor: [actor("CST", "custodian", parties.agency.id), actor("IRCP", "information recipient", parties.recipient)],
    action: [concept(hl7("consentaction", "disclose"))],
    purpose: purposeCodings(terms.purpose),
    code: categories.map((text) => ({ text })),
    ...((from || to) && { dataPeriod: { ...(from && { start: from }), ...(to && { end: to }) } }),
    // Counselling notes go under a release of their own only.
    ...(terms.type !== SEPARATE && { provision: [{ type: "deny", securityLabel: [hl7("v3-ActCode", "PSYTHPN")] }] }),
  };
}

/** @param {string} code @param {string} display @param {string} id */
function actor(code, display, id) {
  return { role: concept(hl7("v3-ParticipationType", code, display)), reference: refersTo(id) };
}

/** As FHIR writes bytes: the alphabet of RFC 4648 §4, filled up. @param {string} text */
export function base64(text) {
  const encoded = toBase64url(utf8(text)).replaceAll("-", "+").replaceAll("_", "/");
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=");
}
