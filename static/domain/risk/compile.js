/**
 * Compilation: lexicon data into the indexes that the matcher walks. Done once, off the typing path.
 */
import { foldWord } from "./fold.js";
import { createPatternParser } from "./patterns.js";
import { createSpelling } from "./spelling.js";
import { hasStem, tableOf } from "./steps.js";
import { LexiconRefused, validateLexicon } from "./validate.js";
import { patternOf } from "./walk.js";

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
 * @property {import("./steps.js").StepTable} table
 * @property {ReturnType<typeof createSpelling>} spelling
 * @property {Map<string, string[]>} yielding term -> the categories that it yields to
 * @property {Map<string, number>} cueBits cue -> its bit
 * @property {{contrast: Set<string>, report: Set<string>, clause: Set<string>}} stops
 */

/**
 * @param {{id: string, en?: string[], es?: string[]}} entry
 * @param {number} owner
 * @param {import("./patterns.js").PatternParser} parser
 * @returns {Pattern[]}
 */
function patternsOf(entry, owner, parser) {
  return [...(entry.en ?? []), ...(entry.es ?? [])].map((source) => {
    try {
      return patternOf(owner, parser.parse(source));
    } catch (error) {
      throw new LexiconRefused(entry.id, error instanceof Error ? error.message : String(error));
    }
  });
}

/**
 * @param {import("./patterns.js").Step[]} steps
 * @returns {Set<string>} every whole word of the patterns
 */
function vocabularyOf(steps) {
  /** @type {Set<string>} */
  const vocabulary = new Set();
  for (const step of steps) {
    for (const word of [...step.words, ...step.capitals]) vocabulary.add(word);
    for (const [first, rests] of step.phrases) for (const word of [first, ...rests.flat()]) vocabulary.add(word);
  }
  return vocabulary;
}

/**
 * @param {unknown} data
 * @returns {Compiled}
 * @throws {LexiconRefused} naming the broken entry
 */
export function compileLexicon(data) {
  const lexicon = validateLexicon(data);
  const parser = createPatternParser(lexicon.classes);
  /** @type {Owner[]} */
  const owners = [];
  /** @type {Pattern[]} */
  const patterns = [];
  const lists = /** @type {const} */ ([
    ["term", lexicon.terms], ["exclusion", lexicon.exclusions], ["cue", lexicon.cues], ["modifier", lexicon.modifiers],
  ]);
  for (const [kind, entries] of lists) {
    entries.forEach((entry, position) => {
      patterns.push(...patternsOf(entry, owners.length, parser));
      owners.push({ kind, position });
    });
  }
  const table = tableOf(parser.steps, patterns);
  const stopsOf = (/** @type {string[]} */ words) => new Set(words.map(foldWord));
  return {
    lexicon,
    owners,
    table,
    spelling: createSpelling(lexicon, vocabularyOf(parser.steps), (word) => hasStem(table, word)),
    yielding: new Map(lexicon.terms.flatMap(({ id, yields }) => (yields ? [[id, yields]] : []))),
    cueBits: new Map(lexicon.cues.map((cue, position) => [cue.id, 1 << position])),
    stops: {
      contrast: stopsOf(lexicon.stops.contrast),
      report: stopsOf(lexicon.stops.report),
      clause: stopsOf(lexicon.stops.clause),
    },
  };
}
