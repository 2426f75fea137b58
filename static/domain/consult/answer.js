/** What an answer and a closing must hold before they can be given (standards D4): names of what is still empty. */

const isEmpty = (/** @type {unknown} */ value) => typeof value !== "string" || value.trim() === "";

/** @param {any} answer @returns {string[]} "decision", "reasons", "setAside", "steps", "debrief" */
export function missingInAnswer({ decision, reasons, setAside, steps, debrief }) {
  const fields = { decision, reasons, setAside, debrief };
  const missing = Object.entries(fields).filter(([, value]) => isEmpty(value)).map(([name]) => name);
  const isWhole = (/** @type {any} */ step) => !isEmpty(step?.who) && !isEmpty(step?.what) && !isEmpty(step?.by);
  const hasSteps = Array.isArray(steps) && steps.length > 0 && steps.every(isWhole);
  return hasSteps ? missing : [...missing, "steps"];
}

/** @param {any} closing @returns {string[]} "outcome", "told", "toldReason" */
export function missingInClosing({ outcome, told, toldReason }) {
  const missing = Object.entries({ outcome, told }).filter(([, value]) => isEmpty(value)).map(([name]) => name);
  return told && told !== "yes" && isEmpty(toldReason) ? [...missing, "toldReason"] : missing;
}
