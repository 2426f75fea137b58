/**
 * A document block by block, for reading on the screen and for the printer: then nothing else of the screen is printed.
 * Wording of the law stands as it is, in the law's own language, with what it means beside it.
 */
import { html, nothing } from "lit-html";

/** @typedef {{kind: "heading"|"text"|"list"|"fixed", text?: string, items?: readonly string[], plain?: string}} Block */

/** What is shared: most of it is what somebody wrote. @param {{title: string, language: string, blocks: readonly Block[]}} document */
export function sharedPaper({ title, language, blocks }) {
  return html`<article class="paper own-words" lang=${language}><h2>${title}</h2>${blocks.map(paperBlock)}</article>`;
}

/** @param {Block} block */
export function paperBlock({ kind, text = "", items = [], plain = "" }) {
  if (kind === "heading") return html`<h3>${text}</h3>`;
  if (kind === "list") return html`${text ? html`<p>${text}</p>` : nothing}<ul class="paper__list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (kind === "fixed") return html`${plain ? html`<p>${plain}</p>` : nothing}<p class="paper__fixed" lang="en">${text}</p>`;
  return html`<p>${text}</p>`;
}
