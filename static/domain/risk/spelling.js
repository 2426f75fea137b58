/**
 * Spelling: what a folded word stands for. Aliases ("gonna"), contractions ("she'll"), dropped g ("hurtin"), digits for letters ("su1cide"),
 * and careful repair of words unknown to the lexicon: the same sound in Spanish, or one edit from a long anchor word.
 *
 * Invariant: a whole word that the lexicon knows, or that its never-list names, is never changed. Nothing read is remembered
 * between two texts.
 */
import { foldWord, soundOf } from "./fold.js";

/**
 * @typedef {import("./types.js").Lexicon} Lexicon
 * @typedef {import("./tokens.js").Spelling} Spelling
 */

const SHORTEST_SOUND = 5;
const SHORTEST_REPAIR = 6;
const SHORTEST_ANCHOR = 7;
const LOOKALIKES = Object.freeze(
  /** @type {Record<string, string>} */ ({ 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t" }),
);
const MIXED = /^(?=.*[a-z])(?=.*[0-9])[a-z0-9]+$/;

/**
 * @param {string} word
 * @returns {string[]} the word itself and each form with one letter left out (SymSpell's deletes, Garbe 2012)
 */
function deletes(word) {
  const forms = [word];
  for (let index = 1; index < word.length; index += 1) forms.push(word.slice(0, index) + word.slice(index + 1));
  return forms;
}

/**
 * @param {string} left
 * @param {string} right
 * @returns {boolean} whether one insertion, deletion, replacement or swap of neighbours turns one into the other
 */
function isOneEditApart(left, right) {
  let head = 0;
  while (head < left.length && left[head] === right[head]) head += 1;
  let tail = 0;
  const most = Math.min(left.length, right.length) - head;
  while (tail < most && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const inner = left.slice(head, left.length - tail);
  const other = right.slice(head, right.length - tail);
  if (inner.length <= 1 && other.length <= 1) return true;
  return inner.length === 2 && inner[0] === other[1] && inner[1] === other[0] && other.length === 2;
}

/**
 * The lexicon's own anchors, and every word of its patterns that is long enough not to be taken for another.
 * @param {Lexicon} lexicon
 * @param {Set<string>} vocabulary
 * @returns {(word: string) => string|null} the anchor that an unknown word was meant to be
 */
function nearestAnchor(lexicon, vocabulary) {
  /** @type {Map<string, string[]>} */
  const byDelete = new Map();
  const long = [...vocabulary].filter((word) => word.length >= SHORTEST_ANCHOR && !MIXED.test(word));
  for (const anchor of new Set([...lexicon.repair.anchors.map(foldWord), ...long])) {
    for (const form of deletes(anchor)) byDelete.set(form, [...(byDelete.get(form) ?? []), anchor]);
  }
  return (word) => {
    if (word.length < SHORTEST_REPAIR) return null;
    for (const form of deletes(word)) {
      const found = byDelete.get(form)?.find((anchor) => isOneEditApart(word, anchor));
      if (found) return found;
    }
    return null;
  };
}

/**
 * @param {Set<string>} vocabulary
 * @returns {Map<string, string>} sound -> word, for words long enough not to be confused
 */
function soundsOf(vocabulary) {
  /** @type {Map<string, string>} */
  const sounds = new Map();
  for (const word of vocabulary) if (word.length >= SHORTEST_SOUND) sounds.set(soundOf(word), word);
  return sounds;
}

/**
 * @param {Lexicon} lexicon validated
 * @param {Set<string>} vocabulary every whole word of its patterns
 * @param {(word: string) => boolean} isKnownStem whether a "stem*" of the patterns covers the word
 * @returns {{forText: () => Spelling}}
 */
export function createSpelling(lexicon, vocabulary, isKnownStem) {
  const aliases = new Map(Object.entries(lexicon.aliases).map(([word, words]) => [word, words.split(" ").map(foldWord)]));
  const suffixes = new Map(Object.entries(lexicon.suffixes).map(([tail, words]) => [tail, words.split(" ").filter(Boolean)]));
  const abbreviations = new Set(lexicon.abbreviations.map(foldWord));
  const never = new Set(lexicon.repair.never.map(foldWord));
  const anchorNear = nearestAnchor(lexicon, vocabulary);
  const sounds = soundsOf(vocabulary);

  /** @param {string} word @returns {string} */
  function repair(word) {
    if (vocabulary.has(word)) return word;
    if (word.endsWith("in") && vocabulary.has(`${word}g`)) return `${word}g`;
    if (never.has(word) || isKnownStem(word)) return word;
    if (MIXED.test(word)) {
      const letters = word.replace(/[0-9]/g, (digit) => LOOKALIKES[digit] ?? digit);
      return vocabulary.has(letters) || isKnownStem(letters) ? letters : word;
    }
    const sameSound = word.length >= SHORTEST_SOUND ? sounds.get(soundOf(word)) : undefined;
    return sameSound ?? anchorNear(word) ?? word;
  }

  /** @param {string} word @returns {string[]} */
  function expand(word) {
    const alias = aliases.get(word);
    if (alias) return alias;
    const mark = word.lastIndexOf("'");
    if (mark < 0) return [repair(word)];
    const tail = suffixes.get(word.slice(mark + 1));
    const whole = word.replaceAll("'", "");
    if (tail) return [...expand(word.slice(0, mark)), ...tail];
    return aliases.get(whole) ?? [repair(whole)];
  }

  return {
    forText() {
      /** @type {Map<string, string[]>} */
      const seen = new Map();
      return {
        expand(word) {
          const known = seen.get(word) ?? expand(word);
          seen.set(word, known);
          return known;
        },
        abbreviates: (word) => abbreviations.has(word),
      };
    },
  };
}
