/**
 * Reads the script content (webapp/content/data/scripts.json) strictly: what it does not know, it refuses.
 *
 * Invariant: after `readScripts`, every card has an id of its own and both wordings in both languages.
 */

import { ScriptRefused } from "./errors.js";
import { KINDS, LANGUAGES, VARIANTS } from "./setting.js";

/**
 * @typedef {Record<string, string>} Wording one text a language
 * @typedef {object} When facets that a setting must have for the card to be said; a facet left out fits every setting
 * @property {string[]} [kinds]
 * @property {boolean} [part2]
 * @property {{child?: string[], adult?: string[]}} [mandated]
 * @property {boolean} [adult]
 * @property {"ask"|"share"} [threat]
 * @property {string} [variant]
 * @typedef {{id: string, core: boolean, checks: string[], when: When, text: Wording, again: Wording}} Card
 * @typedef {object} Scripts
 * @property {number} schema
 * @property {string} id
 * @property {string} version
 * @property {string} effective
 * @property {unknown} reviewed
 * @property {Card[]} cards
 * @property {{question: Record<string, Wording>, prompts: Record<string, Wording>}} teachBack
 */

const FACETS = ["kinds", "part2", "mandated", "adult", "threat", "variant"];

/**
 * @param {unknown} raw the parsed JSON
 * @returns {Scripts}
 * @throws {ScriptRefused} when it is missing, of another schema, or incomplete
 */
export function readScripts(raw) {
  const scripts = /** @type {Scripts|null|undefined} */ (raw);
  if (!scripts || typeof scripts !== "object") throw new ScriptRefused("There is no script content on this device.");
  if (scripts.schema !== 1) throw new ScriptRefused(`Expected script content of schema 1, got ${JSON.stringify(scripts.schema)}.`);
  if (!scripts.id || !scripts.version) throw new ScriptRefused("The script content has no id or no version.");
  if (!Array.isArray(scripts.cards) || scripts.cards.length === 0) throw new ScriptRefused("The script content has no cards.");
  const ids = new Set();
  for (const card of scripts.cards) {
    checkCard(card);
    if (ids.has(card.id)) throw new ScriptRefused(`Two cards have the id ${card.id}.`);
    ids.add(card.id);
  }
  checkTeachBack(scripts.teachBack);
  return scripts;
}

/** @param {Card} card */
function checkCard(card) {
  if (!card?.id) throw new ScriptRefused("A card of the script has no id.");
  if (!Array.isArray(card.checks) || card.checks.length === 0) throw new ScriptRefused(`Card ${card.id} names no check.`);
  if (typeof card.core !== "boolean") throw new ScriptRefused(`Card ${card.id} does not say whether it is core.`);
  checkWording(card.text, `card ${card.id}`);
  checkWording(card.again, `the second wording of card ${card.id}`);
  checkWhen(card.when ?? {}, card.id);
}

/**
 * A misspelt facet would make a card apply everywhere, or nowhere, without a word.
 * @param {When} when @param {string} id
 */
function checkWhen(when, id) {
  const unknown = Object.keys(when).filter((facet) => !FACETS.includes(facet));
  const strayKinds = (when.kinds ?? []).filter((kind) => !KINDS.includes(kind));
  if (unknown.length > 0) throw new ScriptRefused(`Card ${id} has a condition that is not known: ${unknown.join(", ")}.`);
  if (strayKinds.length > 0) throw new ScriptRefused(`Card ${id} names a kind that is not known: ${strayKinds.join(", ")}.`);
  if (when.variant !== undefined && !VARIANTS.includes(when.variant)) throw new ScriptRefused(`Card ${id} names a variant that is not known.`);
}

/** @param {Scripts["teachBack"]} teachBack */
function checkTeachBack(teachBack) {
  for (const variant of VARIANTS) checkWording(teachBack?.question?.[variant], `the teach-back question of the ${variant} script`);
  for (const [name, wording] of Object.entries(teachBack.prompts ?? {})) checkWording(wording, `the prompt ${name}`);
}

/** @param {Wording|undefined} wording @param {string} what */
export function checkWording(wording, what) {
  for (const language of LANGUAGES) {
    const text = wording?.[language];
    if (typeof text !== "string" || text.trim() === "") throw new ScriptRefused(`No text in "${language}" for ${what}.`);
  }
}
