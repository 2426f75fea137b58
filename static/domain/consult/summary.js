/** The little of a consult that lists show: kept sealed on the device. */

/**
 * @param {import("./index.js").Consult} consult
 * @returns {object} `ConsultSummary` of views/context.js, without the vault
 */
export function consultSummary({ request, seen, taken, answers, state, urgency, waitingSince, raisedAfterAnswer, mine, unreadable }) {
  const look = (/** @type {import("./index.js").Signed} */ { by, name, at }) => ({ by, name, at });
  return {
    kind: "consult",
    state,
    urgency,
    cause: request?.["cause"] ?? "unsure",
    categories: request?.["categories"] ?? [],
    caseCode: request?.["caseCode"] ?? "",
    askedAt: request?.at ?? "",
    askedBy: request?.name ?? "",
    asker: request?.author ?? "",
    mine,
    seen: seen.map(look),
    taken: taken ? look(taken) : null,
    answeredAt: answers.at(-1)?.at ?? null,
    waitingSince,
    raisedAfterAnswer,
    unreadable,
  };
}
