/**
 * Large cards to choose from: one (radio) or several (checkbox). The whole card is the target.
 */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { describedBy, errorText } from "./field.js";

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [hint]
 */

/**
 * @param {object} options
 * @param {string} options.legend the question
 * @param {string} options.name unique on the screen; also the id of the group
 * @param {readonly Choice[]} options.options
 * @param {string | readonly string[] | null | undefined} options.value chosen value, or values when `multiple`
 * @param {(value: any) => unknown} options.onChange gets a string, or a list of strings when `multiple`
 * @param {boolean} [options.multiple]
 * @param {string} [options.hint]
 * @param {string} [options.error]
 * @param {boolean} [options.legendUnseen] when the heading of the screen is the question
 */
export function choices({ legend, name, options, value, onChange, multiple = false, hint, error, legendUnseen = false }) {
  const chosen = new Set(Array.isArray(value) ? value : [value]);
  const change = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    if (!multiple) return onChange(input.value);
    return onChange(options.map((option) => option.value).filter((each) => (each === input.value ? input.checked : chosen.has(each))));
  };
  const card = (/** @type {Choice} */ option, /** @type {number} */ index) => {
    const id = index === 0 ? `${name}-first` : `${name}-${index + 1}`;
    return html`<label class="choice" for=${id}>
      <input class="choice__control" id=${id} type=${multiple ? "checkbox" : "radio"} name=${name} value=${option.value}
        .checked=${live(chosen.has(option.value))} aria-describedby=${option.hint ? `${id}-hint` : nothing} @change=${change}>
      <span class="choice__label">${option.label}</span>
      ${option.hint ? html`<span class="choice__hint" id=${`${id}-hint`}>${option.hint}</span>` : nothing}
    </label>`;
  };
  return html`<fieldset class="choices" id=${name} ?data-error=${Boolean(error)} aria-describedby=${describedBy(name, { hint, error })}>
    <legend class=${legendUnseen ? "unseen" : "field__label"}>${legend}</legend>
    ${hint ? html`<p class="field__hint" id=${`${name}-hint`}>${hint}</p>` : nothing}
    ${errorText(name, error)}
    <div class="stack stack--close">${options.map(card)}</div>
  </fieldset>`;
}
