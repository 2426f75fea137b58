/**
 * What a consult's screens show of it, as plain data: how far it is, what is next, and for whom. Pure.
 *
 * Invariant: a step is "done" only by what the consult itself shows (a verified receipt, a signed look); "sent" never stands for "seen".
 */

/**
 * @typedef {import("../../components/progress.js").TimelineStep} TimelineStep
 * @typedef {{by: string, name: string, at: string, sent: boolean, sentAt?: string|null}} Signed
 * @typedef {import("../../domain/consult/index.js").Consult & {request: any, answers: any[], closed: any}} Consult  one whose request is here
 * @typedef {import("../../lib/i18n.js").Translator} Translator
 */

/** "10:51 · only on this phone" while it is. @param {Signed} entry @param {Translator} i18n */
const whenOf = ({ at, sent }, { t, time }) => (sent ? time(at) : `${time(at)} · ${t("consult.state.on-this-phone")}`);

/**
 * The line of dots: each step that happened with its time, each that did not as "not yet". A request made urgent after its answer waits again:
 * the earlier answer stays in the line, and "answered" is open once more.
 * @param {Consult} consult @param {Translator} i18n @returns {TimelineStep[]}
 */
export function wayOf(consult, i18n) {
  const { t } = i18n;
  const { request, closed, raisedAfterAnswer: isOpenAgain } = consult;
  const answer = consult.answers.at(-1) ?? null;
  /** @type {Array<{label: string, detail?: string, happened: boolean}>} */
  const steps = [
    { label: t("consult.way.here"), detail: i18n.time(request.at), happened: true },
    { label: t("consult.way.sent"), detail: request.sentAt ? i18n.time(Date.parse(request.sentAt)) : undefined, happened: request.sent },
    ...lookSteps(consult, i18n),
    ...(isOpenAgain && answer ? [{ label: t("consult.way.answeredEarlier"), detail: signedBy(answer, i18n), happened: true }] : []),
    ...(isOpenAgain ? [{ label: t("consult.way.raised"), detail: consult.waitingSince ? i18n.time(consult.waitingSince) : undefined, happened: true }] : []),
    answer && !isOpenAgain ? { label: t("consult.way.answered"), detail: signedBy(answer, i18n), happened: true } : { label: t("consult.way.answered"), happened: false },
    closed ? { label: t("consult.way.closed"), detail: signedBy(closed, i18n), happened: true } : { label: t("consult.way.closed"), happened: false },
  ];
  const last = steps.findLastIndex((step) => step.happened);
  return steps.map(({ label, detail, happened }, index) => {
    const state = index === last ? "current" : happened ? "done" : "todo";
    return { label, detail, state, stateLabel: t(`common.state.${state}`) };
  });
}

/**
 * Seen and taken. What never came is "not yet" while it may still come, and left out once the way went on without it.
 * @param {Consult} consult @param {Translator} i18n
 * @returns {Array<{label: string, detail?: string, happened: boolean}>}
 */
function lookSteps({ seen, taken, answers, closed }, i18n) {
  const { t, list } = i18n;
  const isOver = answers.length > 0 || Boolean(closed);
  const looks = { label: t("consult.way.seenBy", { names: list(seen.map((look) => look.name)) }), detail: seen.map((look) => whenOf(look, i18n)).join(", "), happened: true };
  const steps = [];
  if (seen.length) steps.push(looks);
  else if (!taken && !isOver) steps.push({ label: t("consult.way.seen"), happened: false });
  if (taken) steps.push({ label: t("consult.way.takenBy", { name: taken.name }), detail: whenOf(taken, i18n), happened: true });
  else if (!isOver) steps.push({ label: t("consult.way.taken"), happened: false });
  return steps;
}

/** @param {Signed} entry @param {Translator} i18n */
const signedBy = (entry, i18n) => i18n.t("consult.way.by", { name: entry.name, time: whenOf(entry, i18n) });

/**
 * The one main act for this reader.
 * @param {Consult} consult @param {{id: string, role: string}} reader
 * @returns {"add"|"take"|"answer"|"answer-too"|"close"|null}
 */
export function nextAct({ request, taken, takenBy, answers, closed, raisedAfterAnswer: isOpenAgain }, reader) {
  if (closed) return null;
  if (request.by === reader.id) return answers.length && !isOpenAgain ? "close" : "add";
  if (reader.role !== "supervisor") return null;
  if (!taken && !answers.length) return "take";
  const isMine = takenBy.some((each) => each.by === reader.id) || answers.some((answer) => answer.by === reader.id);
  if (isOpenAgain || !answers.length) return isMine ? "answer" : "answer-too";
  return answers.some((answer) => answer.by === reader.id) ? null : "answer-too";
}

/**
 * Its asker may say that it is urgent: once while it waits, and again after an answer, since an earlier answer must never hide a cry for help.
 * @param {Consult} consult
 */
export const mayRaise = ({ urgency, answers, closed, raisedAfterAnswer }) => urgency !== "now" || (!raisedAfterAnswer && (answers.length > 0 || Boolean(closed)));

/** Nobody has looked yet, or nobody has answered what was made urgent again: then a call stands beside it. @param {{state: string, raisedAfterAnswer: boolean}} consult */
export const isUnseen = ({ state, raisedAfterAnswer }) => raisedAfterAnswer || state === "on-this-phone" || state === "sent";

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
export function kindOf({ cause, categories }, { t }) {
  // The note's word for a breach of law ends in "ask your supervisor": here the supervisor reads it.
  const words = categories.map((category) => t(category === "crime" ? "consult.kind.crime" : `risk.category.${category}`));
  return words.length ? words.join(" · ") : t(`consult.cause.${cause}`);
}
