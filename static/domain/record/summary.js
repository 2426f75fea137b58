/** The little of a case that lists show: kept sealed on the device, so that opening the app opens no case. */

const SHOWN = 50;
const START = 80;

/**
 * @param {import("./index.js").CaseRecord & {away?: object|null, received?: object|null}} record  away, received: as for its reader (`repository/derive.js`)
 * @returns {object} `CaseSummary` of views/context.js, without the vault
 */
export function caseSummary({ participant, group, sessions, unsent, unreadable, newer, away = null, received = null }) {
  const subject = participant ?? group ?? { name: "" };
  const conflicts = sessions.filter((session) => session.conflict).length + (subject.conflict ? 1 : 0);
  return {
    kind: group ? "group" : "case",
    name: subject.name,
    code: subject.code ?? "",
    language: subject.language ?? null,
    archived: subject.archived ?? false,
    sessions: sessions.slice(0, SHOWN).map(line),
    sessionCount: sessions.length,
    conflicts,
    away,
    received,
    unsent,
    unreadable: unreadable.length,
    newer: newer.length,
  };
}

/** @param {any} session */
function line({ session, how, startedAt, outcome, offerAgain, note, endedAt }) {
  const start = note ? [...note.text.slice(0, START * 4).trim().replace(/\s+/g, " ")].slice(0, START).join("") : "";
  return { session, how, startedAt, outcome, offerAgain, noteStart: start, noted: Boolean(note), ended: endedAt !== null };
}
