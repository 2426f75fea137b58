/**
 * The two things that are always in the same place: the tabs, and the crisis row above them (WCAG 3.2.3, 3.2.6).
 */
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";

/**
 * @typedef {object} Tab
 * @property {string} label
 * @property {string} href
 * @property {import("./icon.js").IconName} icon
 * @property {boolean} [current]
 * @property {{ text: string, label: string }} [badge] what is drawn ("2") and what is said ("2 waiting for you")
 */

/**
 * @param {readonly Tab[]} items
 * @param {string} label spoken name of the navigation
 */
export function tabs(items, label) {
  const link = (/** @type {Tab} */ tab) => html`<a class="tabs__link" href=${tab.href} aria-current=${tab.current ? "page" : nothing}>
    <span class="tabs__picture">${icon(tab.icon)}${tab.badge ? html`<span class="tabs__badge" aria-hidden="true">${tab.badge.text}</span>` : nothing}</span>
    <span class="tabs__label">${tab.label}${tab.badge ? html`<span class="unseen">, ${tab.badge.label}</span>` : nothing}</span>
  </a>`;
  return html`<nav class="tabs" aria-label=${label}>${items.map(link)}</nav>`;
}

/**
 * @param {object} options
 * @param {string} options.label
 * @param {(event: Event) => unknown} options.onOpen
 * @param {import("./icon.js").IconName} [options.icon]
 */
export function crisisRow({ label, onOpen, icon: name = "phone" }) {
  return html`<button class="crisis-row" type="button" aria-haspopup="dialog" @click=${onOpen}>${icon(name)}<span>${label}</span></button>`;
}
