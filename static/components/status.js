/**
 * Words that change while one looks on, and that are read out when they do (WCAG 4.1.3).
 */
import { html, nothing, render } from "lit-html";
import { button } from "./button.js";
import { icon as drawIcon } from "./icon.js";

/**
 * Keep it rendered, even when empty: a live region only speaks of what changes inside it.
 * @param {object} options
 * @param {unknown} options.text
 * @param {string} [options.id]
 * @param {import("./icon.js").IconName} [options.icon]
 */
export function statusText({ text, id, icon }) {
  return html`<p class="status" role="status" id=${id ?? nothing}>${text && icon ? drawIcon(icon) : nothing}<span>${text}</span></p>`;
}

/** The region that a toaster writes into; a shell has one already. */
export function toast() {
  return html`<div class="toasts" id="toasts" role="status" aria-live="polite"></div>`;
}

/**
 * @typedef {object} Toaster
 * @property {(message: { text: string, action?: { label: string, onClick: () => unknown } }) => () => void} show replaces the one before; gives what takes it back
 * @property {() => void} clear
 */

/**
 * Short confirmations under the top bar; never the only place where something is said, since they go by themselves.
 * @param {HTMLElement} root a toast region
 * @param {object} options
 * @param {string} options.dismissLabel
 * @param {number} [options.duration] milliseconds; with an action it stays until dismissed (WCAG 2.2.1)
 * @param {(run: () => void, delay: number) => any} [options.schedule]
 * @param {(handle: any) => void} [options.cancel]
 * @returns {Toaster}
 */
export function createToaster(root, {
  dismissLabel, duration = 8000,
  schedule = (run, delay) => setTimeout(run, delay), cancel = (handle) => clearTimeout(handle),
}) {
  /** @type {unknown} */
  let timer;
  let shown = 0;
  const clear = () => {
    cancel(timer);
    render(nothing, root);
  };
  /** @type {Toaster["show"]} */
  const show = ({ text, action }) => {
    cancel(timer);
    const act = () => {
      clear();
      return action?.onClick();
    };
    render(html`<div class="toast">
      <p class="toast__text">${text}</p>
      ${action ? button({ label: action.label, kind: "plain", onClick: act }) : nothing}
      ${button({ label: dismissLabel, kind: "plain", icon: "close", iconOnly: true, onClick: clear })}
    </div>`, root);
    if (!action) timer = schedule(clear, duration);
    const mine = (shown += 1);
    return () => void (mine === shown && clear());
  };
  return { show, clear };
}
