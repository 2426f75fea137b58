/** The sessions of a case: each with how its script went, its note as it stands, and what was noticed. */
import { sessionState } from "../session/state.js";
import { headsOf, inOrder } from "./graph.js";

/** @typedef {import("./index.js").Entry} Entry */

/**
 * @param {Entry[]} entries
 * @returns {{sessions: ReturnType<typeof sessionOf>[], loose: Entry[]}} sessions newest first; loose: amendments of a note that is not here (yet)
 */
export function sessionsOf(entries) {
  const sessionOfNote = new Map(ofKind(entries, "note").map((entry) => [entry.id, entry.payload.session]));
  /** @type {Map<string, Entry[]>} */ const bySession = new Map();
  /** @type {Entry[]} */ const loose = [];
  for (const entry of entries) {
    const { kind, session, note } = entry.payload;
    const belongsTo = kind === "amendment" ? sessionOfNote.get(note) : session;
    if (belongsTo) bySession.set(belongsTo, [...(bySession.get(belongsTo) ?? []), entry]);
    else if (kind === "amendment") loose.push(entry);
  }
  const sessions = [...bySession].map(([session, own]) => sessionOf(session, inOrder(own)));
  return { sessions: sessions.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.session < b.session ? 1 : -1)), loose };
}

/** @param {string} session @param {Entry[]} ordered */
function sessionOf(session, ordered) {
  const gate = sessionState(ordered.map((entry) => entry.payload), session);
  const end = ofKind(ordered, "session-end").at(-1);
  return {
    session,
    how: gate.how,
    startedAt: gate.startedAt ?? ordered[0]?.at ?? "",
    gate,
    scriptRecord: gate.record,
    script: scriptEntry(ordered, gate.record),
    outcome: gate.outcome,
    offerAgain: gate.offerAgain,
    ...noteOf(ordered),
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
 * @param {Entry[]} entries of one session
 * @returns {{note: {id: string, text: string, heads: string[], history: any[], sent: boolean}|null, conflict: any[]|null}} conflict: the versions to choose from
 */
function noteOf(entries) {
  const written = entries.filter((entry) => entry.payload.kind === "note" || entry.payload.kind === "amendment");
  const { heads, ordered } = headsOf(written);
  const root = ofKind(ordered, "note")[0];
  const newest = heads.at(-1);
  if (!root || !newest) return { note: null, conflict: null };
  const version = (/** @type {Entry} */ { id, at, author, payload }) => ({ id, at, author, text: payload.text, reason: payload.reason ?? "" });
  const texts = new Set(heads.map((head) => head.payload.text));
  return {
    note: { id: root.id, text: newest.payload.text, heads: heads.map((head) => head.id), history: ordered.map(version), sent: ordered.every((each) => each.number !== null) },
    conflict: texts.size > 1 ? heads.map(version) : null,
  };
}
