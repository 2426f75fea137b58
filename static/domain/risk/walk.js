/**
 * The walk: where the patterns of the lexicon stand in the tokens.
 *
 * Invariant: each pattern is tried only where its first word stands, and each try advances a set of at most MOST_WORDS places,
 * one step at a time, never going back. So the time is linear in the text, whatever the text is.
 */

/**
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {import("./patterns.js").Step} Step
 * @typedef {{owner: number, steps: Step[]}} Pattern `owner` is the entry that the pattern belongs to
 * @typedef {{owner: number, from: number, to: number}} Span token numbers, `to` exclusive
 * @typedef {{words: Map<string, Pattern[]>, capitals: Map<string, Pattern[]>, stems: Map<string, {stem: string, pattern: Pattern}[]>}} PatternIndex
 */

const STEM_BUCKET = 3;

/**
 * @template Value
 * @param {Map<string, Value[]>} map
 * @param {string} name
 * @param {Value} value
 */
function append(map, name, value) {
  const list = map.get(name);
  if (list) list.push(value);
  else map.set(name, [value]);
}

/**
 * @param {Pattern[]} patterns
 * @returns {PatternIndex} by first word
 */
export function indexPatterns(patterns) {
  /** @type {PatternIndex} */
  const index = { words: new Map(), capitals: new Map(), stems: new Map() };
  for (const pattern of patterns) {
    const [lead] = pattern.steps;
    if (!lead) continue;
    for (const word of new Set([...lead.words, ...lead.phrases.keys()])) append(index.words, word, pattern);
    for (const word of lead.capitals) append(index.capitals, word, pattern);
    for (const stem of lead.stems) append(index.stems, stem.slice(0, STEM_BUCKET), { stem, pattern });
  }
  return index;
}

/**
 * @param {Token[]} tokens
 * @param {number} at
 * @returns {boolean} whether a new clause, line or sentence begins at this token (or the text is over)
 */
export function isClauseEdge(tokens, at) {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before) return true;
  return token.clause || token.line !== before.line || token.sentence !== before.sentence;
}

/**
 * @param {string} word
 * @param {number} oldestRecentYear
 * @returns {boolean} whether it is a year before that one
 */
function isPastYear(word, oldestRecentYear) {
  if (word.length !== 4 || !/^(19|20)\d\d$/.test(word)) return false;
  return Number(word) < oldestRecentYear;
}

/**
 * @param {Step} step
 * @param {Token} token
 * @param {number} oldestRecentYear
 * @returns {boolean}
 */
function takes(step, token, oldestRecentYear) {
  const { word } = token;
  if (step.words.has(word)) return true;
  if (token.upper && step.capitals.has(word)) return true;
  if (step.stems.some((stem) => word.startsWith(stem))) return true;
  if (step.year && isPastYear(word, oldestRecentYear)) return true;
  return step.number && /^\d+$/.test(word);
}

/**
 * @typedef {{tokens: Token[], sentence: number, oldestRecentYear: number}} Ground
 */

/**
 * @param {Ground} ground
 * @param {number} at
 * @returns {Token|null} the token there, if the sentence still lasts
 */
function tokenAt(ground, at) {
  const token = ground.tokens[at];
  return token && token.sentence === ground.sentence ? token : null;
}

/**
 * @param {Step} step
 * @param {Ground} ground
 * @param {number} at
 * @param {Set<number>} next the places reached, added to
 */
function advance(step, ground, at, next) {
  if (step.gap > 0) {
    next.add(at);
    for (let skipped = 1; skipped <= step.gap && tokenAt(ground, at + skipped - 1); skipped += 1) next.add(at + skipped);
    return;
  }
  if (step.optional || (step.edge && isClauseEdge(ground.tokens, at))) next.add(at);
  const token = tokenAt(ground, at);
  if (!token) return;
  if (takes(step, token, ground.oldestRecentYear)) next.add(at + 1);
  for (const rest of step.phrases.get(token.word) ?? []) {
    if (rest.every((word, offset) => tokenAt(ground, at + 1 + offset)?.word === word)) next.add(at + 1 + rest.length);
  }
}

/**
 * @param {Step[]} steps
 * @param {Ground} ground
 * @param {number} from
 * @returns {number} the nearest end, or -1
 */
function walkFrom(steps, ground, from) {
  let places = new Set([from]);
  for (const step of steps) {
    /** @type {Set<number>} */
    const next = new Set();
    for (const at of places) advance(step, ground, at, next);
    if (next.size === 0) return -1;
    places = next;
  }
  return Math.min(...places);
}

/**
 * @param {PatternIndex} index
 * @param {Token} token
 * @returns {Pattern[]} those whose first step may stand here
 */
function candidates(index, token) {
  const found = [...(index.words.get(token.word) ?? [])];
  if (token.upper) found.push(...(index.capitals.get(token.word) ?? []));
  for (const { stem, pattern } of index.stems.get(token.word.slice(0, STEM_BUCKET)) ?? []) {
    if (token.word.startsWith(stem)) found.push(pattern);
  }
  return found;
}

/**
 * @param {PatternIndex} index
 * @param {Token[]} tokens
 * @param {number} oldestRecentYear
 * @returns {Span[]} in the order of their beginning
 */
export function findSpans(index, tokens, oldestRecentYear) {
  /** @type {Span[]} */
  const spans = [];
  tokens.forEach((token, from) => {
    const ground = { tokens, sentence: token.sentence, oldestRecentYear };
    for (const pattern of candidates(index, token)) {
      const to = walkFrom(pattern.steps, ground, from);
      if (to > from) spans.push({ owner: pattern.owner, from, to });
    }
  });
  return spans;
}
