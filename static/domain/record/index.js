/**
 * A case as it stands, derived from the set of its envelopes (static/domain/KINDS.md).
 *
 * Pure. Invariant: the same set in any order, split or repetition gives the same record; nothing readable or unreadable is left out.
 */
import { sessionsOf } from "./sessions.js";
import { headsOf } from "./graph.js";

export { caseSummary } from "./summary.js";

const KNOWN = new Set(["participant", "group", "session", "script-record", "note", "amendment", "risk-flag", "session-end"]);

/**
 * @typedef {object} Entry  an opened envelope, or one that could not be
 * @property {string} id @property {string} author @property {string} device @property {string} at @property {string[]} after
 * @property {number|null} number  null: its receipt is not verified yet
 * @property {any} [payload]
 * @property {string} [unreadable] why
 *
 * @typedef {object} CaseRecord
 * @property {any} participant  its fields, with `heads` and, when versions differ, `conflict` and `versions`; null in a group
 * @property {any} group
 * @property {any[]} sessions  newest first
 * @property {Array<{id: string, at: string, reason: string}>} unreadable
 * @property {Array<{id: string, at: string, kind: string}>} newer  kinds that this version does not know
 * @property {number} unsent  how many are only on this device
 */

/** @param {Entry[]} entries @returns {CaseRecord} */
export function deriveCase(entries) {
  const readable = entries.filter((entry) => !entry.unreadable);
  const known = readable.filter((entry) => KNOWN.has(entry.payload.kind));
  return {
    participant: subject(known, "participant"),
    group: subject(known, "group"),
    sessions: sessionsOf(known),
    unreadable: headsOf(entries.filter((entry) => entry.unreadable)).ordered.map(({ id, at, unreadable }) => ({ id, at, reason: unreadable ?? "" })),
    newer: headsOf(readable.filter((entry) => !KNOWN.has(entry.payload.kind))).ordered.map(({ id, at, payload }) => ({ id, at, kind: payload.kind })),
    unsent: new Set(entries.filter((entry) => entry.number === null).map((entry) => entry.id)).size,
  };
}

/** Whom the vault is about: the newest head's fields; heads that say the same are no conflict. @param {Entry[]} entries @param {string} kind */
function subject(entries, kind) {
  const { heads } = headsOf(entries.filter((entry) => entry.payload.kind === kind));
  const newest = heads.at(-1);
  if (!newest) return null;
  const versions = heads.map((head) => fieldsOf(head.payload));
  const differing = new Set(versions.map((version) => JSON.stringify(Object.entries(version).sort())));
  const conflict = differing.size > 1 ? { conflict: true, versions } : {};
  return { kind, ...fieldsOf(newest.payload), heads: heads.map((head) => head.id), ...conflict };
}

/** @param {any} payload */
function fieldsOf({ kind, schema, ...fields }) {
  return fields;
}
