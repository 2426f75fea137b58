/**
 * What a consult's screens show of it, as plain data: how far it is, what is next, and for whom. Pure.
 *
 * Invariant: a step is "done" only by what the consult itself shows (a verified receipt, a signed look); "sent" never stands for "seen".
 */

/**
 * @typedef {import("../../components/progress.js").TimelineStep} TimelineStep
 * @typedef {{by: string, name: string, at: string, sent: boolean}} Signed
 * @typedef {{request: any, words: any[], seen: Signed[], taken: Signed|null, answers: any[], closed: any, state: string, urgency: string}} Consult
 * @typedef {import("../../lib/i18n.js").Translator} Translator
 */

/** "10:51 · only on this phone" while it is. @param {Signed} entry @param {Translator} i18n */
const whenOf = ({ at, sent }, { t, time }) => (sent ? time(at) : `${time(at)} · ${t("consult.state.on-this-phone")}`);

/**
 * The line of dots: each step that happened with its time, each that did not as "not yet".
 * @param {Consult} consult @param {Translator} i18n @returns {TimelineStep[]}
 */
export function wayOf({ request, seen, taken, answers, closed }, i18n) {
  const { t, list, time } = i18n;
  const answer = answers.at(-1) ?? null;
  const isBeyondSeen = Boolean(taken || answer || closed);
  const steps = [
    { label: t("consult.way.here"), detail: time(request.at), happened: true },
    { label: t("consult.way.sent"), detail: undefined, happened: request.sent },
    seen.length || !isBeyondSeen ? {
      label: seen.length ? t("consult.way.seenBy", { names: list(seen.map((look) => look.name)) }) : t("consult.way.seen"),
      detail: seen.map((look) => whenOf(look, i18n)).join(", ") || undefined, happened: seen.length > 0,
    } : null,
    taken || !(answer || closed) ? {
      label: taken ? t("consult.way.takenBy", { name: taken.name }) : t("consult.way.taken"),
      detail: taken ? whenOf(taken, i18n) : undefined, happened: Boolean(taken),
    } : null,
    { label: t("consult.way.answered"), detail: answer ? t("consult.way.by", { name: answer.name, time: whenOf(answer, i18n) }) : undefined, happened: Boolean(answer) },
    { label: t("consult.way.closed"), detail: closed ? t("consult.way.by", { name: closed.name, time: whenOf(closed, i18n) }) : undefined, happened: Boolean(closed) },
  ].filter((step) => step !== null);
  const last = steps.findLastIndex((step) => step.happened);
  return steps.map(({ label, detail, happened }, index) => {
    const state = index === last ? "current" : happened ? "done" : "todo";
    return { label, detail, state, stateLabel: t(`common.state.${state}`) };
  });
}

/**
 * The one main act for this reader.
 * @param {Consult} consult @param {{id: string, role: string}} reader
 * @returns {"add"|"take"|"answer"|"answer-too"|"close"|null}
 */
export function nextAct({ request, taken, answers, closed }, reader) {
  if (closed) return null;
  if (request.by === reader.id) return answers.length ? "close" : "add";
  if (reader.role !== "supervisor") return null;
  if (answers.some((answer) => answer.by === reader.id)) return null;
  if (answers.length) return "answer-too";
  if (!taken) return "take";
  return taken.by === reader.id ? "answer" : "answer-too";
}

/** Nobody has looked yet: then a call stands beside it. @param {{state: string}} consult */
export const isUnseen = ({ state }) => state === "on-this-phone" || state === "sent";

/**
 * The words in the order in which they were given: the request's own, what it brought from the note, what was added.
 * @param {Consult} consult
 * @returns {Array<{text: string, entry: any, from: "request"|"note"|"added"}>}
 */
export function wordsOf({ request, words }) {
  const own = [{ text: request.words, entry: request, from: /** @type {const} */ ("request") }, { text: request.excerpt, entry: request, from: /** @type {const} */ ("note") }];
  const added = words.map((entry) => ({ text: entry.text, entry, from: /** @type {const} */ ("added") }));
  return [...own.filter(({ text }) => text), ...added];
}

/**
 * What it is about in a line: the kinds of worry, or why it was asked without any.
 * @param {{cause: string, categories: string[]}} consult @param {Translator} i18n
 */
export function kindOf({ cause, categories }, { t, list }) {
  return categories.length ? list(categories.map((category) => t(`risk.category.${category}`))) : t(`consult.cause.${cause}`);
}

/** How serious the guidance should take it. @param {{urgency: string}} consult @param {string[]} categories */
export function stepsPath({ urgency }, categories) {
  if (urgency === "now") return `/steps/imminent/${categories.join(",") || "-"}`;
  return categories.length ? `/steps/concern/${categories.join(",")}` : "/steps/none/-";
}
