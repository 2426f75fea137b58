/**
 * Small lit directives for what only the live element can do: a modal dialog, and moving focus once.
 */
import { noChange } from "lit-html";
import { AsyncDirective, directive } from "lit-html/async-directive.js";

/** Keeps a <dialog> open or closed as the state says; closing gives the focus back to where it was. */
class ModalDirective extends AsyncDirective {
  /** @type {HTMLDialogElement | undefined} */
  #dialog;

  /** @param {boolean} _open */
  render(_open) {
    return noChange;
  }

  /**
   * @override
   * @param {import("lit-html/directive.js").ElementPart} part
   * @param {[boolean]} values
   */
  update(part, [open]) {
    const dialog = /** @type {HTMLDialogElement} */ (part.element);
    this.#dialog = dialog;
    if (!open && dialog.open) dialog.close();
    // On first render the element is not yet in the document, and only a connected dialog can be modal.
    if (open && !dialog.open) queueMicrotask(() => dialog.isConnected && !dialog.open && this.isConnected && dialog.showModal());
    return noChange;
  }

  /** @override */
  disconnected() {
    if (this.#dialog?.open) this.#dialog.close();
  }
}

export const modal = directive(ModalDirective);

/** Focuses its element when it appears, and again whenever the token changes (such as the number of tries). */
class FocusOnDirective extends AsyncDirective {
  /** @type {unknown} */
  #last = Symbol("never");

  /** @param {unknown} _token */
  render(_token) {
    return noChange;
  }

  /**
   * @override
   * @param {import("lit-html/directive.js").ElementPart} part
   * @param {[unknown]} values
   */
  update(part, [token]) {
    if (token === this.#last) return noChange;
    this.#last = token;
    queueMicrotask(() => /** @type {HTMLElement} */ (part.element).focus());
    return noChange;
  }
}

export const focusOn = directive(FocusOnDirective);
