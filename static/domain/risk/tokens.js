/**
 * Tokens: folded words with their place in the original text, their sentence, line and clause.
 *
 * Invariant: one pass, constant work per character; never throws on any string. A sentence ends at . ! ? ; or a
 * blank line. A single line break ends only the reach of modifiers: "No SI" on one line says nothing about the next.
 */
import { APOSTROPHE, INVISIBLE, SEPARATOR, foldCodePoint } from "./fold.js";

/**
 * @typedef {object} Token
 * @property {string} word folded
 * @property {number} start UTF-16 offset into the text
 * @property {number} end
 * @property {boolean} upper written in capitals inside a text that is not all capitals
 * @property {number} sentence
 * @property {number} line
 * @property {boolean} clause a comma, colon, bracket or dash stands before it
 *
 * @typedef {object} Spelling
 * @property {(word: string) => string[]} expand a folded word, apostrophe kept, to the words it stands for
 * @property {(word: string) => boolean} abbreviates true when a full stop after it does not end a sentence
 */

const LONGEST_WORD = 48;
const SENTENCE_ENDS = new Set(["!", "?", ";", "¡", "¿", "…", "。"]);
const CLAUSE_ENDS = new Set([",", ":", "(", ")", "[", "]", "—", "–", "•", "|"]);
// A test and not text !== text.toUpperCase(): V8 moves that pure call into the loop below, which makes it quadratic.
const SMALL_LETTER = /\p{Ll}/u;
const CAPITALS = /^[A-Z]{2,}$/;

/**
 * @param {string} text
 * @param {number} index
 * @returns {boolean} whether a letter or digit stands there
 */
function isWordAt(text, index) {
  const code = text.codePointAt(index);
  if (code === undefined) return false;
  const folded = foldCodePoint(code);
  return folded !== INVISIBLE && folded !== SEPARATOR && folded !== APOSTROPHE;
}

/**
 * Read one word from `start`. Runs of the same letter over two are shortened ("soooo"), and single letters around a slash
 * stay together ("h/o", "w/o").
 * @param {string} text
 * @param {number} start
 * @returns {{word: string, end: number}}
 */
function readWord(text, start) {
  let word = "";
  let end = start;
  for (let index = start; index < text.length; ) {
    const code = text.codePointAt(index) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    let folded = foldCodePoint(code);
    if (folded === APOSTROPHE) {
      if (!isWordAt(text, index + 1)) break;
    } else if (folded === SEPARATOR) {
      const joinsLetters = code === 0x2f && word.length === 1 && isWordAt(text, index + 1) && !isWordAt(text, index + 2);
      if (!joinsLetters) break;
      folded = "/";
    }
    const repeats = folded.length === 1 && word.endsWith(folded + folded);
    const isDigit = folded >= "0" && folded <= "9";
    if ((!repeats || isDigit) && word.length < LONGEST_WORD) word += folded;
    index += width;
    if (folded !== INVISIBLE) end = index;
  }
  return { word, end };
}

/**
 * @typedef {{sentence: number, line: number, clause: boolean, lineBreaks: number}} Place
 */

/**
 * @param {Place} place changed in step
 * @param {string} text
 * @param {number} index of a separator
 * @param {Token|undefined} previous
 * @param {Spelling} spelling
 */
function passSeparator(place, text, index, previous, spelling) {
  const character = text.charAt(index);
  if (character === "\n" || character === "\r" || character === "\u2028" || character === "\u2029") {
    if (character === "\n" && text.charAt(index - 1) === "\r") return;
    place.line += 1;
    place.lineBreaks += 1;
    if (place.lineBreaks > 1) place.sentence += 1;
  } else if (SENTENCE_ENDS.has(character)) {
    place.sentence += 1;
  } else if (character === ".") {
    const inNumber = isWordAt(text, index + 1) && isWordAt(text, index - 1) && text.charAt(index + 1) <= "9";
    const short = previous !== undefined && (previous.word.length === 1 || spelling.abbreviates(previous.word));
    if (inNumber) return;
    if (short) place.clause = true;
    else place.sentence += 1;
  } else if (CLAUSE_ENDS.has(character)) {
    place.clause = true;
  }
}

/**
 * @param {string} text
 * @param {Spelling} spelling
 * @returns {Token[]}
 */
export function tokenize(text, spelling) {
  const hasSmallLetters = SMALL_LETTER.test(text);
  /** @type {Token[]} */
  const tokens = [];
  /** @type {Place} */
  const place = { sentence: 0, line: 0, clause: false, lineBreaks: 0 };
  for (let index = 0; index < text.length; ) {
    if (!isWordAt(text, index)) {
      passSeparator(place, text, index, tokens.at(-1), spelling);
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    const { word, end } = readWord(text, index);
    const upper = hasSmallLetters && text.charAt(index) <= "Z" && CAPITALS.test(text.slice(index, Math.min(end, index + LONGEST_WORD)));
    for (const expanded of spelling.expand(word)) {
      tokens.push({ word: expanded, start: index, end, upper, sentence: place.sentence, line: place.line, clause: place.clause });
      place.clause = false;
    }
    place.lineBreaks = 0;
    place.clause = false;
    index = end;
  }
  return tokens;
}
