/**
 * A consult as it stands, derived from the signed envelopes in its vault: never from what the server says about it.
 *
 * Pure. Invariant: any order, split or repetition of the same set gives the same consult. "Sent" means a verified receipt; "seen" means an
 * envelope signed by the one who saw.
 */
import { headsOf } from "../record/graph.js";

export { missingInAnswer, missingInClosing } from "./answer.js";

/** @typedef {import("../record/index.js").Entry} Entry */
/** @typedef {"on-this-phone"|"sent"|"seen"|"taken"|"answered"|"closed"} ConsultState */

/**
 * @param {Entry[]} entries
 * @param {Map<string, {name: string}>} members
 * @param {string} reader  the member who looks
 */
export function deriveConsult(entries, members, reader) {
  const nameOf = (/** @type {string} */ member) => members.get(member)?.name ?? "";
  const readable = headsOf(entries.filter((entry) => !entry.unreadable)).ordered;
  const of = (/** @type {string} */ kind) => readable.filter((entry) => entry.payload.kind === kind).map((entry) => signed(entry, nameOf));
  const request = of("consult-request")[0] ?? null;
  const words = of("consult-words");
  const seen = firstOfEach(of("consult-seen").filter((look) => look.author !== request?.author));
  const parts = { request, words, seen, taken: of("consult-taken")[0] ?? null, answers: of("consult-answer"), closed: of("consult-closed").at(-1) ?? null };
  return {
    ...parts,
    state: stateOf(parts),
    urgency: words.some((each) => each.raises) ? "now" : (request?.urgency ?? "soon"),
    waitingSince: request?.at ?? null,
    mine: request?.author === reader,
    unreadable: entries.filter((entry) => entry.unreadable).length,
  };
}

/** A payload with who wrote it and when. @param {Entry & {consult?: {urgency?: string}|null}} entry @param {(member: string) => string} nameOf */
function signed({ id, author, at, number, payload, consult }, nameOf) {
  const { kind, schema, ...fields } = payload;
  return { ...fields, id, author, by: author, name: nameOf(author), at, sent: number !== null, raises: consult?.urgency === "now" && kind === "consult-words" };
}

/** @param {Array<{author: string}>} looks */
function firstOfEach(looks) {
  return looks.filter((look, index) => looks.findIndex((earlier) => earlier.author === look.author) === index);
}

/** @param {any} parts @returns {ConsultState} */
function stateOf({ request, seen, taken, answers, closed }) {
  if (closed) return "closed";
  if (answers.length > 0) return "answered";
  if (taken) return "taken";
  if (seen.length > 0) return "seen";
  return request?.sent ? "sent" : "on-this-phone";
}

/**
 * The little that lists show.
 * @param {ReturnType<typeof deriveConsult>} consult
 */
export function consultSummary({ request, seen, taken, answers, state, urgency, mine }) {
  const look = (/** @type {any} */ { by, name, at }) => ({ by, name, at });
  return {
    kind: "consult",
    state,
    urgency,
    cause: request?.cause ?? "unsure",
    categories: request?.categories ?? [],
    caseCode: request?.caseCode ?? "",
    askedAt: request?.at ?? "",
    askedBy: request?.name ?? "",
    mine,
    seen: seen.map(look),
    taken: taken ? look(taken) : null,
    answeredAt: answers.at(-1)?.at ?? null,
  };
}
