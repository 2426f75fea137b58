/** One labelled field for a file: the browser's own control, as large as every other. */
import { html, nothing } from "lit-html";
import { describedBy, errorText } from "./field.js";

/**
 * @param {{id: string, label: string, hint?: string, error?: string, onFile: (file: File|null) => unknown}} options
 */
export function fileField({ id, label, hint, error, onFile }) {
  const choose = (/** @type {Event} */ event) => onFile(/** @type {HTMLInputElement} */ (event.currentTarget).files?.[0] ?? null);
  return html`<div class="field" ?data-error=${Boolean(error)}>
    <label class="field__label" for=${id}>${label}</label>
    ${hint ? html`<p class="field__hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
    ${errorText(id, error)}
    <div class="field__line"><input class="field__control" id=${id} type="file" aria-invalid=${error ? "true" : nothing} aria-describedby=${describedBy(id, { hint, error })} @change=${choose}></div>
  </div>`;
}
