/**
 * Guidance: which "what to do" steps, in which order, fit what was noticed. The words are content data
 * (/webapp/content/data/guidance.json); this is only the choice.
 *
 * Invariant: supervisor first always stands in the list; when it is imminent, the emergency step comes first.
 */

/**
 * @typedef {import("./types.js").Bilingual} Bilingual
 * @typedef {object} GuidanceStep
 * @property {string} id
 * @property {("none"|"concern"|"imminent")[]} levels for which it is shown
 * @property {number} order
 * @property {number} [orderWhenImminent]
 * @property {Bilingual} title
 * @property {Bilingual} body
 * @property {Bilingual[]} [examples] words one may say
 * @property {Record<string, Bilingual>} [notes] by category
 *
 * @typedef {{schema: string, version: string, steps: GuidanceStep[]}} Guidance
 * @typedef {{id: string, title: Bilingual, body: Bilingual, examples: Bilingual[], notes: Bilingual[]}} ShownStep
 */

/**
 * @param {Guidance} guidance
 * @param {{level: "none"|"concern"|"imminent", categories: string[]}} reading "none" when a person is worried without any word
 * @returns {ShownStep[]} in the order to follow
 */
export function stepsFor(guidance, { level, categories }) {
  const place = (/** @type {GuidanceStep} */ step) => (level === "imminent" ? step.orderWhenImminent ?? step.order : step.order);
  return guidance.steps
    .filter((step) => step.levels.includes(level))
    .sort((left, right) => place(left) - place(right))
    .map(({ id, title, body, examples = [], notes = {} }) => ({
      id, title, body, examples, notes: categories.flatMap((category) => notes[category] ?? []),
    }));
}
