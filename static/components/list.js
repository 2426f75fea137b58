/**
 * Lists of things to open, and lists of facts.
 */
import { html, nothing } from "lit-html";
import { icon as drawIcon } from "./icon.js";

/**
 * @param {unknown} rows
 * @param {{ label?: string, labelledBy?: string }} [naming]
 */
export function list(rows, { label, labelledBy } = {}) {
  return html`<ul class="list" role="list" aria-label=${label ?? nothing} aria-labelledby=${labelledBy ?? nothing}>${rows}</ul>`;
}

/**
 * One row; with `href` or `onClick` the whole row is the target.
 * @param {object} options
 * @param {string} options.title
 * @param {unknown} [options.detail] second line
 * @param {unknown} [options.meta] short, at the end: a time
 * @param {string} [options.href]
 * @param {(event: Event) => unknown} [options.onClick]
 * @param {unknown} [options.badge]
 * @param {import("./icon.js").IconName} [options.icon]
 */
export function row({ title, detail, meta, href, onClick, badge, icon }) {
  const opens = Boolean(href || onClick);
  const content = html`${icon ? drawIcon(icon) : nothing}
    <span class="row__text">
      <span class="row__line"><span class="row__title">${title}</span>${meta ? html`<span class="row__meta">${meta}</span>` : nothing}</span>
      ${detail ? html`<span class="row__detail">${detail}</span>` : nothing}
      ${badge ? html`<span class="row__badge">${badge}</span>` : nothing}
    </span>
    ${opens ? drawIcon("forward") : nothing}`;
  const body = () => {
    if (href) return html`<a class="row" href=${href} @click=${onClick ?? nothing}>${content}</a>`;
    return onClick ? html`<button class="row" type="button" @click=${onClick}>${content}</button>` : html`<div class="row">${content}</div>`;
  };
  return html`<li>${body()}</li>`;
}

/**
 * Facts in pairs: what, and how it is.
 * @param {readonly { term: string, detail: unknown }[]} facts
 */
export function definitionList(facts) {
  return html`<dl class="facts">${facts.map(({ term, detail }) => html`<div class="facts__pair"><dt>${term}</dt><dd>${detail}</dd></div>`)}</dl>`;
}
