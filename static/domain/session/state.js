/**
 * The state of one session, derived from its payloads.
 *
 * Invariant: the same set of payloads in any order, split or repetition gives the same state. More payloads never take back
 * `noteAllowed`: a script offered again after a crisis and declined must not cost the note already written.
 */

import { canonical } from "../../lib/canonical.js";
import { MalformedRecord } from "./errors.js";
import { readScriptRecord, readSessionRecord } from "./record.js";

/**
 * @typedef {import("./record.js").ScriptRecord} ScriptRecord
 * @typedef {import("./record.js").SessionRecord} SessionRecord
 * @typedef {object} SessionState
 * @property {string|null} session
 * @property {string|null} how
 * @property {string|null} startedAt
 * @property {string[]} members
 * @property {ScriptRecord|null} record the one in force: the latest that is not a skip, else the latest skip
 * @property {string|null} outcome of that record
 * @property {boolean} noteAllowed
 * @property {boolean} declined the person said no and nothing before it opened the note
 * @property {boolean} offerAgain the script is still owed
 * @property {string[]} refused why records were not believed, for a person to look at
 */

/**
 * @param {Iterable<unknown>} payloads opened payloads of the session; other kinds are not looked at
 * @param {string} [session] when the payloads of several sessions stand together
 * @returns {SessionState}
 * @throws {MalformedRecord} when they belong to several sessions and none is named
 */
export function sessionState(payloads, session) {
  const all = [...payloads];
  const refused = /** @type {Set<string>} */ (new Set());
  const sessions = believed(all, "session", readSessionRecord, refused).filter(concerning(session));
  const records = believed(all, "script-record", readScriptRecord, refused).filter(concerning(session));
  refuseSeveral([...sessions, ...records]);
  const opening = earliest(sessions, (candidate) => candidate.startedAt);
  const record = inForce(records);
  const noteAllowed = records.some(({ outcome }) => outcome !== "declined");
  return {
    session: session ?? opening?.session ?? record?.session ?? null,
    how: opening?.how ?? record?.how ?? null,
    startedAt: opening?.startedAt ?? null,
    members: opening?.members ?? [],
    record,
    outcome: record?.outcome ?? null,
    noteAllowed,
    declined: !noteAllowed && record !== null,
    offerAgain: record?.offerAgain ?? false,
    refused: [...refused].sort(),
  };
}

/**
 * One bad record must not hide the good ones, nor count; it is kept in the log and named in `refused`.
 * @template T
 * @param {unknown[]} payloads @param {string} kind @param {(payload: unknown) => T} read @param {Set<string>} refused
 * @returns {T[]}
 */
function believed(payloads, kind, read, refused) {
  return payloads
    .filter((payload) => /** @type {{kind?: unknown}|null} */ (payload)?.kind === kind)
    .flatMap((payload) => {
      try {
        return [read(payload)];
      } catch (error) {
        if (!(error instanceof MalformedRecord)) throw error;
        refused.add(error.message);
        return [];
      }
    });
}

/** @param {string|undefined} session @returns {(record: {session: string}) => boolean} */
function concerning(session) {
  return (record) => session === undefined || record.session === session;
}

/** @param {Array<{session: string}>} records */
function refuseSeveral(records) {
  if (new Set(records.map((record) => record.session)).size > 1) {
    throw new MalformedRecord("These records belong to several sessions; say which one is meant.");
  }
}

/** @param {ScriptRecord[]} records @returns {ScriptRecord|null} */
function inForce(records) {
  const answered = records.filter(({ outcome }) => outcome !== "skipped-crisis");
  return latest(answered.length > 0 ? answered : records, (record) => record.script.endedAt);
}

/** @template T @param {T[]} records @param {(record: T) => string} timeOf @returns {T|null} */
function latest(records, timeOf) {
  return inOrder(records, timeOf).at(-1) ?? null;
}

/** @template T @param {T[]} records @param {(record: T) => string} timeOf @returns {T|null} */
function earliest(records, timeOf) {
  return inOrder(records, timeOf)[0] ?? null;
}

/**
 * By time, then by content: a total order, so that equal times do not leave the choice to the order of arrival.
 * @template T @param {T[]} records @param {(record: T) => string} timeOf
 */
function inOrder(records, timeOf) {
  return [...records].sort((first, second) => {
    const difference = Date.parse(timeOf(first)) - Date.parse(timeOf(second));
    return difference || (canonical(first) < canonical(second) ? -1 : 1);
  });
}
