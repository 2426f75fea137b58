/**
 * A document as it leaves, for reading on the screen and for the printer: then nothing else of the screen is printed.
 * Wording of the law stands as it is, in the law's own language, with what it means beside it.
 */
import { html, nothing } from "lit-html";

/** @typedef {{kind: "heading"|"text"|"list"|"fixed", text?: string, items?: readonly string[], plain?: string}} Block */

/** @param {{title: string, language: string, blocks: readonly Block[]}} document */
export function paper({ title, language, blocks }) {
  return html`<article class="paper stack" lang=${language}><h2>${title}</h2>${blocks.map(blockOf)}</article>`;
}

/** @param {Block} block */
function blockOf({ kind, text = "", items = [], plain = "" }) {
  if (kind === "heading") return html`<h3>${text}</h3>`;
  if (kind === "list") return html`<ul class="own-words">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (kind === "fixed") return html`${plain ? html`<p>${plain}</p>` : nothing}<blockquote class="paper__fixed" lang="en">${text}</blockquote>`;
  return html`<p class="own-words">${text}</p>`;
}
