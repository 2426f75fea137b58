/** From the names of empty fields (`domain/consult`) to what the error summary says and where each line leads. Pure. */

/** @typedef {{who: string, what: string, by: string}} Step */

const FIELD_IDS = Object.freeze({ decision: "decision-first", reasons: "reasons", setAside: "set-aside", debrief: "debrief-first" });
const PARTS = Object.freeze(/** @type {const} */ (["who", "what", "by"]));

/** Where a step's part is typed. @param {number} index @param {string} part */
export const stepFieldId = (index, part) => `step-${index + 1}-${part}`;

/**
 * In the order of the screen. "steps" becomes one line for each empty part of each step.
 * @param {string[]} missing @param {Step[]} steps
 * @param {(key: string, params?: Record<string, number>) => string} t
 * @returns {Record<string, string>} text by field id
 */
export function missingTexts(missing, steps, t) {
  /** @type {Array<[string, string]>} */
  const found = [];
  for (const name of ["decision", "reasons", "setAside"]) {
    if (missing.includes(name)) found.push([FIELD_IDS[/** @type {keyof typeof FIELD_IDS} */ (name)], t(`consult.missing.${name}`)]);
  }
  if (missing.includes("steps")) found.push(...emptyParts(steps, t));
  if (missing.includes("debrief")) found.push([FIELD_IDS.debrief, t("consult.missing.debrief")]);
  return Object.fromEntries(found);
}

/**
 * @param {Step[]} steps @param {(key: string, params?: Record<string, number>) => string} t
 * @returns {Array<[string, string]>}
 */
function emptyParts(steps, t) {
  if (!steps.length) return [["add-step", t("consult.missing.steps")]];
  return steps.flatMap((step, index) => {
    const empty = PARTS.filter((part) => !step[part].trim());
    return empty.map((part) => /** @type {[string, string]} */ ([stepFieldId(index, part), t(`consult.missing.${part}`, { n: index + 1 })]));
  });
}

/** A row that nobody touched is no step; a started one is. @param {Step[]} steps @returns {Step[]} */
export function startedSteps(steps) {
  const trimmed = steps.map(({ who, what, by }) => ({ who: who.trim(), what: what.trim(), by: by.trim() }));
  const started = trimmed.filter(({ who, what, by }) => who || what || by);
  return started.length ? started : trimmed.slice(0, 1);
}
