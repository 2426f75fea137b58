/**
 * Patterns: the small language of the lexicon, parsed into steps.
 *
 *   word      that word          a|b      either          stem*   any word that begins so (three letters or more)
 *   @CLASS    a class's words    _3       up to three words between       word?   may be absent
 *   take~     an English verb in all its forms (take, takes, took, taken, taking)
 *   pegar^    a Spanish verb in its forms, with the pronouns that stick to it (pegar, pega, pegó, pegando, pegarle)
 *   SI        capitals only      #year    a year well before the note     #number digits
 *   $         the end of a clause
 *
 * Invariant: a pattern begins with words (so that it can be indexed) and spans fewer than MOST_WORDS words.
 */
import { foldWord } from "./fold.js";
import { englishForms, spanishForms } from "./forms.js";

/**
 * @typedef {object} Step
 * @property {number} bit its place in the table of what a word satisfies
 * @property {number} gap how many words it may skip; 0 for a step that takes words
 * @property {boolean} optional
 * @property {boolean} edge a clause may end here
 * @property {Set<string>} words
 * @property {Set<string>} capitals
 * @property {Set<string>} stems
 * @property {Map<string, string[][]>} phrases first word -> the words after it
 * @property {boolean} year
 * @property {boolean} number
 *
 * @typedef {{steps: Step[], parse: (source: string) => Step[]}} PatternParser
 */

/** A walk keeps its places as the bits of one number. */
export const MOST_WORDS = 30;
const SHORTEST_STEM = 3;
const CAPITALS = /^[A-Z]{2,}$/;

/**
 * @param {number} bit
 * @returns {Step}
 */
function emptyStep(bit) {
  return {
    bit, gap: 0, optional: false, edge: false, year: false, number: false,
    words: new Set(), capitals: new Set(), stems: new Set(), phrases: new Map(),
  };
}

/**
 * @param {Step} step added to
 * @param {string[]} words
 */
function addPhrase(step, words) {
  const [first = "", ...rest] = words.map(foldWord);
  step.phrases.set(first, [...(step.phrases.get(first) ?? []), rest]);
}

/**
 * @param {Step} step added to
 * @param {string} choice one alternative: a word, or several words of a class
 */
function addChoice(step, choice) {
  if (choice.includes(" ")) addPhrase(step, choice.split(" "));
  else if (choice === "$") step.edge = true;
  else if (choice === "#year") step.year = true;
  else if (choice === "#number") step.number = true;
  else if (choice.endsWith("*")) {
    const stem = foldWord(choice.slice(0, -1));
    if (stem.length < SHORTEST_STEM) throw new Error(`"${choice}" is too short a stem; expected ${SHORTEST_STEM} letters or more`);
    step.stems.add(stem);
  } else if (/[~^]$/.test(choice)) {
    const base = foldWord(choice.slice(0, -1));
    for (const form of choice.endsWith("~") ? englishForms(base) : spanishForms(base)) step.words.add(form);
  } else {
    const folded = foldWord(choice);
    if (folded === "" || /[*@#_?|^$~]/.test(choice)) throw new Error(`"${choice}" is not a word`);
    (CAPITALS.test(choice) ? step.capitals : step.words).add(folded);
  }
}

/**
 * @param {Step} step added to
 * @param {string} name
 * @param {Record<string, string[]>} classes
 * @param {string[]} path the classes being opened, to refuse a circle
 */
function addClass(step, name, classes, path) {
  const members = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (!members) throw new Error(`@${name} is not a class`);
  if (path.includes(name)) throw new Error(`@${name} holds itself`);
  for (const member of members) {
    if (member.startsWith("@")) addClass(step, member.slice(1), classes, [...path, name]);
    else addChoice(step, member);
  }
}

/**
 * @param {string} source one step
 * @param {number} bit
 * @param {Record<string, string[]>} classes
 * @returns {Step}
 */
function parseStep(source, bit, classes) {
  const step = emptyStep(bit);
  if (/^_[1-9]$/.test(source)) return { ...step, gap: Number(source.slice(1)) };
  step.optional = source.endsWith("?");
  for (const choice of (step.optional ? source.slice(0, -1) : source).split("|")) {
    if (choice.startsWith("@")) addClass(step, choice.slice(1), classes, []);
    else addChoice(step, choice);
  }
  return step;
}

/**
 * @param {Step} step
 * @returns {number} the most words it may take
 */
function widthOf(step) {
  let width = Math.max(step.gap, 1);
  for (const rests of step.phrases.values()) for (const rest of rests) width = Math.max(width, rest.length + 1);
  return width;
}

/**
 * @param {Record<string, string[]>} classes
 * @returns {PatternParser} `steps` holds each different step once; `parse` throws an Error that says what is wrong
 */
export function createPatternParser(classes) {
  /** @type {Map<string, Step>} */
  const known = new Map();
  /** @type {Step[]} */
  const steps = [];

  /** @param {string} source @returns {Step} */
  function stepFor(source) {
    const step = known.get(source) ?? parseStep(source, steps.length, classes);
    if (!known.has(source)) {
      known.set(source, step);
      steps.push(step);
    }
    return step;
  }

  return {
    steps,
    parse(source) {
      const parsed = source.split(" ").map(stepFor);
      const [lead] = parsed;
      if (!lead || lead.gap > 0 || lead.optional || lead.edge || lead.year || lead.number) {
        throw new Error(`"${source}" must begin with words`);
      }
      const width = parsed.reduce((sum, step) => sum + widthOf(step), 0);
      if (width >= MOST_WORDS) throw new Error(`"${source}" spans ${width} words; expected fewer than ${MOST_WORDS}`);
      return parsed;
    },
  };
}
