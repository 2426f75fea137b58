/**
 * A sheet from the bottom: a real modal <dialog>. The browser keeps focus inside and gives it back on closing; Escape closes.
 * A tap beside it does nothing, so that a slip of the thumb cannot lose what was typed in it.
 */
import { html, nothing } from "lit-html";
import { button } from "./button.js";
import { modal } from "./directives.js";

/**
 * Render it always and switch `open`; then the focus goes back to the button that opened it.
 * @param {object} options
 * @param {boolean} options.open
 * @param {string} options.id unique on the screen
 * @param {string} options.title
 * @param {unknown} options.body
 * @param {() => unknown} options.onClose the state behind `open` must become false
 * @param {string} options.closeLabel such as "Close"
 * @param {unknown} [options.actions] buttons at the foot; the main one first
 * @param {unknown} [options.crisis] a crisisRow at the very foot, for sheets that could keep someone from help
 * @param {"plain"|"urgent"} [options.tone]
 */
export function sheet({ open, id, title, body, onClose, closeLabel, actions, crisis, tone = "plain" }) {
  const heading = `${id}-title`;
  const onCancel = (/** @type {Event} */ event) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    onClose();
  };
  const onClosed = (/** @type {Event} */ event) => {
    if (open && event.target === event.currentTarget) onClose();
  };
  return html`<dialog class="sheet" id=${id} data-tone=${tone} aria-labelledby=${heading} ${modal(open)} @cancel=${onCancel} @close=${onClosed}>
    ${open ? html`<div class="sheet__frame">
      <header class="sheet__head">
        <h2 id=${heading} tabindex="-1" autofocus>${title}</h2>
        ${button({ label: closeLabel, kind: "plain", icon: "close", onClick: onClose })}
      </header>
      <div class="sheet__body stack">${body}</div>
      ${actions || crisis ? html`<footer class="sheet__foot stack stack--close">${actions ?? nothing}${crisis ?? nothing}</footer>` : nothing}
    </div>` : nothing}
  </dialog>`;
}
