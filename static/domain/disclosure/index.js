/** Disclosures: on what basis something may leave, what is written down of it, and the log as the laws ask for it. Pure. */

export { accountingOf, VIEWS } from "./accounting.js";
export { BASES, BASIS, CHANNELS, fieldsOf, needsConsult } from "./bases.js";
export { checkDisclosure } from "./check.js";
export { csvOf } from "./csv.js";
