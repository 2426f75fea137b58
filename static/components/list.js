/**
 * Lists of things to open, and lists of facts.
 */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon as drawIcon } from "./icon.js";

/** What `row` gives to `list`. @typedef {{key: string, content: unknown}} Row */

/**
 * A list that changes while it is looked at: a row's node is never given to another row. Who touches one person's name at the moment
 * when a row is added above must not open somebody else.
 * @param {readonly Row[]} rows
 * @param {{ label?: string, labelledBy?: string }} [naming]
 */
export function list(rows, { label, labelledBy } = {}) {
  return html`<ul class="list" role="list" aria-label=${label ?? nothing} aria-labelledby=${labelledBy ?? nothing}>${repeat(told(rows), ({ key }) => key, ({ content }) => content)}</ul>`;
}

/** The same rows with every key once, as `repeat` needs it. @param {readonly Row[]} rows */
function told(rows) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return rows.map(({ key, content }) => {
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return { key: `${key} ${times}`, content };
  });
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
 * @param {boolean} [options.stays] a tap changes the row and leads nowhere: no arrow promises another screen
 * @param {string} [options.key] what the row stands for, when neither `href` nor the title alone says it: an id
 * @returns {Row}
 */
export function row({ title, detail, meta, href, onClick, badge, icon, stays = false, key = href ?? title }) {
  const opens = Boolean(href || onClick) && !stays;
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
  return { key, content: html`<li>${body()}</li>` };
}

/**
 * Facts in pairs: what, and how it is.
 * @param {readonly { term: string, detail: unknown }[]} facts
 */
export function definitionList(facts) {
  return html`<dl class="facts">${facts.map(({ term, detail }) => html`<div class="facts__pair"><dt>${term}</dt><dd>${detail}</dd></div>`)}</dl>`;
}
