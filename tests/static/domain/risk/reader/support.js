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

/** @typedef {import("../../../../../static/domain/risk/index.js").SecondReader} SecondReader */

/** Compiling takes longer than all that is read here: one matcher, whose second reader is changed. @type {SecondReader} */
let second = { version: "none", notice: () => [] };
const matcher = createRiskMatcher(lexicon, { version: "changing", notice: (scene, byRules) => second.notice(scene, byRules) });

/** @param {SecondReader} reader @returns {ReturnType<typeof createRiskMatcher>["match"]} */
function matchingWith(reader) {
  return (text) => {
    second = reader;
    return matcher.match(text, { date: DAY });
  };
}

/**
 * @param {(scene: any) => void} look
 * @returns {(text: string) => void}
 */
export const looking = (look) => matchingWith({ version: "look", notice: (scene) => (look(scene), []) });

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
export const readerOf = (data) => matchingWith(createSecondReader(data));

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
