/**
 * Compilation: lexicon data into the indexes that the matcher walks. Done once, off the typing path.
 */
import { foldWord } from "./fold.js";
import { parsePattern } from "./patterns.js";
import { createSpelling } from "./spelling.js";
import { LexiconRefused, validateLexicon } from "./validate.js";
import { indexPatterns } from "./walk.js";

/**
 * @typedef {import("./types.js").Lexicon} Lexicon
 * @typedef {import("./types.js").TermEntry} TermEntry
 * @typedef {import("./types.js").ModifierEntry} ModifierEntry
 * @typedef {import("./walk.js").Pattern} Pattern
 *
 * @typedef {{kind: "term"|"exclusion"|"cue"|"modifier", position: number}} Owner whose pattern a span is
 *
 * @typedef {object} Compiled
 * @property {Lexicon} lexicon
 * @property {Owner[]} owners
 * @property {import("./walk.js").PatternIndex} index
 * @property {ReturnType<typeof createSpelling>} spelling
 * @property {Map<string, number>} cueBits cue -> its bit
 * @property {{contrast: Set<string>, report: Set<string>, clause: Set<string>}} stops
 */

/**
 * @param {{id: string, en?: string[], es?: string[]}} entry
 * @param {number} owner
 * @param {Lexicon} lexicon
 * @returns {Pattern[]}
 */
function patternsOf(entry, owner, lexicon) {
  return [...(entry.en ?? []), ...(entry.es ?? [])].map((source) => {
    try {
      return { owner, steps: parsePattern(source, lexicon.classes) };
    } catch (error) {
      throw new LexiconRefused(entry.id, error instanceof Error ? error.message : String(error));
    }
  });
}

/**
 * @param {Pattern[]} patterns
 * @returns {{vocabulary: Set<string>, isKnownStem: (word: string) => boolean}}
 */
function vocabularyOf(patterns) {
  /** @type {Set<string>} */
  const vocabulary = new Set();
  /** @type {Map<string, Set<string>>} */
  const stems = new Map();
  for (const { steps } of patterns) {
    for (const step of steps) {
      for (const word of [...step.words, ...step.capitals]) vocabulary.add(word);
      for (const [first, rests] of step.phrases) for (const word of [first, ...rests.flat()]) vocabulary.add(word);
      for (const stem of step.stems) stems.set(stem.slice(0, 3), (stems.get(stem.slice(0, 3)) ?? new Set()).add(stem));
    }
  }
  return { vocabulary, isKnownStem: (word) => [...(stems.get(word.slice(0, 3)) ?? [])].some((stem) => word.startsWith(stem)) };
}

/**
 * @param {unknown} data
 * @returns {Compiled}
 * @throws {LexiconRefused} naming the broken entry
 */
export function compileLexicon(data) {
  const lexicon = validateLexicon(data);
  /** @type {Owner[]} */
  const owners = [];
  /** @type {Pattern[]} */
  const patterns = [];
  const lists = /** @type {const} */ ([
    ["term", lexicon.terms], ["exclusion", lexicon.exclusions], ["cue", lexicon.cues], ["modifier", lexicon.modifiers],
  ]);
  for (const [kind, entries] of lists) {
    entries.forEach((entry, position) => {
      patterns.push(...patternsOf(entry, owners.length, lexicon));
      owners.push({ kind, position });
    });
  }
  const { vocabulary, isKnownStem } = vocabularyOf(patterns);
  const stopsOf = (/** @type {string[]} */ words) => new Set(words.map(foldWord));
  return {
    lexicon,
    owners,
    index: indexPatterns(patterns),
    spelling: createSpelling(lexicon, vocabulary, isKnownStem),
    cueBits: new Map(lexicon.cues.map((cue, position) => [cue.id, 1 << position])),
    stops: {
      contrast: stopsOf(lexicon.stops.contrast),
      report: stopsOf(lexicon.stops.report),
      clause: stopsOf(lexicon.stops.clause),
    },
  };
}
