/**
 * Whether a passphrase may be chosen. Length first, then what guessers try first; no rules about symbols (NIST SP 800-63B-4 §3.1.1).
 * Invariant: it looks at the text that Argon2id gets, its NFKC form.
 */
import { COMMON } from "./common_passphrases.js";

const LEAST_CHARACTERS = 15;
/** What is left when everything a guesser tries first is taken away must still be this long. */
const LEAST_OWN_CHARACTERS = 8;
/** Whoever pastes a whole page has chosen well enough; looking for repetitions in it would take long. */
const LONGEST_LOOKED_AT = 200;
const SHORTEST_RUN = 4;
const ROWS = [
  "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjklñ", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "aeiou",
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(""))];

/**
 * @param {string} passphrase
 * @param {readonly string[]} [common] letters and digits, lower case
 * @returns {null|"too-short"|"too-common"}
 */
export function checkPassphrase(passphrase, common = COMMON) {
  const text = passphrase.normalize("NFKC");
  if ([...text].length < LEAST_CHARACTERS) return "too-short";
  return [...ownPart(text, common)].length < LEAST_OWN_CHARACTERS ? "too-common" : null;
}

/** @param {string} text  @param {readonly string[]} common  @returns {string} what is left of it */
function ownPart(text, common) {
  const plain = text.slice(0, LONGEST_LOOKED_AT).toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");
  // Of a text in signs alone (emoji) there is no plain part; its repetitions are all that can be looked for.
  if (plain === "") return withoutRepetition(text.slice(0, LONGEST_LOOKED_AT).replace(/\s/gu, ""));
  const words = [...common].sort((first, second) => second.length - first.length);
  return withoutRepetition(withoutRuns(words.reduce((left, word) => left.replaceAll(word, ""), plain)));
}

/** @param {string} text  @returns {string} each part that is said again at once, said once */
function withoutRepetition(text) {
  const once = firstPeriod(text).replace(/(.+?)\1+/gu, "$1");
  // "aab" said three times may first become "ababab".
  return once === text ? once : withoutRepetition(once);
}

/** @param {string} text  @returns {string} the part that makes all of it when it is said again and again, the last time perhaps not to its end */
function firstPeriod(text) {
  for (let length = 1; length <= text.length / 2; length += 1) {
    if (text.startsWith(text.slice(length))) return text.slice(0, length);
  }
  return text;
}

/** @param {string} text  @returns {string} without what fingers walk along: rows of keys, the alphabet, digits in order; either way */
function withoutRuns(text) {
  let left = "";
  for (let start = 0; start < text.length; ) {
    const length = runAt(text, start);
    if (length === 0) left += text[start];
    start += length || 1;
  }
  return left;
}

/** @param {string} text  @param {number} start  @returns {number} length of the longest run that begins here, or 0 */
function runAt(text, start) {
  let length = 0;
  for (const row of RUNS) {
    let end = start + Math.max(SHORTEST_RUN, length + 1);
    while (end <= text.length && row.includes(text.slice(start, end))) {
      length = end - start;
      end += 1;
    }
  }
  return length;
}
