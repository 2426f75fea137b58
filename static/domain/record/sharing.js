/**
 * Releases and disclosures of a case: what was signed, what ended it, what was shared, and what was written about that later.
 *
 * Only the set counts. A revocation wins over a disclosure that comes in later: what was shared after it, by `after` or by the times they tell, is an incident.
 */
import { ancestry, inOrder } from "./graph.js";

/** @typedef {import("./index.js").Entry} Entry */

/** @param {Entry[]} known @returns {{releases: any[], disclosures: any[]}} newest first */
export function sharingOf(known) {
  const ordered = inOrder(known);
  const ofKind = (/** @type {string} */ kind) => ordered.filter((entry) => entry.payload.kind === kind);
  const [revoking, correcting] = [ofKind("release-revoked"), ofKind("disclosure-corrected")];
  const before = ancestry(ordered);
  const releases = ofKind("release").map((entry) => ({ ...written(entry), revocations: about(revoking, "release", entry.id) }));
  const disclosures = ofKind("disclosure").map((entry) => ({
    ...written(entry),
    corrections: about(correcting, "disclosure", entry.id),
    incident: revoking.some((revocation) => isAfter(entry, revocation, before)) ? "after-revocation" : null,
  }));
  return { releases: releases.reverse(), disclosures: disclosures.reverse() };
}

/** @param {Entry[]} entries @param {string} field @param {string} id */
function about(entries, field, id) {
  return entries.filter((entry) => entry.payload[field] === id).map(written);
}

/** @param {Entry} disclosure @param {Entry} revocation @param {(id: string) => Set<string>} before */
function isAfter({ id, payload }, revocation, before) {
  const { release, revokedAt } = revocation.payload;
  if (payload.release?.id !== release) return false;
  return before(id).has(revocation.id) || Date.parse(payload.sharedAt) >= Date.parse(revokedAt);
}

/** @param {Entry} entry */
function written({ id, at, author, number, payload }) {
  const { kind, schema, ...members } = payload;
  return { ...members, id, at, author, sent: number !== null };
}
