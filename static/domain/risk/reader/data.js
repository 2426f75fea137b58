/**
 * The second reader's data: taken whole or refused, and a refusal names what is broken.
 *
 * Invariant: what passes here cannot make the reader throw later, nor give a number that is none.
 */
import { fromBase64url, isBase64url } from "../../../lib/bytes.js";

/**
 * @typedef {object} ReaderData
 * @property {string} version recorded with each flag
 * @property {number} buckets a power of two
 * @property {string[]} categories
 * @property {number[]} scales what a step of a weight is worth: of the flag, of "imminent", of each category
 * @property {number[]} biases
 * @property {number[]} thresholds
 * @property {{en: string, es: string}} why the sentence shown to the person; `{words}` stands for the words that moved it
 * @property {Uint16Array} rows of each bucket, where its weights stand; 0 for the many that have none
 * @property {Int8Array} weights row by row, one for each output; row 0 is all noughts
 */

export const SCHEMA = "sotto-risk-reader/1";
/** The flag and "imminent" come before the categories. */
export const LEVELS = 2;
const FEWEST_BUCKETS = 2 ** 8;
const MOST_BUCKETS = 2 ** 20;
const MOST_CATEGORIES = 32;
const MOST_ROWS = 2 ** 16 - 1;

/** The data are broken: the rules read alone. `entry` says where. */
export class ReaderRefused extends Error {
  /**
   * @param {string} entry
   * @param {string} reason
   */
  constructor(entry, reason) {
    super(`${entry}: ${reason}`);
    this.name = "ReaderRefused";
    this.entry = entry;
  }
}

/**
 * @param {unknown} condition
 * @param {string} entry
 * @param {string} reason
 * @returns {asserts condition}
 */
function expect(condition, entry, reason) {
  if (!condition) throw new ReaderRefused(entry, reason);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string" && value.trim() !== "";

/** @param {unknown} value @returns {value is string} */
const isReason = (value) => isText(value) && value.includes("{words}");

/**
 * @param {unknown} list
 * @param {string} name
 * @param {number} length
 * @returns {number[]}
 */
function numbersOf(list, name, length) {
  expect(Array.isArray(list) && list.length === length && list.every(Number.isFinite), name, `expected ${length} numbers`);
  return list;
}

/**
 * @param {unknown} encoded
 * @param {string} name
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(encoded, name) {
  expect(isBase64url(encoded), name, "expected base64url");
  return fromBase64url(encoded);
}

/**
 * @param {unknown} kept a bit for each bucket that has weights
 * @param {number} buckets
 * @returns {{rows: Uint16Array, count: number}}
 */
function rowsOf(kept, buckets) {
  const bits = bytesOf(kept, "kept");
  expect(bits.length === buckets / 8, "kept", `expected ${buckets} bits`);
  const rows = new Uint16Array(buckets);
  let count = 0;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    if (((bits[bucket >> 3] ?? 0) >> (bucket & 7)) & 1) rows[bucket] = count += 1;
  }
  expect(count <= MOST_ROWS, "kept", `expected ${MOST_ROWS} or fewer`);
  return { rows, count };
}

/**
 * @param {unknown} encoded
 * @param {number} rows
 * @param {number} outputs
 * @returns {Int8Array}
 */
function weightsOf(encoded, rows, outputs) {
  const bytes = bytesOf(encoded, "weights");
  expect(bytes.length === rows * outputs, "weights", `expected ${rows * outputs} of them, got ${bytes.length}`);
  const weights = new Int8Array((rows + 1) * outputs);
  weights.set(new Int8Array(bytes.buffer), outputs);
  return weights;
}

/**
 * @param {unknown} data parsed JSON
 * @returns {ReaderData}
 * @throws {ReaderRefused}
 */
export function readData(data) {
  expect(isRecord(data), "reader", "expected an object");
  const { schema, version, buckets, categories, why } = data;
  expect(schema === SCHEMA, "schema", `expected "${SCHEMA}", got "${String(schema)}"`);
  expect(isText(version), "version", "expected a text");
  const isSize = Number.isInteger(buckets) && Number(buckets) >= FEWEST_BUCKETS && Number(buckets) <= MOST_BUCKETS;
  expect(isSize && (Number(buckets) & (Number(buckets) - 1)) === 0, "buckets", "expected a power of two");
  expect(Array.isArray(categories) && categories.every(isText), "categories", "expected a list of names");
  expect(categories.length > 0 && categories.length <= MOST_CATEGORIES, "categories", `expected 1 to ${MOST_CATEGORIES}`);
  expect(isRecord(why) && isReason(why["en"]) && isReason(why["es"]), "why", "expected a sentence with {words} in en and es");
  const outputs = LEVELS + categories.length;
  const { rows, count } = rowsOf(data["kept"], Number(buckets));
  return {
    version,
    buckets: Number(buckets),
    categories,
    scales: numbersOf(data["scales"], "scales", outputs),
    biases: numbersOf(data["biases"], "biases", outputs),
    thresholds: numbersOf(data["thresholds"], "thresholds", outputs),
    why: { en: String(why["en"]), es: String(why["es"]) },
    rows,
    weights: weightsOf(data["weights"], count, outputs),
  };
}
