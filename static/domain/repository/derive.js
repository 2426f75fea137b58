/**
 * What a vault is and what it says: a consult or a case, derived by the pure rules of its kind; empty while nothing of it was read.
 */
import { consultSummary, deriveConsult } from "../consult/index.js";
import { awayOf, caseSummary, deriveCase, receivedOf } from "../record/index.js";

const CONSULT = /^consult-/;

/**
 * @param {import("./entries.js").Entry[]} entries @param {Map<string, import("./directory.js").Member>} members
 * @param {string} reader  member who looks @param {number} newest  epoch of the newest key that they hold
 * @returns {any}
 */
export function stateOf(entries, members, reader, newest) {
  if (entries.length === 0) return { kind: "empty" };
  return isConsult(entries) ? { kind: "consult", ...deriveConsult(entries, members, reader) } : { kind: "case", ...caseFor(deriveCase(entries), members, reader, newest) };
}

/**
 * The case as its reader stands to it: who handed it to whom by name, and whether they are away. What came after they left is not theirs to open, and no damage.
 * @param {import("../record/index.js").CaseRecord} record @param {Map<string, import("./directory.js").Member>} members @param {string} reader @param {number} newest
 */
function caseFor(record, members, reader, newest) {
  const nameOf = (/** @type {string} */ id) => members.get(id)?.name ?? "";
  const named = (/** @type {import("../record/handovers.js").Handover|null} */ each) => each && { id: each.id, at: each.at, by: each.by, byName: nameOf(each.by), to: each.to, toName: nameOf(each.to), keep: each.keep };
  const away = awayOf(record.handovers, reader, newest);
  return {
    ...record,
    handovers: record.handovers.map(named),
    away: named(away),
    received: named(receivedOf(record.handovers, reader)),
    unreadable: away ? record.unreadable.filter(({ reason }) => reason !== "no-key") : record.unreadable,
  };
}

/** @param {any} state @returns {any} */
export function summaryOf(state) {
  if (state.kind === "empty") return state;
  return state.kind === "consult" ? consultSummary(state) : caseSummary(state);
}

/** A vault is what its envelopes make it; the header's word counts when nothing in it can be read. @param {import("./entries.js").Entry[]} entries */
function isConsult(entries) {
  return entries.some((entry) => entry.consult !== null || CONSULT.test(entry.payload?.kind ?? ""));
}
