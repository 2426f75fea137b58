/**
 * The walk: where the patterns of the lexicon stand in the tokens.
 *
 * Invariant: each pattern is tried only where its first word stands and all its steps can be met in the sentence; each try keeps
 * the places it has reached as bits of one number and goes step by step, never back. So the time is linear in the text, whatever it is.
 */
import { MOST_WORDS } from "./patterns.js";
import { createStepReader, has } from "./steps.js";

/**
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {import("./patterns.js").Step} Step
 * @typedef {import("./steps.js").WordSteps} WordSteps
 * @typedef {import("./steps.js").StepTable} StepTable
 * @typedef {{owner: number, steps: Step[], required: number[]}} Pattern `owner` is the entry that the pattern belongs to
 * @typedef {{owner: number, from: number, to: number}} Span token numbers, `to` exclusive
 */

/**
 * @param {number} owner
 * @param {Step[]} steps
 * @returns {Pattern}
 */
export function patternOf(owner, steps) {
  const required = steps.filter((step) => step.gap === 0 && !step.optional && !step.edge).map((step) => step.bit);
  return { owner, steps, required: required.slice(1).reverse() };
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
 * @typedef {object} Ground what a walk stands on
 * @property {Token[]} tokens
 * @property {WordSteps[]} words by token
 * @property {number} end of the sentence
 */

/**
 * @param {Ground} ground
 * @param {Step} step
 * @param {number} at
 * @param {number} from
 * @returns {number} the places, as bits counted from `from`, behind the phrases of the step that stand here
 */
function phraseEnds({ tokens, end }, step, at, from) {
  let reached = 0;
  for (const rest of step.phrases.get(tokens[at]?.word ?? "") ?? []) {
    const to = at + 1 + rest.length;
    if (to <= end && rest.every((word, offset) => tokens[at + 1 + offset]?.word === word)) reached |= 1 << (to - from);
  }
  return reached;
}

/**
 * @param {Ground} ground
 * @param {Step} step
 * @param {number} places bits counted from `from`
 * @param {number} from
 * @returns {number} the places after the step
 */
function advance(ground, step, places, from) {
  const limit = ground.end - from;
  if (step.gap > 0) {
    let reached = places;
    for (let skipped = 0; skipped < step.gap; skipped += 1) reached |= reached << 1;
    return limit >= MOST_WORDS ? reached : reached & ((2 << limit) - 1);
  }
  let reached = step.optional ? places : 0;
  for (let rest = places; rest !== 0; rest &= rest - 1) {
    const offset = 31 - Math.clz32(rest & -rest);
    const at = from + offset;
    if (step.edge && isClauseEdge(ground.tokens, at)) reached |= 1 << offset;
    if (offset >= limit) continue;
    const word = ground.words[at];
    if (!word) continue;
    if (has(word.takes, step.bit)) reached |= 2 << offset;
    if (has(word.opens, step.bit)) reached |= phraseEnds(ground, step, at, from);
  }
  return reached;
}

/**
 * @param {Ground} ground
 * @param {Step[]} steps
 * @param {number} from
 * @returns {number} the nearest end, or -1
 */
function walkFrom(ground, steps, from) {
  let places = 1;
  for (const step of steps) {
    places = advance(ground, step, places, from);
    if (places === 0) return -1;
  }
  return from + 31 - Math.clz32(places & -places);
}

/**
 * @param {Pattern} pattern
 * @param {Uint32Array} inSentence the steps that some word of the sentence may meet
 * @returns {boolean}
 */
function canStand(pattern, inSentence) {
  for (const step of pattern.required) if (!has(inSentence, step)) return false;
  return true;
}

/**
 * @param {Ground} ground
 * @param {number} first token of the sentence
 * @param {Uint32Array} inSentence empty
 * @param {Span[]} spans added to
 */
function findInSentence(ground, first, inSentence, spans) {
  for (let at = first; at < ground.end; at += 1) {
    for (const bit of ground.words[at]?.met ?? []) inSentence[bit >>> 5] = (inSentence[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  for (let from = first; from < ground.end; from += 1) {
    for (const pattern of ground.words[from]?.candidates ?? []) {
      const to = canStand(pattern, inSentence) ? walkFrom(ground, pattern.steps, from) : -1;
      if (to > from) spans.push({ owner: pattern.owner, from, to });
    }
  }
}

/**
 * @param {Token[]} tokens
 * @param {number} first
 * @returns {number} the end of the sentence that begins there, exclusive
 */
function sentenceEnd(tokens, first) {
  let end = first;
  while (end < tokens.length && tokens[end]?.sentence === tokens[first]?.sentence) end += 1;
  return end;
}

/**
 * @param {StepTable} table
 * @param {Token[]} tokens
 * @param {number} oldestRecentYear
 * @returns {Span[]} in the order of their beginning
 */
export function findSpans(table, tokens, oldestRecentYear) {
  const words = tokens.map(createStepReader(table, oldestRecentYear));
  const inSentence = new Uint32Array(table.length);
  /** @type {Span[]} */
  const spans = [];
  for (let first = 0; first < tokens.length; ) {
    const end = sentenceEnd(tokens, first);
    inSentence.fill(0);
    findInSentence({ tokens, words, end }, first, inSentence, spans);
    first = end;
  }
  return spans;
}
