/**
 * Badges and notices: state in words with an icon; the colour only repeats what the words say (WCAG 1.4.1).
 * "urgent" is the red that is kept for what is imminent.
 */
import { html, nothing } from "lit-html";
import { icon as drawIcon } from "./icon.js";

/** @typedef {"plain"|"waiting"|"done"|"attention"|"urgent"} Tone */

/** @type {Readonly<Record<Tone, import("./icon.js").IconName>>} */
const TONE_ICONS = Object.freeze({ plain: "info", waiting: "clock", done: "check", attention: "alert", urgent: "alert" });

/**
 * @param {object} options
 * @param {string} options.label
 * @param {Tone} [options.tone]
 * @param {import("./icon.js").IconName} [options.icon] instead of the tone's own
 */
export function badge({ label, tone = "plain", icon }) {
  return html`<span class="badge" data-tone=${tone}>${drawIcon(icon ?? TONE_ICONS[tone])}<span>${label}</span></span>`;
}

/**
 * A few lines that matter on this screen.
 * @param {object} options
 * @param {Tone} [options.tone]
 * @param {string} options.title
 * @param {unknown} [options.body]
 * @param {unknown} [options.actions]
 * @param {string} [options.id]
 * @param {boolean} [options.announce] read out when it appears: urgent at once, else when the reader pauses
 */
export function notice({ tone = "plain", title, body, actions, id, announce = false }) {
  const role = announce ? (tone === "urgent" ? "alert" : "status") : nothing;
  return html`<section class="notice" data-tone=${tone} id=${id ?? nothing} role=${/** @type {any} */ (role)}>
    ${drawIcon(TONE_ICONS[tone])}
    <div class="notice__text stack stack--close">
      <h2 class="notice__title">${title}</h2>
      ${body ? html`<div class="notice__body">${body}</div>` : nothing}
      ${actions ? html`<div class="cluster">${actions}</div>` : nothing}
    </div>
  </section>`;
}

/**
 * What is shown where there is nothing yet.
 * @param {object} options
 * @param {string} options.title
 * @param {unknown} [options.body]
 * @param {unknown} [options.action]
 * @param {import("./icon.js").IconName} [options.icon]
 */
export function emptyState({ title, body, action, icon }) {
  return html`<div class="empty stack">
    ${icon ? drawIcon(icon) : nothing}
    <p class="empty__title">${title}</p>
    ${body ? html`<p class="quiet">${body}</p>` : nothing}
    ${action ?? nothing}
  </div>`;
}
