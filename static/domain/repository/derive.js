/**
 * What a vault is and what it says: a consult or a case, derived by the pure rules of its kind; empty while nothing of it was read.
 */
import { consultSummary, deriveConsult } from "../consult/index.js";
import { caseSummary, deriveCase } from "../record/index.js";

const CONSULT = /^consult-/;

/**
 * @param {import("./entries.js").Entry[]} entries @param {Map<string, import("./directory.js").Member>} members @param {string} reader  member who looks
 * @returns {any}
 */
export function stateOf(entries, members, reader) {
  if (entries.length === 0) return { kind: "empty" };
  return isConsult(entries) ? { kind: "consult", ...deriveConsult(entries, members, reader) } : { kind: "case", ...deriveCase(entries) };
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
