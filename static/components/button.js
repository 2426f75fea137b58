/**
 * Buttons. One primary a screen. "danger" is the clear red that is kept for what is imminent, never for "delete".
 * A button cannot be pressed twice for one act: while it is busy, or while the promise its handler returned is open,
 * further presses do nothing (and it keeps the focus, which a disabled button would lose).
 */
import { html, nothing } from "lit-html";
import { icon as drawIcon } from "./icon.js";

/** @typedef {"primary"|"quiet"|"danger"|"plain"} ButtonKind */

/**
 * Calls the handler unless this button is already at work.
 * @param {((event: Event) => unknown) | undefined} onClick
 * @returns {(event: Event) => void}
 */
function onceAtATime(onClick) {
  return (event) => {
    const element = /** @type {HTMLElement} */ (event.currentTarget);
    if (element.getAttribute("aria-disabled") === "true" || element.dataset.working) {
      event.preventDefault();
      return;
    }
    const result = onClick?.(event);
    if (result instanceof Promise) {
      element.dataset.working = "yes";
      void result.finally(() => delete element.dataset.working);
    }
  };
}

/**
 * @param {object} options
 * @param {string} options.label words, starting with a verb
 * @param {ButtonKind} [options.kind]
 * @param {(event: Event) => unknown} [options.onClick] may return a promise: the button waits for it
 * @param {boolean} [options.disabled] prefer leaving it enabled and saying what is missing
 * @param {boolean} [options.busy] shows `busyLabel` and swallows presses
 * @param {string} [options.busyLabel] such as "Saving…"; the label stays when absent
 * @param {import("./icon.js").IconName} [options.icon]
 * @param {string} [options.describedBy] id of an element that says more
 * @param {"button"|"submit"} [options.type]
 * @param {string} [options.id]
 * @param {boolean} [options.pressed] for a button that stays on or off
 * @param {boolean} [options.expanded] for a button that opens something
 * @param {boolean} [options.iconOnly] the label is spoken but not drawn; only for signs that everybody knows
 * @param {string} [options.form] id of the form that a submit button outside it belongs to
 */
export function button({
  label, kind = "primary", onClick, disabled = false, busy = false, busyLabel, icon, describedBy,
  type = "button", id, pressed, expanded, form, iconOnly = false,
}) {
  return html`<button
    class="button" data-kind=${kind} type=${type} id=${id ?? nothing} form=${form ?? nothing}
    ?data-icon-only=${iconOnly} ?disabled=${disabled} aria-disabled=${busy ? "true" : nothing}
    aria-describedby=${describedBy ?? nothing} aria-pressed=${pressed ?? nothing} aria-expanded=${expanded ?? nothing}
    @click=${onceAtATime(onClick)}
  >${icon ? drawIcon(icon) : nothing}<span class=${iconOnly ? "unseen" : nothing}>${busy ? (busyLabel ?? label) : label}</span></button>`;
}

/**
 * A link that looks like a button: tel:, sms:, a download or another screen.
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.href
 * @param {ButtonKind} [options.kind]
 * @param {import("./icon.js").IconName} [options.icon]
 * @param {string} [options.detail] a second, smaller line
 * @param {(event: Event) => void} [options.onClick]
 * @param {string} [options.download] file name, when the link saves a file
 * @param {string} [options.id]
 */
export function linkButton({ label, href, kind = "quiet", icon, detail, onClick, download, id }) {
  return html`<a
    class="button" data-kind=${kind} href=${href} id=${id ?? nothing} download=${download ?? nothing} @click=${onClick ?? nothing}
  >${icon ? drawIcon(icon) : nothing}<span>${label}${detail ? html` <small class="button__detail">${detail}</small>` : nothing}</span></a>`;
}

/**
 * A form that is sent by its submit button or by Enter; the page never reloads, and the browser's own bubbles stay away
 * because errors are shown beside the fields.
 * @param {object} options
 * @param {unknown} options.body fields and a button of type "submit" (or one elsewhere with `form: id`)
 * @param {(event: SubmitEvent) => unknown} options.onSubmit
 * @param {string} [options.id]
 * @param {string} [options.label] spoken name, when no heading names it
 */
export function form({ body, onSubmit, id, label }) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    return onSubmit(event);
  };
  return html`<form class="stack" novalidate id=${id ?? nothing} aria-label=${label ?? nothing} @submit=${onceAtATime(
    /** @type {(event: Event) => unknown} */ (submit),
  )}>${body}</form>`;
}
