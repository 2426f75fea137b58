/**
 * A consult as it stands, derived from the signed envelopes in its vault: never from what the server says about it.
 *
 * Pure. Invariant: any order, split or repetition of the same set gives the same consult. "Sent" means a verified receipt; "seen" means an
 * envelope signed by the one who saw. Only who is, or was, a supervisor or officer can have seen, taken or answered it. Urgency raised after an
 * answer opens it again: a cry for help is never hidden by an earlier answer.
 */
import { uniqueById } from "../record/graph.js";

export { consultsConcerning } from "./concerning.js";
export { consultSummary } from "./summary.js";
export { missingInAnswer, missingInClosing } from "./answer.js";

/**
 * @typedef {import("../record/index.js").Entry} Entry
 * @typedef {"on-this-phone"|"sent"|"seen"|"taken"|"answered"|"closed"} ConsultState
 * @typedef {Map<string, {name: string, certificates: Array<{role: string}>}>} Members
 * @typedef {{id: string, author: string, by: string, name: string, at: string, sent: boolean, sentAt: string|null, raises: boolean} & Record<string, any>} Signed
 *   a payload's own members, with who wrote it and when; sent: its receipt is verified, sentAt: the receipt's time
 * @typedef {object} Consult
 * @property {Signed|null} request
 * @property {Signed[]} words  added by either side
 * @property {Signed[]} seen  the first look of each, without the asker's
 * @property {Signed|null} taken  the first to take it @property {Signed[]} takenBy
 * @property {Signed[]} answers @property {Signed|null} closed
 * @property {ConsultState} state @property {"now"|"soon"} urgency
 * @property {string|null} waitingSince  since when an answer is owed; null when it was given
 * @property {boolean} raisedAfterAnswer
 * @property {boolean} mine  the reader asked
 * @property {number} unreadable @property {number} newer
 */

const ANSWERING = new Set(["consult-seen", "consult-taken", "consult-answer"]);
const OVER = new Set(["consult-answer", "consult-closed"]);
const SUPERVISING = new Set(["supervisor", "officer"]);

/**
 * @param {Entry[]} entries @param {Members} members  of the verified directory @param {string} [reader]  member who looks
 * @returns {Consult}
 */
export function deriveConsult(entries, members, reader) {
  const readable = inOrder(entries.filter((entry) => !entry.unreadable && !entry.newer));
  const asker = readable.find((entry) => entry.payload.kind === "consult-request")?.author;
  const allowed = readable.filter((entry) => !ANSWERING.has(entry.payload.kind) || (entry.author !== asker && supervises(members.get(entry.author))));
  const all = allowed.map((entry) => signed(entry, members));
  const of = (/** @type {string} */ kind) => all.filter((each) => each["kind"] === kind);
  const request = of("consult-request")[0] ?? null;
  const takenBy = firstOfEach(of("consult-taken"));
  const parts = { request, words: of("consult-words"), seen: firstOfEach(of("consult-seen")), taken: takenBy[0] ?? null, takenBy, answers: of("consult-answer") };
  const raised = all.findLast((each) => each.raises);
  const isOpenAgain = raised !== undefined && all.findLastIndex((each) => OVER.has(each["kind"])) < all.indexOf(raised);
  const closed = of("consult-closed").at(-1) ?? null;
  const isOver = !isOpenAgain && (closed !== null || parts.answers.length > 0);
  return {
    ...parts,
    closed: isOpenAgain ? null : closed,
    state: stateOf({ ...parts, closed, isOpenAgain }),
    urgency: raised || request?.["urgency"] === "now" ? "now" : "soon",
    waitingSince: isOver ? null : ((isOpenAgain && parts.answers.length > 0 ? raised?.at : request?.at) ?? null),
    raisedAfterAnswer: isOpenAgain && (parts.answers.length > 0 || closed !== null),
    mine: request !== null && request.author === reader,
    unreadable: entries.filter((entry) => entry.unreadable).length,
    newer: uniqueById(entries.filter((entry) => entry.newer)).length,
  };
}

/** In the server's order, which no clock can disturb; what has no number yet comes last, by its time. @param {Entry[]} entries */
function inOrder(entries) {
  const place = (/** @type {Entry} */ { number }) => number ?? Number.MAX_SAFE_INTEGER;
  return uniqueById(entries).sort((a, b) => place(a) - place(b) || (Date.parse(a.at) || 0) - (Date.parse(b.at) || 0) || (a.id < b.id ? -1 : 1));
}

/** @param {{certificates: Array<{role: string}>}|undefined} member */
function supervises(member) {
  return member?.certificates.some(({ role }) => SUPERVISING.has(role)) ?? false;
}

/** @param {Entry} entry @param {Members} members @returns {Signed} */
function signed({ id, author, at, number, payload, consult, receivedAt = null }, members) {
  const { schema, ...fields } = payload;
  const { kind } = fields;
  const raises = kind === "consult-words" && consult?.state === "asked" && consult.urgency === "now";
  return { ...fields, id, author, by: author, name: members.get(author)?.name ?? "", at, sent: number !== null, sentAt: receivedAt, raises };
}

/** @param {Signed[]} steps @returns {Signed[]} */
function firstOfEach(steps) {
  return steps.filter((step, index) => steps.findIndex((earlier) => earlier.author === step.author) === index);
}

/**
 * @param {{request: Signed|null, seen: Signed[], taken: Signed|null, answers: Signed[], closed: Signed|null, isOpenAgain: boolean}} parts
 * @returns {ConsultState}
 */
function stateOf({ request, seen, taken, answers, closed, isOpenAgain }) {
  if (closed && !isOpenAgain) return "closed";
  if (answers.length > 0 && !isOpenAgain) return "answered";
  if (taken) return "taken";
  if (seen.length > 0) return "seen";
  return request?.sent ? "sent" : "on-this-phone";
}
