/** One disclosure as FHIR R4 `AuditEvent`: who gave what to whom, when, on what ground, and with which notice. */
import { dicom, hl7, LABELS, purposeCodings, concept } from "./codes.js";
import { addressOf, refersTo } from "./resources.js";

/** @typedef {import("./index.js").Disclosure} Disclosure */

const EXPORT = dicom("110106", "Export");
const SOURCE = concept(dicom("110153", "Source Role ID"));
const DESTINATION = concept(dicom("110152", "Destination Role ID"));
const PERSON = { type: hl7("audit-entity-type", "1"), role: hl7("object-role", "1") };
const THING = { type: hl7("audit-entity-type", "2") };
const EMERGENCY = hl7("v3-ActReason", "ETREAT");

/** @param {Disclosure} disclosure @param {{patient: string, author: string, recipient: string}} parties  ids of the resources beside it */
export function auditEventOf(disclosure, parties) {
  const { id, at, sharedAt, basis, release, recipient, purpose } = disclosure;
  const reasons = basis === "emergency" ? [EMERGENCY] : [];
  return {
    resourceType: "AuditEvent",
    id,
    meta: { security: LABELS },
    type: EXPORT,
    subtype: [{ code: "Disclosure", display: basis }],
    action: "R",
    period: { start: sharedAt, end: sharedAt },
    recorded: at,
    outcome: "0",
    purposeOfEvent: [{ coding: [...reasons, ...purposeCodings(purpose)] }],
    agent: [
      { type: SOURCE, who: refersTo(parties.author), requestor: true, ...(release && { policy: [addressOf(release.id)] }) },
      { type: DESTINATION, who: refersTo(parties.recipient, recipient.name), requestor: false },
    ],
    source: { observer: refersTo(parties.author) },
    entity: [{ what: refersTo(parties.patient), ...PERSON }, ...sent(disclosure)],
  };
}

/** What went, by name and hash only: the log never holds it. @param {Disclosure} disclosure */
function sent({ items, categories, release, notice, channel, told }) {
  const detail = [
    ...(release ? [["consent", `Consent/${release.id}`]] : []),
    ...(notice ? [["redisclosure-notice", notice]] : []),
    ["channel", channel],
    ["person-told", told],
    ...items.map(({ hash }) => ["sha-256", hash]),
  ].map(([type, valueString]) => ({ type, valueString }));
  return [{ what: { display: items.map(({ what }) => what).join("; ") || categories.join(", ") }, ...THING, description: categories.join(", "), detail }];
}
