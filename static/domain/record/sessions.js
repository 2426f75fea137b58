/** The sessions of a case: each with how its script went, its note as it stands, and what was noticed. */
import { sessionState } from "../session/index.js";
import { headsOf, inOrder } from "./graph.js";

/** @typedef {import("./index.js").Entry} Entry */

/** @param {Entry[]} entries @returns {any[]} newest first */
export function sessionsOf(entries) {
  const bySession = new Map();
  for (const entry of entries) {
    const { session } = entry.payload;
    if (session) bySession.set(session, [...(bySession.get(session) ?? []), entry]);
  }
  const sessions = [...bySession].map(([session, own]) => sessionOf(session, own));
  return sessions.sort((a, b) => momentOf(b) - momentOf(a) || (a.session < b.session ? 1 : -1));
}

/** @param {string} session @param {Entry[]} entries */
function sessionOf(session, entries) {
  const ordered = headsOf(entries).ordered;
  const gate = sessionState(ordered.map((entry) => entry.payload), session);
  const { note, conflict } = noteOf(entries);
  const end = ofKind(ordered, "session-end").at(-1);
  return {
    session,
    how: gate.how,
    startedAt: gate.startedAt ?? ordered[0]?.at,
    gate,
    scriptRecord: gate.record,
    script: scriptEntry(ordered, gate.record),
    outcome: gate.outcome,
    offerAgain: gate.offerAgain,
    note,
    conflict,
    flags: ofKind(ordered, "risk-flag").map(({ id, at, author, payload }) => ({ ...payload, id, at, author })),
    endedAt: end?.payload.endedAt ?? null,
  };
}

/** The envelope whose record is in force, for what comes after it to name. @param {Entry[]} ordered @param {unknown} record */
function scriptEntry(ordered, record) {
  const found = ofKind(ordered, "script-record").find((entry) => entry.payload === record);
  return found ? { id: found.id } : null;
}

/** @param {Entry[]} entries @param {string} kind */
function ofKind(entries, kind) {
  return entries.filter((entry) => entry.payload.kind === kind);
}

/**
 * Two devices may each have written a note, or amended the same one: then both texts stand until a person settles it.
 * @param {Entry[]} entries
 */
function noteOf(entries) {
  const written = entries.filter((entry) => entry.payload.kind === "note" || entry.payload.kind === "amendment");
  const { heads, ordered } = headsOf(written);
  const root = inOrder(ofKind(written, "note"))[0];
  const newest = heads.at(-1);
  if (!root || !newest) return { note: null, conflict: null };
  const version = (/** @type {Entry} */ { id, at, author, payload }) => ({ id, at, author, text: payload.text, reason: payload.reason ?? "" });
  const texts = new Set(heads.map((head) => head.payload.text));
  return {
    note: { id: root.id, text: newest.payload.text, heads: heads.map((head) => head.id), history: ordered.map(version), sent: ordered.every((each) => each.number !== null) },
    conflict: texts.size > 1 ? heads.map(version) : null,
  };
}

/** A session known only by its note, the rest of it still to come, stands at the note's time. @param {{startedAt: string|undefined}} session */
function momentOf({ startedAt }) {
  return startedAt ? Date.parse(startedAt) : 0;
}
