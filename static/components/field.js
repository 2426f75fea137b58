/**
 * One labelled field. The label stays visible, the hint and the error are tied to it (WCAG 1.3.1, 3.3.1, 3.3.2),
 * and pasting and password managers are never hindered (WCAG 3.3.8).
 */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { icon } from "./icon.js";

/**
 * The ids of hint and error, in the order they are read.
 * @param {string} id
 * @param {{ hint?: unknown, error?: unknown }} parts
 * @returns {string | typeof nothing}
 */
export function describedBy(id, { hint, error }) {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
  return ids.length ? ids.join(" ") : nothing;
}

/**
 * @param {string} id
 * @param {string | undefined} error
 */
export function errorText(id, error) {
  return error ? html`<p class="field__error" id=${`${id}-error`}>${icon("alert")}<span>${error}</span></p>` : nothing;
}

/** @param {Event} event */
function toggleReveal(event) {
  const field = /** @type {HTMLElement} */ (event.currentTarget).closest(".field");
  const input = field?.querySelector("input");
  if (!(field instanceof HTMLElement) || !input) return;
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  field.toggleAttribute("data-revealed", !shown);
}

/** @param {{ show: string, hide: string }} labels */
function revealButton(labels) {
  return html`<button class="field__reveal" type="button" @click=${toggleReveal}>
    <span class="field__reveal-show">${icon("eye")}${labels.show}</span><span class="field__reveal-hide">${icon("hide")}${labels.hide}</span>
  </button>`;
}

/**
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {string} [options.error] what to do, not what went wrong inside
 * @param {"text"|"password"|"search"|"tel"|"email"|"number"|"date"|"time"} [options.type]
 * @param {string} options.value
 * @param {(value: string, event: InputEvent) => unknown} options.onInput
 * @param {string} [options.autocomplete] "off" unless it says what is asked for (WCAG 1.3.5)
 * @param {string} [options.inputmode]
 * @param {boolean} [options.multiline]
 * @param {number} [options.rows]
 * @param {{ show: string, hide: string }} [options.revealable] labels of the button that shows a passphrase
 * @param {boolean} [options.required]
 * @param {boolean} [options.readonly]
 * @param {number} [options.maxlength]
 * @param {boolean} [options.labelUnseen] only where the place explains the field, as in a search box
 * @param {string} [options.capitals] autocapitalize: "off", "words", "sentences"
 * @param {string} [options.name]
 */
export function field({
  id, label, hint, error, type = "text", value, onInput, autocomplete = "off", inputmode, multiline = false, rows = 4,
  revealable, required = false, readonly = false, maxlength, labelUnseen = false, capitals, name,
}) {
  const onInputEvent = (/** @type {InputEvent} */ event) =>
    onInput(/** @type {HTMLInputElement | HTMLTextAreaElement} */ (event.currentTarget).value, event);
  const described = describedBy(id, { hint, error });
  const control = multiline
    ? html`<textarea class="field__control" id=${id} name=${name ?? nothing} rows=${rows} spellcheck="false" autocomplete="off"
        autocapitalize=${capitals ?? "sentences"} maxlength=${maxlength ?? nothing} ?required=${required} ?readonly=${readonly}
        aria-invalid=${error ? "true" : nothing} aria-describedby=${described} .value=${live(value)} @input=${onInputEvent}></textarea>`
    : html`<input class="field__control" id=${id} name=${name ?? nothing} type=${type} spellcheck="false"
        autocomplete=${/** @type {any} */ (autocomplete)} inputmode=${/** @type {any} */ (inputmode ?? nothing)}
        autocapitalize=${capitals ?? nothing} maxlength=${maxlength ?? nothing} ?required=${required} ?readonly=${readonly}
        aria-invalid=${error ? "true" : nothing} aria-describedby=${described} .value=${live(value)} @input=${onInputEvent}>`;
  return html`<div class="field" ?data-error=${Boolean(error)}>
    <label class=${labelUnseen ? "unseen" : "field__label"} for=${id}>${label}</label>
    ${hint ? html`<p class="field__hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
    ${errorText(id, error)}
    <div class="field__line">${type === "search" ? icon("search") : nothing}${control}${revealable ? revealButton(revealable) : nothing}</div>
  </div>`;
}
