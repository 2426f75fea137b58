/**
 * Features: what the second reader sees of a note. Words alone, in twos and threes, each with the context that the rules found around
 * it ("hurt" denied is another feature than "hurt"), and the pieces of each word, so that a misspelt one still looks like itself.
 *
 * Invariant: a feature is a number below `buckets`; a part's features depend on its folded words and their context alone, never on case,
 * accents, quotes or white space; the work is constant per word. The training script gets its features from here too.
 */
import { bitOf } from "../context.js";

/**
 * @typedef {import("../judge.js").Scene} Scene
 * @typedef {{from: number, to: number}} Part the first token of it, and the one after the last
 */

/** The context that makes a word another word. */
const CONTEXT = Object.freeze(/** @type {const} */ (["negated", "history", "hypothetical", "someone_else", "quotation"]));
const CONTEXT_BITS = CONTEXT.reduce((bits, kind) => bits | bitOf(kind), 0);

const LONGEST_PART = 40;
const PARTS_TOGETHER = 2;
const LONGEST_RUN = 3;
const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const SPACE = 0x20;

/** @param {number} hash @param {number} unit @returns {number} */
const step = (hash, unit) => Math.imul(hash ^ unit, PRIME);

/** @param {number} hash @param {string} text @returns {number} */
function over(hash, text) {
  let result = hash;
  for (let index = 0; index < text.length; index += 1) result = step(result, text.charCodeAt(index));
  return result;
}

const WORDS = over(OFFSET, "words");
const PIECES = over(OFFSET, "pieces");

/** @param {number} hash @param {number} half of the buckets, a power of two @returns {number} the high bits take part too */
const placeOf = (hash, half) => (hash ^ (hash >>> 15)) & (half - 1);

/**
 * @param {import("../tokens.js").Token[]} tokens
 * @returns {Part[]} the sentences, broken at line ends and where one has no end
 */
export function partsOf(tokens) {
  /** @type {Part[]} */
  const parts = [];
  tokens.forEach((token, at) => {
    const part = parts.at(-1);
    const before = tokens[at - 1];
    const goesOn = before?.sentence === token.sentence && before.line === token.line;
    if (part && goesOn && at - part.from < LONGEST_PART) part.to = at + 1;
    else parts.push({ from: at, to: at + 1 });
  });
  return parts;
}

/**
 * @param {number} length how many parts there are
 * @returns {{from: number, to: number}[]} the parts that are read together: each alone, then each with the next
 */
export function windowsOf(length) {
  const windows = [];
  for (let together = 1; together <= PARTS_TOGETHER; together += 1) {
    for (let from = 0; from + together <= length; from += 1) windows.push({ from, to: from + together });
  }
  return windows;
}

/**
 * @param {Scene} scene
 * @param {number} at token
 * @returns {number} the context around it that counts here, as bits
 */
export function contextAt({ context }, at) {
  return (context.marks[at] ?? 0) & CONTEXT_BITS;
}

/**
 * Words are in the lower half of the buckets, pieces in the upper.
 * @param {Scene} scene
 * @param {Part} part
 * @param {number} buckets
 * @param {(feature: number, first: number, last: number) => void} take a feature, and the tokens that it is made of
 */
export function takeWords(scene, { from, to }, buckets, take) {
  for (let first = from; first < to; first += 1) {
    let hash = WORDS;
    for (let last = first; last < Math.min(to, first + LONGEST_RUN); last += 1) {
      hash = step(over(step(hash, SPACE), scene.tokens[last]?.word ?? ""), contextAt(scene, last));
      take(placeOf(hash, buckets / 2), first, last);
    }
  }
}

/**
 * @param {string} word folded
 * @param {number} context bits
 * @param {number} buckets
 * @param {(feature: number) => void} take
 */
export function takePieces(word, context, buckets, take) {
  const padded = ` ${word} `;
  const seed = step(PIECES, context);
  for (let first = 0; first < padded.length - 1; first += 1) {
    let hash = seed;
    for (let last = first; last < Math.min(padded.length, first + LONGEST_PIECE); last += 1) {
      hash = step(hash, padded.charCodeAt(last));
      if (last - first + 1 >= SHORTEST_PIECE) take(buckets / 2 + placeOf(hash, buckets / 2));
    }
  }
}

/**
 * @param {Scene} scene
 * @param {Part} part
 * @returns {number} a name for its words and their context that does not hold them: 53 bits
 */
export function nameOf(scene, { from, to }) {
  let [low, high] = [WORDS, PIECES];
  for (let at = from; at < to; at += 1) {
    const word = scene.tokens[at]?.word ?? "";
    const context = contextAt(scene, at);
    low = step(over(step(low, SPACE), word), context);
    high = step(over(step(high, context), word), SPACE);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
