/**
 * Folding: one spelling for all the ways a phone keyboard writes the same letter.
 *
 * Lower case, Unicode NFKD (UAX 15), marks stripped ("recaída" = "recaida", "𝐝𝐢𝐞" = "die"), zero-width and
 * bidirectional controls invisible. Works on one code point at a time, so offsets into the original stay true.
 */

/** The character does not exist for matching: it neither adds a letter nor ends a word. */
export const INVISIBLE = "";

/** The character ends a word. */
export const SEPARATOR = " ";

/** Every apostrophe a keyboard may produce, folded to the straight one. */
export const APOSTROPHE = "'";

const APOSTROPHES = new Set("'’‘‛ʼʹ`´′＇");
const INVISIBLES = /^[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]$/;
const MARKS = /\p{M}/gu;
const LETTER_OR_DIGIT = /^[\p{L}\p{N}]+$/u;

/**
 * @param {string} character one code point
 * @returns {string} its folded letters or digits, or INVISIBLE, SEPARATOR, APOSTROPHE
 */
function foldSlowly(character) {
  if (APOSTROPHES.has(character)) return APOSTROPHE;
  if (INVISIBLES.test(character)) return INVISIBLE;
  const bare = character.normalize("NFKD").replace(MARKS, "").toLowerCase();
  if (bare === "") return INVISIBLE;
  return LETTER_OR_DIGIT.test(bare) ? bare : SEPARATOR;
}

/** U+0000 to U+024F cover English and Spanish: folded once, when the module loads. */
const COMMON = Object.freeze(Array.from({ length: 0x250 }, (_, code) => foldSlowly(String.fromCharCode(code))));

/**
 * @param {number} codePoint
 * @returns {string} as foldSlowly
 */
export function foldCodePoint(codePoint) {
  return COMMON[codePoint] ?? foldSlowly(String.fromCodePoint(codePoint));
}

/**
 * Fold a word of the lexicon exactly as the text will be folded.
 * @param {string} word
 * @returns {string} letters, digits and straight apostrophes; anything else is dropped
 */
export function foldWord(word) {
  let folded = "";
  for (const character of word) folded += foldCodePoint(character.codePointAt(0) ?? 0);
  return folded.replaceAll(SEPARATOR, "");
}

/**
 * How a word sounds in Spanish, for those who write as they speak: b = v, s = z = soft c, ll = y, silent h, k = qu = hard c.
 * @param {string} word folded
 * @returns {string}
 */
export function soundOf(word) {
  return word
    .replace(/h/g, "")
    .replace(/v/g, "b")
    .replace(/qu(?=[ei])/g, "k")
    .replace(/c(?=[ei])/g, "s")
    .replace(/z/g, "s")
    .replace(/c/g, "k")
    .replace(/ll/g, "y")
    .replace(/g(?=[ei])/g, "j");
}
