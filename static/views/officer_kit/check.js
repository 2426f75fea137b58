/** A recovery kit as it comes back from where it was kept: the file chosen, the words typed. Both are forgotten when the screen goes. */
import { html } from "lit-html";
import { button, form as formOf } from "../../components/index.js";
import { explainDirect } from "../attempt.js";
import { KIT_IDS, kitErrors, kitFields } from "../kit_fields.js";
import { createForm, formErrors } from "../screen.js";

/**
 * @param {{context: import("../context.js").Context, draw: () => void, check: (kit: string, words: string) => Promise<void>, onOpened: () => unknown}} parts
 *   check: rejects when it does not open, or is another
 */
export function createCheck({ context, draw, check, onOpened }) {
  const { t } = context.i18n;
  const form = createForm({ kit: "", words: "" }, { draw, explain: explainDirect(context) });

  async function send() {
    const { kit, words } = form.values;
    if (!form.check(kitErrors({ t, values: form.values }))) return;
    await form.send(() => check(kit, words));
    if (form.failure) return;
    form.values.words = "";
    await onOpened();
  }

  /** @param {{label: string, action: string, busyLabel: string, kind?: "quiet"|"primary"}} words */
  const view = ({ label, action, busyLabel, kind = "quiet" }) => html`
    ${formErrors(form, { title: t("common.errors.title"), first: KIT_IDS.kit, ids: KIT_IDS })}
    ${formOf({ label, onSubmit: send, body: html`
      ${kitFields({ t, form })}
      ${button({ label: action, kind, type: "submit", icon: "check", busy: form.busy, busyLabel })}` })}`;

  return { view, forget: () => void Object.assign(form.values, { kit: "", words: "" }) };
}
