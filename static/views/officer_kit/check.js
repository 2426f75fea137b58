/** A recovery kit as it comes back from where it was kept: the file chosen, the words typed. Both are forgotten when the screen goes. */
import { html } from "lit-html";
import { button, field, fileField, form as formOf } from "../../components/index.js";
import { explainDirect } from "../attempt.js";
import { createForm, formErrors } from "../screen.js";

const IDS = { kit: "kit-file", words: "kit-words" };

/**
 * @param {{context: import("../context.js").Context, draw: () => void, check: (kit: string, words: string) => Promise<void>, onOpened: () => unknown}} parts
 *   check: rejects when it does not open, or is another
 */
export function createCheck({ context, draw, check, onOpened }) {
  const { t } = context.i18n;
  const form = createForm({ kit: "", words: "" }, { draw, explain: explainDirect(context) });

  async function send() {
    const { kit, words } = form.values;
    if (!form.check({ ...(kit ? {} : { kit: t("leaving.kit.fileMissing") }), ...(words.trim() ? {} : { words: t("leaving.kit.wordsMissing") }) })) return;
    await form.send(() => check(kit, words));
    if (form.failure) return;
    form.values.words = "";
    await onOpened();
  }

  /** @param {File|null} file */
  const choose = async (file) => form.set("kit")(file ? await file.text() : "");

  /** @param {{label: string, action: string, busyLabel: string, kind?: "quiet"|"primary"}} words */
  const view = ({ label, action, busyLabel, kind = "quiet" }) => html`
    ${formErrors(form, { title: t("common.errors.title"), first: IDS.kit, ids: IDS })}
    ${formOf({ label, onSubmit: send, body: html`
      ${fileField({ id: IDS.kit, label: t("leaving.kit.file"), error: form.errors.kit, onFile: choose })}
      ${field({ id: IDS.words, label: t("leaving.kit.words"), hint: t("leaving.kit.wordsHint"), capitals: "off", value: form.values.words, onInput: form.set("words"), error: form.errors.words })}
      ${button({ label: action, kind, type: "submit", icon: "check", busy: form.busy, busyLabel })}` })}`;

  return { view, forget: () => void Object.assign(form.values, { kit: "", words: "" }) };
}
