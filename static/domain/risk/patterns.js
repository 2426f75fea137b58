/**
 * Patterns: the small language of the lexicon, parsed into steps.
 *
 *   word      that word          a|b      either          stem*   any word that begins so (three letters or more)
 *   @CLASS    a class's words    _3       up to three words between       word?   may be absent
 *   SI        capitals only      #year    a year well before the note     #number digits
 *   $         the end of a clause
 *
 * Invariant: a pattern begins with words (so that it can be indexed) and spans at most MOST_WORDS words.
 */
import { foldWord } from "./fold.js";

/**
 * @typedef {object} Step
 * @property {number} gap how many words it may skip; 0 for a step that takes words
 * @property {boolean} optional
 * @property {boolean} edge a clause may end here
 * @property {Set<string>} words
 * @property {Set<string>} capitals
 * @property {string[]} stems
 * @property {Map<string, string[][]>} phrases first word -> the words after it
 * @property {boolean} year
 * @property {boolean} number
 */

export const MOST_WORDS = 24;
const SHORTEST_STEM = 3;
const CAPITALS = /^[A-Z]{2,}$/;

/** @returns {Step} */
function emptyStep() {
  return {
    gap: 0, optional: false, edge: false, words: new Set(), capitals: new Set(), stems: [], phrases: new Map(), year: false, number: false,
  };
}

/**
 * @param {Step} step added to
 * @param {string} choice one alternative without spaces, or a phrase of a class
 */
function addChoice(step, choice) {
  const words = choice.split(" ");
  const [first = ""] = words;
  if (words.length > 1) {
    const folded = words.map(foldWord);
    const head = folded[0] ?? "";
    step.phrases.set(head, [...(step.phrases.get(head) ?? []), folded.slice(1)]);
  } else if (first === "$") step.edge = true;
  else if (first === "#year") step.year = true;
  else if (first === "#number") step.number = true;
  else if (first.endsWith("*")) {
    const stem = foldWord(first.slice(0, -1));
    if (stem.length < SHORTEST_STEM) throw new Error(`"${choice}" is too short a stem; expected ${SHORTEST_STEM} letters or more`);
    step.stems.push(stem);
  } else if (CAPITALS.test(first)) step.capitals.add(foldWord(first));
  else {
    const folded = foldWord(first);
    if (folded === "" || /[*@#_?|^$]/.test(first)) throw new Error(`"${choice}" is not a word`);
    step.words.add(folded);
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
 * @param {Record<string, string[]>} classes
 * @returns {Step}
 */
function parseStep(source, classes) {
  const step = emptyStep();
  if (/^_[1-9]$/.test(source)) return { ...step, gap: Number(source.slice(1)) };
  step.optional = source.endsWith("?");
  const choices = (step.optional ? source.slice(0, -1) : source).split("|");
  for (const choice of choices) {
    if (choice.startsWith("@")) addClass(step, choice.slice(1), classes, []);
    else addChoice(step, choice);
  }
  return step;
}

/**
 * @param {string} source
 * @param {Record<string, string[]>} classes
 * @returns {Step[]}
 * @throws {Error} with a sentence that says what is wrong
 */
export function parsePattern(source, classes) {
  const steps = source.split(" ").map((part) => parseStep(part, classes));
  const [lead] = steps;
  if (!lead || lead.gap > 0 || lead.optional || lead.edge || lead.year || lead.number) {
    throw new Error(`"${source}" must begin with words`);
  }
  const width = steps.reduce((sum, step) => sum + Math.max(step.gap, 1), 0);
  if (width > MOST_WORDS) throw new Error(`"${source}" spans ${width} words; expected ${MOST_WORDS} or fewer`);
  return steps;
}
