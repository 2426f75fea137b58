/** Entries of the log, whole, one for each basis. */
export const AT = "2026-11-25T15:00:00.000-05:00";
export const HASH = "A".repeat(43);
export const RELEASE = "019aa000-0000-7000-8000-000000000001";
export const CONSULT = "019aa000-0000-7000-8000-000000000002";

const common = {
  release: null, recipient: { name: "Open Door Housing", address: "12 Elm St", kind: "organisation" }, purpose: { id: "housing", words: "" }, categories: ["needs"],
  from: "2026-11-25", to: null, items: [{ what: "A letter", hash: HASH }], channel: "pdf", notice: null, sharedAt: AT, zone: "America/New_York",
  offline: true, told: "yes", toldReason: "", details: {}, consult: null,
};

/** What each basis wants besides. */
const OF_BASIS = {
  consent: { release: { id: RELEASE, hash: HASH }, notice: "42-cfr-2.32-a-1/2024-04-16" },
  emergency: { details: { personnel: "Dr. Wu", affiliation: "County Hospital", discloser: "Riley", at: AT, nature: "Not breathing well" } },
  "child-abuse": { items: [], details: { incident: "A bruise that was seen", imminent: true } },
  "premises-crime": { items: [], details: { circumstances: "A window was broken at the front", status: "", name: "", address: "", whereabouts: "", imminent: true } },
  "court-order": { consult: CONSULT, details: { court: "County Court", orderedOn: "2026-11-20", reference: "12-345", mandate: "Subpoena of 21 November", scope: "Attendance in May" } },
  audit: { consult: CONSULT, details: { authority: "State health department", agreement: "Letter of 2 November", scope: "Attendance in May" } },
  "to-participant": {},
};

export const disclosure = (basis = "consent", changes = {}) => ({ ...common, basis, ...OF_BASIS[basis], ...changes });
