/**
 * The little that every screen shares: draw, draw again while it is there, and leave nothing behind.
 */
import { nothing, render } from "lit-html";
import { errorSummary } from "../components/index.js";

/**
 * @param {HTMLElement} root
 * @param {() => unknown} template
 */
export function createScreen(root, template) {
  let isShown = true;
  /** @type {Array<() => void>} */
  const onLeave = [];
  const draw = () => {
    if (isShown) render(template(), root);
  };
  return {
    draw,
    isShown: () => isShown,
    /** Runs when the screen goes: un-subscribe, stop a timer. @param {() => void} fn */
    onLeave: (fn) => void onLeave.push(fn),
    leave() {
      isShown = false;
      for (const fn of onLeave) fn();
      render(nothing, root);
      root.replaceChildren();
    },
  };
}

/**
 * The state of a form whose sending may fail: what is wrong is shown, what was typed stays.
 * @template {Record<string, any>} Values
 * @param {Values} values
 * @param {{draw: () => void, explain: (error: unknown) => {title: string, body: string, code: string}}} parts
 */
export function createForm(values, { draw, explain }) {
  const form = {
    values,
    /** @type {Partial<Record<keyof Values, string>>} */
    errors: {},
    /** @type {string|null} */
    failure: null,
    busy: false,
    tries: 0,
    /** @param {keyof Values} name */
    set: (name) => (/** @type {any} */ value) => {
      form.values[name] = value;
      delete form.errors[name];
      draw();
    },
    /** @param {Partial<Record<keyof Values, string>>} errors @returns {boolean} whether there are none */
    check(errors) {
      form.errors = errors;
      form.tries += 1;
      draw();
      return Object.keys(errors).length === 0;
    },
    /** @param {() => Promise<void>} act */
    async send(act) {
      form.busy = true;
      form.failure = null;
      draw();
      try {
        await act();
      } catch (error) {
        form.failure = explain(error).body;
        form.tries += 1;
      } finally {
        form.busy = false;
        draw();
      }
    },
  };
  return form;
}

/**
 * What stands above a form after a try that did not work: what failed, then each field that wants something.
 * @param {{errors: Record<string, string|undefined>, failure: string|null, tries: number}} form
 * @param {{title: string, first: string, ids: Record<string, string>}} words  `ids`: field id by name; `first`: where a failure leads
 */
export function formErrors(form, { title, first, ids }) {
  const failed = form.failure ? [{ fieldId: first, text: form.failure }] : [];
  const fields = Object.entries(form.errors).map(([name, text]) => ({ fieldId: ids[name] ?? name, text: text ?? "" }));
  const errors = [...failed, ...fields];
  return errors.length ? errorSummary({ title, errors, attempt: form.tries }) : nothing;
}
