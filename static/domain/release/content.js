/**
 * Reads the content of releases (webapp/content/data/releases.json) strictly: what it does not know, it refuses.
 *
 * Invariant: after `readReleases` every text is there in both languages, and every document that can be composed states all that it must.
 */
import { SottoError } from "../../lib/errors.js";
import { STATEMENTS, STATEMENTS_FOR_CARE } from "./elements.js";
import { CATEGORIES, EXPIRIES, PURPOSES, TYPES } from "./vocabulary.js";

/**
 * @typedef {Record<string, string>} Wording  one text a language
 * @typedef {{kind: "heading"|"text"|"list"|"fixed", states: string[], when: Record<string, unknown>, text: string}} TemplateBlock
 * @typedef {object} Template  one document in one language
 * @property {string} id @property {string} version @property {string} language @property {string} title
 * @property {TemplateBlock[]} blocks
 * @property {Record<string, string>} categories @property {Record<string, string>} purposes  what each is called
 * @property {{text: string, plain: string}} notice  the short statement of 42 CFR 2.32(a)(2)
 */

export const LANGUAGES = Object.freeze(["en", "es"]);
const BLOCKS = ["heading", "text", "list", "fixed"];
const TEXTS = { intent: ["sign", "revoke"], teachBack: ["question"], spoken: ["notice", "scope"] };
const NOTICES = ["long", "short"];
/** What a block's condition may ask, and the values that there are. */
const FACETS = /** @type {Record<string, readonly unknown[]>} */ ({
  type: TYPES, expires: EXPIRIES,
  ...Object.fromEntries(["care", "past", "from", "to", "lastDay", "details", "address", "representative"].map((facet) => [facet, [true, false]])),
});

export class ReleasesRefused extends SottoError {
  /** @param {string} why  a whole sentence for whoever edits the content */
  constructor(why) {
    super("releases-refused", why);
  }
}

/** @param {any} raw  the parsed JSON @returns {any} the same, believed @throws {ReleasesRefused} */
export function readReleases(raw) {
  if (!raw || typeof raw !== "object") throw new ReleasesRefused("There is no content for releases on this device.");
  if (raw.schema !== 1) throw new ReleasesRefused(`Expected content for releases of schema 1, got ${JSON.stringify(raw.schema)}.`);
  if (!raw.id || !raw.version) throw new ReleasesRefused("The content for releases has no id or no version.");
  for (const type of TYPES) checkWording(raw.templates?.[type]?.title, `the title of the document ${type}`);
  for (const id of CATEGORIES) checkWording(raw.categories?.[id], `the category ${id}`);
  for (const id of PURPOSES) checkWording(raw.purposes?.[id], `the purpose ${id}`);
  if (!Array.isArray(raw.blocks) || raw.blocks.length === 0) throw new ReleasesRefused("The content for releases has no blocks.");
  raw.blocks.forEach(checkBlock);
  for (const type of TYPES) for (const care of [true, false]) refuseSilent(raw.blocks, type, care);
  for (const kind of NOTICES) checkNotice(raw.notices?.[kind], kind);
  if (!Array.isArray(raw.electronic) || raw.electronic.length === 0) throw new ReleasesRefused("There are no words about electronic records.");
  for (const { id, text } of raw.electronic) checkWording(text, `${id} of electronic records`);
  for (const [group, names] of Object.entries(TEXTS)) for (const name of names) checkWording(raw[group]?.[name], `${group} ${name}`);
  return raw;
}

/** @param {any} block @param {number} place */
function checkBlock(block, place) {
  if (!BLOCKS.includes(block?.kind)) throw new ReleasesRefused(`Block ${place} is of a kind that is not known.`);
  if (block.kind === "heading" || block.kind === "text") checkWording(block.text, `block ${place}`);
  for (const [facet, wanted] of Object.entries(block.when ?? {})) {
    const values = Array.isArray(wanted) ? wanted : [wanted];
    const isKnown = Object.hasOwn(FACETS, facet) && values.every((value) => FACETS[facet]?.includes(value));
    if (!isKnown) throw new ReleasesRefused(`Block ${place} has a condition that is not known: ${facet}.`);
  }
  const strays = (block.states ?? []).filter((/** @type {string} */ state) => ![...STATEMENTS, ...STATEMENTS_FOR_CARE].includes(state));
  if (strays.length > 0) throw new ReleasesRefused(`Block ${place} makes a statement that is not known: ${strays.join(", ")}.`);
}

/** A statement counts when it is made whatever else was chosen. @param {any[]} blocks @param {string} type @param {boolean} care */
function refuseSilent(blocks, type, care) {
  const isAlways = (/** @type {any} */ when) => Object.entries(when).every(([facet, wanted]) => {
    const actual = facet === "type" ? type : facet === "care" ? care : undefined;
    return Array.isArray(wanted) ? wanted.includes(actual) : wanted === actual;
  });
  const said = new Set(blocks.filter(({ when = {} }) => isAlways(when)).flatMap(({ states = [] }) => states));
  const silent = [...STATEMENTS, ...(care && type === "general" ? STATEMENTS_FOR_CARE : [])].filter((statement) => !said.has(statement));
  if (silent.length > 0) throw new ReleasesRefused(`The document ${type} does not state ${silent.join(", ")}.`);
}

/** Fixed legal wording stands as the regulation has it, in English; the plain words beside it in both languages. @param {any} notice @param {string} kind */
function checkNotice(notice, kind) {
  if (!notice?.id || !notice.version || !notice.text || !notice.source) throw new ReleasesRefused(`The ${kind} notice lacks its id, version, text or source.`);
  checkWording(notice.plain, `the plain words of the ${kind} notice`);
}

/** @param {Wording|undefined} wording @param {string} what */
function checkWording(wording, what) {
  for (const language of LANGUAGES) {
    const text = wording?.[language];
    if (typeof text !== "string" || text.trim() === "") throw new ReleasesRefused(`No text in "${language}" for ${what}.`);
  }
}

/** @param {any} content  as `readReleases` gave it @param {{type: string, language: string}} wish @returns {Template} */
export function templateFor(content, { type, language }) {
  if (!TYPES.includes(type) || !LANGUAGES.includes(language)) throw new ReleasesRefused(`There is no document ${type} in "${language}".`);
  const inLanguage = (/** @type {Record<string, Wording>} */ wordings) => Object.fromEntries(Object.entries(wordings).map(([id, wording]) => [id, wording[language] ?? ""]));
  const { short } = content.notices;
  return {
    id: `release-${type}`,
    version: content.version,
    language,
    title: content.templates[type].title[language],
    blocks: content.blocks.map((/** @type {any} */ { kind, states = [], when = {}, text = {} }) => ({ kind, states, when, text: text[language] ?? "" })),
    categories: inLanguage(content.categories),
    purposes: inLanguage(content.purposes),
    notice: { text: short.text, plain: short.plain[language] },
  };
}

/** A document that was composed before the content changed is composed again before anybody signs it. @param {any} content @param {{template: {version: string}}} composed */
export function isCurrent(content, composed) {
  return composed.template.version === content.version;
}
