/**
 * Reasons: which words moved the second reader, so that a person can see for themselves whether it is right.
 */
import { contextAt, takePieces, takeWords } from "./features.js";

/**
 * @typedef {import("./data.js").ReaderData} ReaderData
 * @typedef {import("./features.js").Part} Part
 * @typedef {import("../judge.js").Scene} Scene
 */

const MOST_WORDS_SHOWN = 3;
const LONGEST_SPAN = 8;

/**
 * @param {ReaderData} data
 * @param {Scene} scene
 * @param {Part} part
 * @param {number[]} outputs those that were passed
 * @returns {Float64Array} what each word of it did for them; a feature of several words is shared out among them
 */
function sharesOf({ buckets, rows, weights, scales }, scene, part, outputs) {
  const shares = new Float64Array(part.to - part.from);
  const length = Math.max(1, part.to - part.from);
  const worth = (/** @type {number} */ bucket) =>
    outputs.reduce((sum, output) => sum + (scales[output] ?? 0) * (weights[(rows[bucket] ?? 0) * scales.length + output] ?? 0), 0);
  const give = (/** @type {number} */ at, /** @type {number} */ share) => (shares[at - part.from] = (shares[at - part.from] ?? 0) + share);
  takeWords(scene, part, buckets, (bucket, first, last) => {
    const share = worth(bucket) / (last - first + 1) / Math.sqrt(length);
    for (let at = first; at <= last; at += 1) give(at, share);
  });
  for (let at = part.from; at < part.to; at += 1) {
    const word = scene.tokens[at]?.word ?? "";
    takePieces(word, contextAt(scene, at), buckets, (bucket) => give(at, worth(bucket) / Math.sqrt(length * Math.max(1, word.length))));
  }
  return shares;
}

/**
 * @param {Float64Array} shares
 * @returns {{from: number, to: number, sum: number}} the shortest run of words, not too long, that did most
 */
function strongestRun(shares) {
  let best = { from: 0, to: 1, sum: -Infinity };
  for (let from = 0; from < shares.length; from += 1) {
    let sum = 0;
    for (let at = from; at < Math.min(shares.length, from + LONGEST_SPAN); at += 1) {
      sum += shares[at] ?? 0;
      const isShorter = sum === best.sum && at + 1 - from < best.to - best.from;
      if (sum > best.sum || isShorter) best = { from, to: at + 1, sum };
    }
  }
  return best;
}

/**
 * @param {ReaderData} data
 * @param {Scene} scene
 * @param {Part[]} parts read together
 * @param {number[]} outputs those that were passed
 * @returns {{part: number, start: number, end: number, words: string, why: import("../types.js").Bilingual}}
 */
export function reasonFor(data, scene, parts, outputs) {
  const candidates = parts.map((part, position) => {
    const shares = sharesOf(data, scene, part, outputs);
    return { part, position, shares, run: strongestRun(shares) };
  });
  const { part, position, shares, run } = candidates.reduce((best, next) => (next.run.sum > best.run.sum ? next : best));
  const written = (/** @type {number} */ at) => scene.text.slice(scene.tokens[at]?.start, scene.tokens[at]?.end);
  const strongest = Array.from(shares.subarray(run.from, run.to), (share, index) => ({ share, at: part.from + run.from + index }))
    .sort((left, right) => right.share - left.share || left.at - right.at)
    .slice(0, MOST_WORDS_SHOWN)
    .sort((left, right) => left.at - right.at);
  const shown = [...new Set(strongest.map(({ at }) => `“${written(at)}”`))].join(", ");
  const start = scene.tokens[part.from + run.from]?.start ?? 0;
  const end = scene.tokens[part.from + run.to - 1]?.end ?? start;
  const say = (/** @type {string} */ sentence) => sentence.replace("{words}", () => shown);
  return { part: position, start, end, words: scene.text.slice(start, end), why: { en: say(data.why.en), es: say(data.why.es) } };
}
