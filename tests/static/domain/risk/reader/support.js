/** What the tests of the second reader share: its data as they ship, and a small one whose every weight is known. */
import { readFileSync } from "node:fs";
import { createRiskMatcher } from "../../../../../static/domain/risk/index.js";
import { takePieces, takeWords } from "../../../../../static/domain/risk/reader/features.js";
import { createSecondReader } from "../../../../../static/domain/risk/reader/index.js";
import { toBase64url } from "../../../../../static/lib/bytes.js";
import { DAY, lexicon } from "../support.js";

export const shipped = JSON.parse(readFileSync(new URL("../../../../../webapp/content/data/risk-reader.json", import.meta.url), "utf8"));

const CATEGORIES = ["self_harm", "abuse"];
const BUCKETS = 2 ** 12;
const OUTPUTS = 2 + CATEGORIES.length;

/**
 * @param {(scene: any) => void} look
 * @returns {(text: string) => void}
 */
export function looking(look) {
  const matcher = createRiskMatcher(lexicon, { version: "look", notice: (scene) => (look(scene), []) });
  return (text) => void matcher.match(text, { date: DAY });
}

/**
 * Data in which only these words have a weight: of the flag, of "imminent", of each of two categories.
 * @param {Record<string, [number, number, number, number]>} words
 */
export function dataWith(words) {
  /** @type {Map<number, number[]>} */
  const rows = new Map();
  for (const [word, weights] of Object.entries(words)) {
    looking((scene) => takeWords(scene, { from: 0, to: 1 }, BUCKETS, (bucket) => rows.set(bucket, weights)))(word);
  }
  const kept = new Uint8Array(BUCKETS / 8);
  const buckets = [...rows.keys()].sort((left, right) => left - right);
  for (const bucket of buckets) kept[bucket >> 3] = (kept[bucket >> 3] ?? 0) | (1 << (bucket & 7));
  return {
    schema: "sotto-risk-reader/1", version: "7", categories: CATEGORIES, buckets: BUCKETS,
    why: { en: "The second reader noticed: {words}.", es: "La segunda lectura se fijó en: {words}." },
    scales: Array(OUTPUTS).fill(1), biases: Array(OUTPUTS).fill(0), thresholds: Array(OUTPUTS).fill(1),
    kept: toBase64url(kept), weights: toBase64url(Uint8Array.from(buckets.flatMap((bucket) => rows.get(bucket) ?? []))),
  };
}

/** @param {unknown} data */
export function readerOf(data) {
  const matcher = createRiskMatcher(lexicon, createSecondReader(data));
  return (/** @type {string} */ text) => matcher.match(text, { date: DAY });
}

/** @param {string} text @returns {{words: number[], pieces: number[]}} every feature of its words */
export function featuresOf(text, buckets = 2 ** 18) {
  /** @type {{words: number[], pieces: number[]}} */
  const seen = { words: [], pieces: [] };
  looking((scene) => {
    takeWords(scene, { from: 0, to: scene.tokens.length }, buckets, (bucket) => seen.words.push(bucket));
    for (const { word } of scene.tokens) takePieces(word, 0, buckets, (bucket) => seen.pieces.push(bucket));
  })(text);
  return seen;
}
