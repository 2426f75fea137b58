/**
 * Validation: a lexicon is taken whole or refused, and a refusal names the entry that is broken.
 *
 * Invariant: what passes here (and the pattern parser) cannot make the matcher throw later.
 */

/**
 * @typedef {import("./types.js").Lexicon} Lexicon
 */

export const SCHEMA = "sotto-lexicon/1";
const LANGUAGES = Object.freeze(["en", "es"]);
const LEVELS = Object.freeze(["concern", "imminent"]);
const DIRECTIONS = Object.freeze(["forward", "backward", "both"]);
export const MODIFIER_KINDS = Object.freeze([
  "pseudo", "negated", "history", "hypothetical", "someone_else", "quotation", "earlier", "conditional",
]);
const LONGEST_REACH = 40;
const MOST_CUES = 31;

/** The lexicon, or an entry of it, is broken; the last good version stays in use. `entry` says where. */
export class LexiconRefused extends Error {
  /**
   * @param {string} entry
   * @param {string} reason
   */
  constructor(entry, reason) {
    super(`${entry}: ${reason}`);
    this.name = "LexiconRefused";
    this.entry = entry;
  }
}

/**
 * @param {boolean} condition
 * @param {string} entry
 * @param {string} reason
 */
function expect(condition, entry, reason) {
  if (!condition) throw new LexiconRefused(entry, reason);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

/** @param {unknown} value @returns {value is string[]} */
function isTexts(value) {
  return Array.isArray(value) && value.every(isText);
}

/**
 * @param {unknown} list
 * @param {string} name
 * @returns {Record<string, unknown>[]} its entries, each with an id of its own
 */
function entriesOf(list, name) {
  expect(Array.isArray(list) && list.length > 0, name, "expected a list with entries");
  const entries = /** @type {unknown[]} */ (list);
  const ids = new Set();
  return entries.map((entry, position) => {
    const where = `${name}[${position}]`;
    if (!isRecord(entry)) throw new LexiconRefused(where, "expected an object");
    expect(isText(entry.id), where, "expected an id");
    expect(!ids.has(entry.id), String(entry.id), "the id is used twice");
    ids.add(entry.id);
    return entry;
  });
}

/** @param {Record<string, unknown>} entry */
function expectPatterns(entry) {
  const id = String(entry.id);
  const lists = LANGUAGES.map((language) => entry[language]).filter((list) => list !== undefined);
  expect(lists.length > 0 && lists.every(isTexts) && lists.flat().length > 0, id, "expected patterns in en or es, as texts");
}

/**
 * @param {unknown} names
 * @param {Set<unknown>} cues
 * @param {string} id
 */
function expectCues(names, cues, id) {
  if (names === undefined) return;
  if (!isTexts(names)) throw new LexiconRefused(id, "expected a list of cue names");
  for (const name of names) expect(cues.has(name), id, `"${name}" is not a cue`);
}

/**
 * @param {Record<string, unknown>} term
 * @param {string[]} categories
 * @param {Set<unknown>} cues
 */
function expectTerm(term, categories, cues) {
  const id = String(term.id);
  expectPatterns(term);
  expect(categories.includes(String(term.category)), id, `"${String(term.category)}" is not a category`);
  expect(LEVELS.includes(String(term.level)), id, `expected the level concern or imminent, got "${String(term.level)}"`);
  const { why } = term;
  expect(isRecord(why) && isText(why.en) && isText(why.es), id, "expected why in en and es");
  for (const flag of ["negatable", "event"]) {
    expect(["undefined", "boolean"].includes(typeof term[flag]), id, `expected ${flag} to be true or false`);
  }
  for (const list of ["hit", "miss"]) {
    expect(isTexts(term[list]) && /** @type {string[]} */ (term[list]).length > 0, id, `expected a sentence in ${list}`);
  }
  const { yields = [] } = term;
  expect(isTexts(yields) && yields.every((name) => categories.includes(name)), id, "expected yields to name categories");
  expectCues(term.needs, cues, id);
  expectCues(term.raise, cues, id);
}

/**
 * @param {Record<string, unknown>} modifier
 * @param {Set<unknown>} cues
 */
function expectModifier(modifier, cues) {
  const id = String(modifier.id);
  expectPatterns(modifier);
  expect(MODIFIER_KINDS.includes(String(modifier.kind)), id, `"${String(modifier.kind)}" is not a kind of modifier`);
  expect(DIRECTIONS.includes(String(modifier.direction)), id, `"${String(modifier.direction)}" is not a direction`);
  const reach = Number(modifier.reach);
  expect(Number.isInteger(reach) && reach >= 0 && reach <= LONGEST_REACH, id, `expected a reach of 0 to ${LONGEST_REACH}`);
  expectCues(modifier.unless, cues, id);
}

/** @param {Record<string, unknown>} lexicon */
function expectTables(lexicon) {
  for (const name of ["aliases", "suffixes"]) {
    const table = lexicon[name];
    expect(isRecord(table) && Object.values(table).every((words) => typeof words === "string"), name, "expected word -> words");
  }
  const { classes, stops, repair } = lexicon;
  if (!isRecord(classes)) throw new LexiconRefused("classes", "expected an object");
  for (const [name, members] of Object.entries(classes)) expect(isTexts(members), `classes.${name}`, "expected a list of words");
  for (const name of ["contrast", "report", "clause"]) {
    expect(isRecord(stops) && isTexts(stops[name]), `stops.${name}`, "expected a list of words");
  }
  for (const name of ["anchors", "never"]) {
    expect(isRecord(repair) && isTexts(repair[name]), `repair.${name}`, "expected a list of words");
  }
  expect(isTexts(lexicon.abbreviations), "abbreviations", "expected a list of words");
}

/**
 * @param {unknown} data parsed JSON
 * @returns {Lexicon} the same data, known to be whole
 * @throws {LexiconRefused}
 */
export function validateLexicon(data) {
  if (!isRecord(data)) throw new LexiconRefused("lexicon", "expected an object");
  expect(data.schema === SCHEMA, "schema", `expected "${SCHEMA}", got "${String(data.schema)}"`);
  expect(isText(data.version), "version", "expected a text");
  expect(typeof data.date === "string" && /^\d{4}-\d\d-\d\d$/.test(data.date), "date", "expected a day, YYYY-MM-DD");
  const { categories } = data;
  if (!isTexts(categories)) throw new LexiconRefused("categories", "expected a list of names");
  expectTables(data);
  const cueEntries = entriesOf(data.cues, "cues");
  expect(cueEntries.length <= MOST_CUES, "cues", `expected ${MOST_CUES} or fewer`);
  cueEntries.forEach(expectPatterns);
  const cues = new Set(cueEntries.map((cue) => cue.id));
  entriesOf(data.exclusions, "exclusions").forEach(expectPatterns);
  for (const term of entriesOf(data.terms, "terms")) expectTerm(term, categories, cues);
  for (const modifier of entriesOf(data.modifiers, "modifiers")) expectModifier(modifier, cues);
  return /** @type {Lexicon} */ (/** @type {unknown} */ (data));
}
