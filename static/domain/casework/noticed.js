/**
 * Words noticed in a saved note, as a question that stands until it is answered: a sealed draft of its own, so that neither a kill nor
 * another keystroke can make it disappear. One question a session; words that come later join it.
 *
 * The ids of the flag and of the consult are chosen with the question, so that answering twice after a kill leaves one of each.
 */

/** As many as an envelope may list (`domain/kinds.js`). */
const MOST_HITS = 1_000;

/**
 * @param {{repository: any, drafts: import("./drafts.js").Drafts, matcher: import("../risk/index.js").RiskMatcher, ids: {next(): string}, clock: {stamp(): string}}} parts
 */
export function createNoticed({ repository, drafts, matcher, ids, clock }) {
  const questionName = (/** @type {string} */ vault, /** @type {string} */ session) => `noticed/${vault}/${session}`;

  /** @param {string} text */
  function notice(text) {
    const found = matcher.match(text, { date: clock.stamp().slice(0, 10) });
    return { ...found, hits: found.hits.filter((hit) => !hit.dropped) };
  }

  /** The question as it was kept, or null. @param {string} vault @param {string} session @returns {Promise<any>} */
  const pending = (vault, session) => drafts.get(questionName(vault, session));

  /**
   * Keeps the question that a stored text asks; null when nothing new was noticed in it.
   * @param {{vault: string, session: string, note: string, text: string, earlier?: string[]}} about  note: envelope of the text; earlier: texts whose words were asked about before
   */
  async function raise({ vault, session, note, text, earlier = [] }) {
    const before = await pending(vault, session);
    if (before?.note === note) return before;
    const known = new Set(earlier.flatMap((each) => notice(each).hits.map(sayingOf)));
    const found = notice(text);
    if (!found.hits.some((hit) => !known.has(sayingOf(hit)))) return before;
    const saying = new Set(found.hits.map(sayingOf));
    const open = (before?.hits ?? []).filter((/** @type {any} */ hit) => !saying.has(sayingOf(hit)));
    const question = {
      vault, session, note,
      level: before?.level === "imminent" ? "imminent" : found.level,
      categories: [...new Set([...(before?.categories ?? []), ...found.categories])],
      hits: [...found.hits, ...open].slice(0, MOST_HITS),
      consult: before?.consult ?? ids.next(),
      flag: ids.next(),
      stage: "noticed",
    };
    await drafts.keep(questionName(vault, session), question);
    return question;
  }

  /**
   * The question that still wants an answer. One whose answer was stored before a kill is gone; one whose consult was asked is
   * recorded so: it is never asked again what a supervisor already reads. `hasCode`: there is a code to give; a group has none.
   * @param {string} vault @param {string} session
   */
  async function open(vault, session) {
    const question = await pending(vault, session);
    if (!question) return null;
    const { sessions = [], participant } = await repository.state(vault);
    const flags = sessions.flatMap((/** @type {any} */ each) => (each.session === session ? each.flags : []));
    if (flags.some((/** @type {any} */ flag) => flag.id === question.flag)) {
      await drafts.drop(questionName(vault, session));
      return null;
    }
    const isAsked = (await repository.vaultIds()).includes(question.consult);
    if (!isAsked || flags.some((/** @type {any} */ flag) => flag.consult === question.consult)) return { ...question, hasCode: Boolean(participant?.code) };
    const { request } = await repository.state(question.consult);
    await settle(question, { decision: "consult", reason: request?.words ?? "", consult: question.consult });
    return null;
  }

  /**
   * Records what was decided about the noticed words; the question is gone only after the answer is stored.
   * @param {any} question @param {{decision: "consult"|"handled"|"not-a-risk", reason: string, consult?: string|null}} answer
   */
  async function settle(question, { decision, reason, consult = null }) {
    const { vault, session, note, hits, flag } = question;
    const kept = hits.map((/** @type {any} */ { term, category, level, start, end, words }) => ({ term, category, level, start, end, words }));
    const payload = { kind: "risk-flag", schema: 1, session, note, lexicon: matcher.version, hits: kept, decision, reason, consult };
    await repository.append(vault, payload, { id: flag, after: [note] });
    const now = await pending(vault, session);
    if (now?.flag === flag) await drafts.drop(questionName(vault, session));
  }

  return { notice, pending, raise, open, settle };
}

/** The same words for the same reason, wherever they stand. @param {{term: string, words: string}} hit */
function sayingOf({ term, words }) {
  return `${term} ${words.toLowerCase()}`;
}
