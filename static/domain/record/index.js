/**
 * A case as it stands, derived from the set of its envelopes (static/domain/KINDS.md).
 *
 * Pure. Invariant: the same set in any order, split or repetition gives the same record; nothing readable or unreadable is left out.
 */
import { inOrder, uniqueById } from "./graph.js";
import { handoversOf } from "./handovers.js";
import { sessionsOf } from "./sessions.js";
import { sharingOf } from "./sharing.js";
import { subjectOf } from "./subject.js";

export { awayOf, handoversOf, receivedOf } from "./handovers.js";
export { caseSummary } from "./summary.js";

const KNOWN = new Set([
  "participant", "group", "session", "script-record", "note", "amendment", "risk-flag", "session-end", "handed-over",
  "release", "release-revoked", "disclosure", "disclosure-corrected",
]);

/**
 * @typedef {object} Entry  an opened envelope, or one that could not be (`repository/entries.js`)
 * @property {string} id @property {string} author @property {string} device @property {string} at @property {readonly string[]} after
 * @property {number|null} number  null: its receipt is not verified yet
 * @property {number} [epoch]  of the vault's key it is under
 * @property {{state: string, urgency?: string}|null} [consult]
 * @property {string|null} [receivedAt]
 * @property {any} [payload]
 * @property {boolean} [newer]
 * @property {string} [unreadable] why
 *
 * @typedef {object} CaseRecord
 * @property {any} participant  its fields, with `heads`, and where devices differ `conflict` (the fields) and `versions`; null in a group
 * @property {any} group
 * @property {any[]} sessions  newest first
 * @property {any[]} releases  newest first, each with its `revocations` in the order of time
 * @property {any[]} disclosures  newest first, each with its `corrections`, and `incident` when it was made after its release was ended
 * @property {import("./handovers.js").Handover[]} handovers  in the order of time
 * @property {Array<{id: string, at: string, reason: string}>} unreadable
 * @property {Array<{id: string, at: string, kind: string}>} newer  written by a newer version of the app
 * @property {number} unsent  how many are only on this device
 */

/** @param {Entry[]} entries @returns {CaseRecord} */
export function deriveCase(entries) {
  const readable = entries.filter((entry) => !entry.unreadable);
  const isKnown = (/** @type {Entry} */ entry) => !entry.newer && KNOWN.has(entry.payload.kind);
  const known = inOrder(readable.filter(isKnown));
  const { sessions, loose } = sessionsOf(known);
  const unreadable = entries.filter((entry) => entry.unreadable);
  return {
    participant: subjectOf(known, "participant"),
    group: subjectOf(known, "group"),
    sessions,
    ...sharingOf(known),
    handovers: handoversOf(known),
    unreadable: [...reasons(unreadable), ...loose.map(({ id, at }) => ({ id, at, reason: "note-missing" }))],
    newer: inOrder(readable.filter((entry) => !isKnown(entry))).map(({ id, at, payload }) => ({ id, at, kind: payload.kind })),
    unsent: uniqueById(entries).filter((entry) => entry.number === null).length,
  };
}

/** What could not be read, each once for each reason: a broken header has no id to tell it by. @param {Entry[]} entries */
function reasons(entries) {
  const all = entries.map(({ id, at, unreadable }) => ({ id, at, reason: unreadable ?? "" }));
  const distinct = new Map(all.map((each) => [`${each.id} ${each.reason}`, each]));
  return [...distinct.keys()].sort().map((name) => /** @type {{id: string, at: string, reason: string}} */ (distinct.get(name)));
}
