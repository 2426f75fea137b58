/** Releases of information (42 CFR 2.31, 45 CFR 164.508): drafted, checked, composed, judged. Pure: no DOM, no clock, no cryptography. */

export { composeDocument, documentText } from "./compose.js";
export { isCurrent, LANGUAGES, readReleases, ReleasesRefused, templateFor } from "./content.js";
export { checkDraft, warningsOf } from "./draft.js";
export { checkSigned, ELEMENT_CODES } from "./elements.js";
export { decide, periodOf, REASONS } from "./gate.js";
export { releaseState } from "./state.js";
export { CATEGORIES, EXPIRIES, newDraft, PURPOSES, RECIPIENTS, TYPES } from "./vocabulary.js";
