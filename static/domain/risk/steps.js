/**
 * Steps: which steps of the patterns a word satisfies, as the bits of a small table, worked out once per different word of a text.
 *
 * Invariant: a word's table depends on the word and the note's date alone; asking costs one look at one bit.
 */

/**
 * @typedef {import("./patterns.js").Step} Step
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {import("./walk.js").Pattern} Pattern
 * @typedef {Map<string, number[]>} BitsByWord
 *
 * @typedef {object} StepTable
 * @property {number} length of a word's bits, in 32-bit units
 * @property {BitsByWord} words
 * @property {BitsByWord} capitals
 * @property {BitsByWord} phrases by the first word
 * @property {Map<string, {stem: string, bit: number}[]>} stems by their first letters
 * @property {Map<number, Pattern[]>} byLead patterns by their first step
 * @property {Map<string, WordSteps>} listed the steps of each whole word that the patterns name, worked out beforehand
 * @property {WordSteps} nothing the steps of a word that the patterns do not know
 * @property {number[]} years
 * @property {number[]} numbers
 *
 * @typedef {object} WordSteps
 * @property {Uint32Array} takes the steps that the word satisfies alone
 * @property {Uint32Array} opens the steps for which it may begin a phrase
 * @property {number[]} met all of these
 * @property {Pattern[]} candidates the patterns that may begin with it
 */

const STEM_BUCKET = 3;
const DIGITS = /^\d+$/;
const YEAR = /^(19|20)\d\d$/;

/**
 * @template Name, Value
 * @param {Map<Name, Value[]>} map
 * @param {Name} name
 * @param {Value} value
 */
function append(map, name, value) {
  const list = map.get(name);
  if (list) list.push(value);
  else map.set(name, [value]);
}

/**
 * @param {string} word
 * @returns {Token} the word as it would stand in a text, in small letters
 */
function tokenOf(word) {
  return { word, start: 0, end: 0, upper: false, sentence: 0, line: 0, clause: false };
}

/**
 * @param {Step[]} steps
 * @param {Pattern[]} patterns
 * @returns {StepTable}
 */
export function tableOf(steps, patterns) {
  const length = Math.ceil(steps.length / 32);
  /** @type {StepTable} */
  const table = {
    length, words: new Map(), capitals: new Map(), phrases: new Map(), stems: new Map(), byLead: new Map(), years: [], numbers: [],
    listed: new Map(), nothing: { takes: new Uint32Array(length), opens: new Uint32Array(length), met: [], candidates: [] },
  };
  for (const pattern of patterns) append(table.byLead, pattern.steps[0]?.bit ?? -1, pattern);
  for (const { bit, words, capitals, phrases, stems, year, number } of steps) {
    for (const word of words) append(table.words, word, bit);
    for (const word of capitals) append(table.capitals, word, bit);
    for (const word of phrases.keys()) append(table.phrases, word, bit);
    for (const stem of stems) append(table.stems, stem.slice(0, STEM_BUCKET), { stem, bit });
    if (year) table.years.push(bit);
    if (number) table.numbers.push(bit);
  }
  for (const word of new Set([...table.words.keys(), ...table.phrases.keys()])) {
    if (!DIGITS.test(word)) table.listed.set(word, stepsOf(table, tokenOf(word), 0));
  }
  return table;
}

/**
 * @param {StepTable} table
 * @param {string} word
 * @returns {boolean} whether a stem of the patterns covers it
 */
export function hasStem(table, word) {
  return (table.stems.get(word.slice(0, STEM_BUCKET)) ?? []).some(({ stem }) => word.startsWith(stem));
}

/**
 * @param {Uint32Array} bits
 * @param {number} bit
 * @returns {boolean}
 */
export function has(bits, bit) {
  return (((bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

/**
 * @param {number} length in 32-bit units
 * @param {number[]} places
 * @returns {Uint32Array}
 */
function bitsOf(length, places) {
  const bits = new Uint32Array(length);
  for (const bit of places) bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  return bits;
}

/**
 * @param {StepTable} table
 * @param {Token} token
 * @param {number} oldestRecentYear
 * @returns {number[]} the steps that the token satisfies alone
 */
function takenBy(table, { word, upper }, oldestRecentYear) {
  const taken = [...(table.words.get(word) ?? [])];
  if (upper) taken.push(...(table.capitals.get(word) ?? []));
  for (const { stem, bit } of table.stems.get(word.slice(0, STEM_BUCKET)) ?? []) if (word.startsWith(stem)) taken.push(bit);
  if (DIGITS.test(word)) {
    taken.push(...table.numbers);
    if (YEAR.test(word) && Number(word) < oldestRecentYear) taken.push(...table.years);
  }
  return taken;
}

/**
 * @param {StepTable} table
 * @param {Token} token
 * @param {number} oldestRecentYear
 * @returns {WordSteps}
 */
function stepsOf(table, token, oldestRecentYear) {
  const taken = takenBy(table, token, oldestRecentYear);
  const opened = table.phrases.get(token.word) ?? [];
  const met = opened.length > 0 ? [...new Set([...taken, ...opened])] : taken;
  if (met.length === 0) return table.nothing;
  return {
    takes: bitsOf(table.length, taken),
    opens: opened.length > 0 ? bitsOf(table.length, opened) : table.nothing.opens,
    met,
    candidates: met.flatMap((bit) => table.byLead.get(bit) ?? []),
  };
}

/**
 * @param {StepTable} table
 * @param {number} oldestRecentYear
 * @returns {(token: Token) => WordSteps} remembers the words of one text, no longer
 */
export function createStepReader(table, oldestRecentYear) {
  /** @type {Map<string, WordSteps>} */
  const seen = new Map();
  return (token) => {
    const listed = token.upper ? undefined : table.listed.get(token.word);
    if (listed) return listed;
    const name = token.upper ? `^${token.word}` : token.word;
    const before = seen.get(name);
    if (before) return before;
    const steps = stepsOf(table, token, oldestRecentYear);
    seen.set(name, steps);
    return steps;
  };
}
