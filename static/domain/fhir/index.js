/**
 * Releases and what was shared under them as FHIR R4 (`Consent`, `AuditEvent`, `Provenance`), in one bundle that stands on its own.
 *
 * Pure. Only what the receiver may have: what was signed and the log of this release, no note. The §2.32 statement goes with it, as a
 * `DocumentReference` before everything else. R4, because that is what record systems take today.
 */
import { documentText, releaseState } from "../release/index.js";
import { auditEventOf } from "./audit_event.js";
import { concept, RELEASE_OF_INFORMATION } from "./codes.js";
import { base64, consentOf } from "./consent.js";
import { revokingOf, signingOf } from "./provenance.js";
import { collection, organization, patient, practitioner, refersTo, resource } from "./resources.js";

/**
 * @typedef {import("../release/state.js").Release} Release
 *
 * @typedef {object} Disclosure  of `record/sharing.js`
 * @property {string} id @property {string} at @property {string} author @property {string} sharedAt @property {string} basis
 * @property {{id: string, hash: string}|null} release @property {{name: string, address: string}} recipient
 * @property {{id: string, words: string}} purpose @property {string[]} categories
 * @property {Array<{what: string, hash: string}>} items @property {string} channel @property {string|null} notice @property {string} told
 *
 * @typedef {object} Around  what the record itself does not say
 * @property {{id: string, name: string}} participant @property {{id: string, name: string}} agency
 * @property {(member: string) => string} nameOf @property {string} notice  text of the §2.32 statement
 * @property {import("../../lib/clock.js").Clock} clock @property {() => string} newId
 */

/**
 * @param {Release} release @param {Disclosure[]} disclosures  those under this release
 * @param {Around} around @returns {import("./resources.js").Resource}
 */
export function bundleOf(release, disclosures, { participant, agency, nameOf, notice, clock, newId }) {
  const { language } = release.document.template;
  const recipient = { id: newId(), ...release.document.terms.recipient };
  const parties = { patient: participant.id, agency, recipient: recipient.id };
  const authors = [...new Set([release, ...release.revocations, ...disclosures].map(({ author }) => author))];
  const state = releaseState(release, clock.now());
  return collection(
    [
      noticeOf(newId(), notice, clock.stamp(), parties.patient),
      patient(participant, language),
      organization(agency),
      organization(recipient),
      ...authors.map((id) => practitioner({ id, name: nameOf(id) })),
      consentOf(release, state, parties, documentText(release.document)),
      signingOf(release, newId(), { patient: participant.id, author: release.author }),
      ...release.revocations.map((each) => revokingOf(release, each, { patient: participant.id, author: each.author })),
      ...disclosures.map((each) => auditEventOf(each, { patient: participant.id, author: each.author, recipient: recipient.id })),
    ],
    { id: newId(), at: clock.stamp() },
  );
}

/** @param {string} id @param {string} notice @param {string} at @param {string} patientId */
function noticeOf(id, notice, at, patientId) {
  return resource("DocumentReference", id, {
    status: "current",
    type: concept(RELEASE_OF_INFORMATION),
    subject: refersTo(patientId),
    date: at,
    description: notice,
    content: [{ attachment: { contentType: "text/plain; charset=utf-8", title: "42 CFR 2.32", data: base64(notice) } }],
  });
}
