/**
 * Risk words: notices, on the phone and while typing, words that may mean danger, and says why.
 *
 * Pure: text and date in, reading out; nothing is stored, sent or remembered. Compiled once; linear in the text; never throws on
 * any string. It is a floor, not a judgement: a level of "none" means only that nothing was noticed and is never shown as safety.
 * Labels after /webapp/content/LEXICON.md; concepts of the C-SSRS screener (wish, thoughts, method, intent, plan, preparation).
 */
import { compileLexicon } from "./compile.js";
import { readContext } from "./context.js";
import { judge, markIdioms } from "./judge.js";
import { tokenize } from "./tokens.js";
import { findSpans } from "./walk.js";

export { segments, summarise } from "./overlay.js";
export { LexiconRefused } from "./validate.js";

/**
 * @typedef {import("./types.js").RiskHit} RiskHit
 * @typedef {import("./types.js").RiskReading} RiskReading
 * @typedef {import("./compile.js").Compiled} Compiled
 * @typedef {{version: string, notice: (scene: import("./judge.js").Scene, byRules: RiskHit[]) => RiskHit[]}} SecondReader may only add
 * @typedef {{version: string, match: (text: string, options?: {date?: string}) => RiskReading}} RiskMatcher
 */

const FIRST_OLD_MONTH = 4;

/**
 * A year counts as past when all of it lies about a year or more before the note.
 * @param {string} date ISO day
 * @returns {number} the first year that does not count as past
 */
function oldestRecentYear(date) {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return month >= FIRST_OLD_MONTH ? year : year - 1;
}

/**
 * Two hits of one category where one lies within the other say the same thing: the stronger, then the longer, is kept.
 * @param {RiskHit[]} hits
 * @returns {RiskHit[]} in the order of the text
 */
function withoutEchoes(hits) {
  const weight = (/** @type {RiskHit} */ hit) => (hit.dropped === null ? 2 : 0) + (hit.level === "imminent" ? 1 : 0);
  const ordered = [...hits].sort((left, right) => left.start - right.start || right.end - left.end || weight(right) - weight(left));
  /** @type {Map<string, RiskHit>} */
  const widest = new Map();
  const kept = ordered.filter((hit) => {
    const wider = widest.get(hit.category);
    if (wider && hit.end <= wider.end && weight(hit) <= weight(wider)) return false;
    widest.set(hit.category, hit);
    return true;
  });
  return kept;
}

/**
 * @param {Compiled} compiled
 * @param {string} text
 * @param {RiskHit[]} hits
 * @returns {RiskHit[]} without those whose words another category claims, where their term yields to it
 */
function withoutRivals({ yielding }, text, hits) {
  /** @type {Map<string, Uint8Array>} where each claiming category stands */
  const claimed = new Map();
  for (const category of new Set(hits.flatMap((hit) => yielding.get(hit.term) ?? []))) {
    const places = new Uint8Array(text.length);
    for (const hit of hits) if (hit.category === category && hit.dropped !== "idiom") places.fill(1, hit.start, hit.end);
    claimed.set(category, places);
  }
  return hits.filter((hit) => !yielding.get(hit.term)?.some((category) => claimed.get(category)?.subarray(hit.start, hit.end).includes(1)));
}

/**
 * @param {Compiled} compiled
 * @param {SecondReader|null} second
 * @param {string} text
 * @param {string} date
 * @returns {RiskReading}
 */
function read(compiled, second, text, date) {
  const { lexicon, owners, table, spelling } = compiled;
  const tokens = tokenize(text, spelling.forText());
  const spans = findSpans(table, tokens, oldestRecentYear(date));
  /** @type {Record<import("./compile.js").Owner["kind"], import("./walk.js").Span[]>} */
  const found = { term: [], exclusion: [], cue: [], modifier: [] };
  for (const span of spans) found[owners[span.owner]?.kind ?? "term"].push(span);
  const context = readContext(compiled, tokens, found);
  const scene = { compiled, text, tokens, context, idioms: markIdioms(tokens.length, found.exclusion) };
  const byRules = withoutEchoes(withoutRivals(compiled, text, found.term.flatMap((span) => judge(scene, span) ?? [])));
  const hits = second ? [...byRules, ...second.notice(scene, byRules)].sort((left, right) => left.start - right.start) : byRules;
  const counting = hits.filter((hit) => hit.dropped === null);
  const isImminent = counting.some((hit) => hit.level === "imminent");
  return {
    level: isImminent ? "imminent" : counting.length > 0 ? "concern" : "none",
    categories: lexicon.categories.filter((category) => counting.some((hit) => hit.category === category)),
    hits,
  };
}

/**
 * @param {unknown} lexicon the parsed data of /webapp/content/data/lexicon.json
 * @param {SecondReader|null} [second] reads after the rules; what it gives is added to theirs
 * @returns {RiskMatcher}
 * @throws {import("./validate.js").LexiconRefused} naming the broken entry; keep the last good matcher then
 */
export function createRiskMatcher(lexicon, second = null) {
  const compiled = compileLexicon(lexicon);
  return Object.freeze({
    version: second ? `${compiled.lexicon.version} + reader ${second.version}` : compiled.lexicon.version,
    match: (/** @type {string} */ text, /** @type {{date?: string}} */ { date = compiled.lexicon.date } = {}) =>
      read(compiled, second, text, date),
  });
}
