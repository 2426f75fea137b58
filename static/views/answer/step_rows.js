/** Who does what by when: rows to add and to take away, at least one. */
import { html, nothing } from "lit-html";
import { button, field } from "../../components/index.js";
import { stepFieldId } from "./missing.js";

/** @typedef {import("./missing.js").Step} Step */

/** @type {Readonly<Step>} */
export const EMPTY_STEP = Object.freeze({ who: "", what: "", by: "" });

/**
 * @param {{steps: Step[], errors: Record<string, string|undefined>, onChange: (steps: Step[]) => void, t: (key: string, params?: Record<string, number>) => string}} parts
 */
export function stepRows({ steps, errors, onChange, t }) {
  const change = (/** @type {number} */ at, /** @type {keyof Step} */ part) => (/** @type {string} */ value) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, [part]: value } : step)));
  const part = (/** @type {number} */ at, /** @type {keyof Step} */ name, /** @type {string|undefined} */ hint) => {
    const id = stepFieldId(at, name);
    return field({ id, label: t(`consult.answer.${name}`), hint, maxlength: 500, value: steps[at]?.[name] ?? "", error: errors[id], onInput: change(at, name) });
  };
  const one = (/** @type {Step} */ _, /** @type {number} */ at) => html`<fieldset class="choices stack">
    <legend class="field__label">${t("consult.answer.step", { n: at + 1 })}</legend>
    ${part(at, "who", undefined)}${part(at, "what", undefined)}${part(at, "by", at === 0 ? t("consult.answer.byHint") : undefined)}
    ${steps.length > 1 ? button({ label: t("consult.answer.removeStep", { n: at + 1 }), kind: "plain", icon: "bin", onClick: () => onChange(steps.filter((_step, index) => index !== at)) }) : nothing}
  </fieldset>`;
  return html`<section class="stack">
    <h2>${t("consult.answer.steps")}</h2>
    ${steps.map(one)}
    ${button({ id: "add-step", label: t("consult.answer.addStep"), kind: "quiet", icon: "plus", onClick: () => onChange([...steps, EMPTY_STEP]) })}
  </section>`;
}
