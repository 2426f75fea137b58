/** How a release was signed, and how it was taken back, as FHIR R4 `Provenance`. */
import { concept, CONSENT_SIGNATURE, hl7, LABELS } from "./codes.js";
import { base64 } from "./consent.js";
import { refersTo } from "./resources.js";

/** @typedef {import("./index.js").Release} Release */

const POLICY = ["https://www.ecfr.gov/current/title-42/section-2.31"];
const role = (/** @type {string} */ code) => concept(hl7("provenance-participant-type", code));

/**
 * @param {Release} release @param {string} id  of the new resource @param {{patient: string, author: string}} parties
 * The signature's data names what was signed by its SHA-256; the envelope with the device's own signature stays in the evidence of the record.
 */
export function signingOf(release, id, { patient, author }) {
  const { signature, document: { template }, hash, signedAt, at } = release;
  const statement = { sha256: hash, how: signature.how, name: signature.name, intent: signature.intent };
  return {
    resourceType: "Provenance",
    id,
    meta: { security: LABELS },
    target: [refersTo(release.id)],
    occurredDateTime: signedAt,
    recorded: at,
    policy: POLICY,
    activity: concept(hl7("v3-DataOperation", "CREATE")),
    agent: [
      { type: role("author"), who: refersTo(patient, signature.name) },
      { type: role("verifier"), who: refersTo(author) },
    ],
    entity: [{ role: "source", what: { display: `${template.id} ${template.version} (${template.language})` } }],
    signature: [
      { type: [CONSENT_SIGNATURE], when: signedAt, who: refersTo(patient, signature.name), sigFormat: "application/json", targetFormat: "application/json", data: base64(JSON.stringify(statement)) },
    ],
  };
}

/** @param {Release} release @param {Release["revocations"][number]} revocation @param {{patient: string, author: string}} parties */
export function revokingOf(release, revocation, { patient, author }) {
  return {
    resourceType: "Provenance",
    id: revocation.id,
    meta: { security: LABELS },
    target: [refersTo(release.id)],
    occurredDateTime: revocation.revokedAt,
    recorded: revocation.at,
    policy: POLICY,
    activity: concept(hl7("v3-DataOperation", "NULLIFY")),
    agent: [
      { type: role("author"), who: refersTo(patient, revocation.by) },
      { type: role("enterer"), who: refersTo(author) },
    ],
  };
}
