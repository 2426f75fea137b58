/**
 * Sums: what the weights of a part's features come to, for each output of the second reader.
 *
 * Sums of parts add up to the sums of both, so that a sentence is summed once however often it is read with its neighbours. They are
 * kept from one reading to the next under a number that does not hold the words, and no longer than the sentence stands in the text.
 */
import { contextAt, nameOf, takePieces, takeWords } from "./features.js";

/**
 * @typedef {import("./data.js").ReaderData} ReaderData
 * @typedef {import("./features.js").Part} Part
 * @typedef {import("../judge.js").Scene} Scene
 * @typedef {{words: Int32Array, pieces: Int32Array, wordCount: number, pieceCount: number}} Sums one for each output
 */

/**
 * @param {ReaderData} data
 * @returns {(scene: Scene, parts: Part[]) => Sums[]}
 */
export function createAdder(data) {
  const { buckets, rows, weights } = data;
  const outputs = data.scales.length;
  /** @type {Map<number, Sums>} */
  let kept = new Map();

  /** @param {Int32Array} sums added to @param {number} bucket */
  function add(sums, bucket) {
    const first = (rows[bucket] ?? 0) * outputs;
    if (first === 0) return;
    for (let output = 0; output < outputs; output += 1) sums[output] = (sums[output] ?? 0) + (weights[first + output] ?? 0);
  }

  /** @param {Scene} scene @param {Part} part @returns {Sums} */
  function sum(scene, part) {
    const [words, pieces] = [new Int32Array(outputs), new Int32Array(outputs)];
    let [wordCount, pieceCount] = [0, 0];
    takeWords(scene, part, buckets, (bucket) => {
      add(words, bucket);
      wordCount += 1;
    });
    for (let at = part.from; at < part.to; at += 1) {
      takePieces(scene.tokens[at]?.word ?? "", contextAt(scene, at), buckets, (bucket) => {
        add(pieces, bucket);
        pieceCount += 1;
      });
    }
    return { words, pieces, wordCount, pieceCount };
  }

  return (scene, parts) => {
    const now = new Map();
    const sums = parts.map((part) => {
      const name = nameOf(scene, part);
      const known = now.get(name) ?? kept.get(name) ?? sum(scene, part);
      now.set(name, known);
      return known;
    });
    kept = now;
    return sums;
  };
}

/**
 * @param {ReaderData} data
 * @param {Sums[]} together
 * @returns {number[]} the score of each output
 */
export function scoresOf({ scales, biases }, together) {
  const wordRoot = Math.sqrt(together.reduce((sum, { wordCount }) => sum + wordCount, 0)) || 1;
  const pieceRoot = Math.sqrt(together.reduce((sum, { pieceCount }) => sum + pieceCount, 0)) || 1;
  return scales.map((scale, output) => {
    let [words, pieces] = [0, 0];
    for (const sums of together) {
      words += sums.words[output] ?? 0;
      pieces += sums.pieces[output] ?? 0;
    }
    return (biases[output] ?? 0) + scale * (words / wordRoot + pieces / pieceRoot);
  });
}
