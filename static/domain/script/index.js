/** The limits-of-confidentiality script: content in, a script to read aloud out. No DOM, no clock, no cryptography. */

export { composeScript, contentToHash, contentVersion, spokenWords, WORDS_PER_MINUTE } from "./compose.js";
export { readScripts } from "./content.js";
export { ScriptRefused } from "./errors.js";
export { packInForce } from "./pack.js";
export { requiredChecks } from "./required.js";
export { KINDS, LANGUAGES, VARIANTS } from "./setting.js";
export { lastFull, variantFor } from "./variant.js";
