/**
 * The setting a script is composed for: how people meet, what law binds the programme, who must report, who listens.
 *
 * Invariant: what is not known counts as the stricter answer. "Unsure" about 42 CFR Part 2 is Part 2, "unsure" about age is a
 * minor, and a threat rule that nobody has confirmed sends the specialist to the supervisor.
 */

import { ScriptRefused } from "./errors.js";

export const KINDS = Object.freeze(["in-person", "phone", "video", "group"]);
export const VARIANTS = Object.freeze(["full", "recap"]);
export const LANGUAGES = Object.freeze(["en", "es"]);

/**
 * @typedef {"yes"|"no"|"unsure"} Answer
 * @typedef {Answer|boolean|null|undefined} LooseAnswer
 * @typedef {object} Pack the members of a jurisdiction pack that the script reads (webapp/content/SCRIPTS.md)
 * @property {string} id
 * @property {string} version
 * @property {{child: Answer, adult: Answer}} peerMandatedReporter
 * @property {{type: string, appliesToPeers: Answer}} threatRule
 * @property {Record<string, {text?: Record<string, string>, again?: Record<string, string>}>} [scriptOverrides]
 * @typedef {object} SettingInput
 * @property {string} kind
 * @property {LooseAnswer} [part2]
 * @property {{child?: LooseAnswer, adult?: LooseAnswer}} [mandated] as the agency says; left out or not sure: as the pack says
 * @property {LooseAnswer} [adult]
 * @property {string} [variant]
 * @property {string} language
 * @property {Pack} pack
 * @typedef {object} Setting every facet decided
 * @property {string} kind
 * @property {boolean} part2
 * @property {{child: Answer, adult: Answer}} mandated
 * @property {boolean} adult
 * @property {"ask"|"share"} threat
 * @property {string} variant
 * @property {string} language
 */

/**
 * @param {SettingInput} input
 * @returns {Setting}
 * @throws {ScriptRefused} for a kind, variant, language or answer that the script does not know, or no pack
 */
export function readSetting(input) {
  const pack = readPack(input.pack);
  const part2 = readAnswer(input.part2, "part2") !== "no";
  return {
    kind: oneOf(input.kind, KINDS, "kind"),
    part2,
    mandated: {
      child: mandatedTo("child", input, pack),
      adult: mandatedTo("adult", input, pack),
    },
    adult: readAnswer(input.adult, "adult") === "yes",
    threat: threatFor(pack, part2),
    variant: oneOf(input.variant ?? "full", VARIANTS, "variant"),
    language: oneOf(input.language, LANGUAGES, "language"),
  };
}

/**
 * An agency that is not sure leaves the reviewed pack of its state in force.
 * @param {"child"|"adult"} whom @param {SettingInput} input @param {Pack} pack @returns {Answer}
 */
function mandatedTo(whom, { mandated }, pack) {
  const ofAgency = readAnswer(mandated?.[whom], `mandated.${whom}`);
  return ofAgency === "unsure" ? readAnswer(pack.peerMandatedReporter[whom], `mandated.${whom}`) : ofAgency;
}

/**
 * Part 2 has no exception for threats to others, so under it the law is asked first, whatever the state says.
 * @param {Pack} pack @param {boolean} part2 @returns {"ask"|"share"}
 */
function threatFor(pack, part2) {
  const stateLetsShare = ["mandatory", "permissive"].includes(pack.threatRule.type);
  return !part2 && stateLetsShare && pack.threatRule.appliesToPeers === "yes" ? "share" : "ask";
}

/** @param {unknown} pack @returns {Pack} */
function readPack(pack) {
  const candidate = /** @type {Partial<Pack>|null|undefined} */ (pack);
  if (!candidate?.id || !candidate.version || !candidate.peerMandatedReporter || !candidate.threatRule) {
    throw new ScriptRefused("The script needs a jurisdiction pack with id, version, peerMandatedReporter and threatRule.");
  }
  return /** @type {Pack} */ (candidate);
}

/** @param {LooseAnswer} value @param {string} facet @returns {Answer} */
function readAnswer(value, facet) {
  if (value === true) return "yes";
  if (value === false) return "no";
  if (value === undefined || value === null) return "unsure";
  if (["yes", "no", "unsure"].includes(value)) return value;
  throw new ScriptRefused(`Expected yes, no or unsure for ${facet}, got ${JSON.stringify(value)}.`);
}

/** @param {unknown} value @param {readonly string[]} known @param {string} facet @returns {string} */
function oneOf(value, known, facet) {
  if (typeof value === "string" && known.includes(value)) return value;
  throw new ScriptRefused(`Expected one of ${known.join(", ")} for ${facet}, got ${JSON.stringify(value)}.`);
}
