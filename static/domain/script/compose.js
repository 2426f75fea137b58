/**
 * Composes the limits-of-confidentiality script for one setting: pure, from versioned content.
 *
 * Invariant: a script opens with privacy, makes every required statement, and is refused otherwise. Its version names all that
 * changes the limits, so "the limits are the same" in a recap is true whenever the version is the same.
 */

import { canonical } from "../../lib/canonical.js";
import { checkWording, readScripts } from "./content.js";
import { ScriptRefused } from "./errors.js";
import { requiredChecks } from "./required.js";
import { readSetting } from "./setting.js";

/**
 * @typedef {import("./setting.js").Setting} Setting
 * @typedef {import("./setting.js").SettingInput} SettingInput
 * @typedef {import("./content.js").Card} Card
 * @typedef {{id: string, text: string, again: string, core: boolean, checks: string[]}} SpokenCard
 * @typedef {object} ComposedScript
 * @property {string} id
 * @property {string} version content, pack and all that changes the limits
 * @property {string|null} hash as the caller took it of `contentToHash`
 * @property {string} language
 * @property {string} variant
 * @property {SpokenCard[]} cards
 * @property {{question: string, prompts: Record<string, string>}} teachBack
 * @property {number} words of all cards
 * @property {number} coreWords
 * @property {number} seconds to read all cards aloud
 */

export const WORDS_PER_MINUTE = 150;

/**
 * @param {unknown} rawScripts
 * @param {SettingInput & {hash?: string|null}} input
 * @returns {ComposedScript}
 * @throws {ScriptRefused}
 */
export function composeScript(rawScripts, input) {
  const scripts = readScripts(rawScripts);
  const setting = readSetting(input);
  const chosen = overridden(scripts.cards, input.pack).filter((card) => fits(card, setting));
  refuseIncomplete(chosen, setting);
  const cards = chosen.map((card) => spoken(card, setting.language));
  const words = countWords(cards);
  return {
    id: scripts.id,
    version: versionOf(scripts.version, input.pack, setting),
    hash: input.hash ?? null,
    language: setting.language,
    variant: setting.variant,
    cards,
    teachBack: teachBackIn(scripts.teachBack, setting),
    words,
    coreWords: countWords(cards.filter((card) => card.core)),
    seconds: Math.round((words / WORDS_PER_MINUTE) * 60),
  };
}

/**
 * The version `composeScript` would give, for `variantFor` to compare before there is a script.
 * @param {unknown} rawScripts @param {SettingInput} input
 * @returns {string}
 */
export function contentVersion(rawScripts, input) {
  return versionOf(readScripts(rawScripts).version, input.pack, readSetting(input));
}

/**
 * What the hash in a session's record is taken of: the content and the pack, nothing about a person.
 * @param {unknown} scripts @param {unknown} pack
 * @returns {string}
 */
export function contentToHash(scripts, pack) {
  return canonical({ scripts, pack });
}

/**
 * Words as they are spoken: each digit of "988" is said.
 * @param {string} text
 * @returns {number}
 */
export function spokenWords(text) {
  return (text.match(/\d|[\p{L}][\p{L}\p{M}'’-]*/gu) ?? []).length;
}

/** @param {Card[]} cards @param {import("./setting.js").Pack} pack @returns {Card[]} */
function overridden(cards, pack) {
  const overrides = pack.scriptOverrides ?? {};
  const strays = Object.keys(overrides).filter((id) => !cards.some((card) => card.id === id));
  if (strays.length > 0) throw new ScriptRefused(`Pack ${pack.id} rewords cards that the script does not have: ${strays.join(", ")}.`);
  return cards.map((card) => {
    const override = overrides[card.id];
    if (!override) return card;
    const reworded = { ...card, ...override, id: card.id, checks: card.checks, when: card.when, core: card.core };
    checkWording(reworded.text, `card ${card.id} in pack ${pack.id}`);
    checkWording(reworded.again, `the second wording of card ${card.id} in pack ${pack.id}`);
    return reworded;
  });
}

/** @param {Card} card @param {Setting} setting */
function fits({ when = {} }, setting) {
  return (
    (when.variant === undefined || when.variant === setting.variant) &&
    (when.kinds === undefined || when.kinds.includes(setting.kind)) &&
    (when.part2 === undefined || when.part2 === setting.part2) &&
    (when.adult === undefined || when.adult === setting.adult) &&
    (when.threat === undefined || when.threat === setting.threat) &&
    (when.mandated?.child === undefined || when.mandated.child.includes(setting.mandated.child)) &&
    (when.mandated?.adult === undefined || when.mandated.adult.includes(setting.mandated.adult))
  );
}

/** @param {Card[]} cards @param {Setting} setting */
function refuseIncomplete(cards, setting) {
  const said = new Set(cards.flatMap((card) => card.checks));
  const missing = requiredChecks(setting).filter((check) => !said.has(check));
  if (missing.length > 0) throw new ScriptRefused(`The ${setting.variant} script for ${setting.kind} lacks ${missing.join(", ")}.`);
  if (!cards[0]?.checks.includes("C2.1")) throw new ScriptRefused("The script must open with privacy (C2.1).");
}

/** @param {Card} card @param {string} language @returns {SpokenCard} */
function spoken(card, language) {
  const { id, core, checks } = card;
  return { id, text: inLanguage(card.text, language), again: inLanguage(card.again, language), core, checks: [...checks] };
}

/** @param {import("./content.js").Scripts["teachBack"]} teachBack @param {Setting} setting */
function teachBackIn(teachBack, { variant, language }) {
  const prompts = Object.entries(teachBack.prompts).map(([name, wording]) => [name, inLanguage(wording, language)]);
  return { question: inLanguage(teachBack.question[variant], language), prompts: Object.fromEntries(prompts) };
}

/** @param {import("./content.js").Wording|undefined} wording @param {string} language @returns {string} */
function inLanguage(wording, language) {
  const text = wording?.[language];
  if (text === undefined) throw new ScriptRefused(`No text in "${language}".`);
  return text;
}

/** @param {string} version @param {import("./setting.js").Pack} pack @param {Setting} setting */
function versionOf(version, pack, { part2, mandated, adult, threat }) {
  const limits = [part2 ? "part2" : "general", `child-${mandated.child}`, `adult-${mandated.adult}`, `threat-${threat}`, adult ? "of-age" : "minor"];
  return `${version}+${pack.id}.${pack.version}.${limits.join(".")}`;
}

/** @param {SpokenCard[]} cards */
function countWords(cards) {
  return cards.reduce((sum, card) => sum + spokenWords(card.text), 0);
}
