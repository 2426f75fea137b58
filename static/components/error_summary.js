/**
 * What still needs an answer, at the top of a form. It takes the focus at each try, and each line leads to its field.
 */
import { html } from "lit-html";
import { focusOn } from "./directives.js";
import { icon } from "./icon.js";

/**
 * @param {object} options
 * @param {string} options.title
 * @param {readonly { fieldId: string, text: string }[]} options.errors for a group of choices the id is `${name}-first`
 * @param {unknown} options.attempt anything that changes with each try, such as a counter
 */
export function errorSummary({ title, errors, attempt }) {
  const goTo = (/** @type {string} */ fieldId) => (/** @type {Event} */ event) => {
    event.preventDefault();
    const root = /** @type {Document} */ (/** @type {HTMLElement} */ (event.currentTarget).ownerDocument);
    const target = root.getElementById(fieldId);
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  };
  return html`<div class="notice error-summary" data-tone="attention" role="alert" tabindex="-1" aria-labelledby="error-summary-title" ${focusOn(attempt)}>
    ${icon("alert")}
    <div class="notice__text stack stack--close">
      <h2 class="notice__title" id="error-summary-title">${title}</h2>
      <ul class="error-summary__list">${errors.map(
        ({ fieldId, text }) => html`<li><a href=${`#${fieldId}`} @click=${goTo(fieldId)}>${text}</a></li>`,
      )}</ul>
    </div>
  </div>`;
}
