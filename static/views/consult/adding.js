/** Adding words to a consult, and raising it to urgent. What is typed is kept until it is stored. */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, statusText } from "../../components/index.js";
import { formErrors } from "../screen.js";
import { createKeptForm } from "../kept_form.js";

/** @param {{vault: string, screen: any, context: import("../context.js").Context, onAdded: () => void}} parts */
export function createAdding({ vault, screen, context, onAdded }) {
  const { t } = context.i18n;
  const form = createKeptForm({ text: "" }, { key: `consult/${vault}/words`, screen, context });

  async function add() {
    const text = form.values.text.trim();
    if (!form.check(text ? {} : { text: t("consult.add.missing") })) return;
    await send(text, false, "consult.add.done");
  }

  /** Nobody has to find words first: a touch is enough. */
  function raise() {
    return send(form.values.text.trim() || t("consult.raise.words"), true, "consult.raise.done");
  }

  /** @param {string} text @param {boolean} isRaised @param {string} told */
  async function send(text, isRaised, told) {
    await form.finish(() => context.consults.addWords(vault, text, { raise: isRaised }), () => {
      form.clear();
      context.toast(t(told));
      onAdded();
    });
  }

  const errors = () => formErrors(form, { title: t("common.errors.title"), first: "words", ids: { text: "words" } });

  /** @param {string} label key */
  const raiseButton = (label) => button({ label: t(label), kind: "quiet", icon: "alert", busy: form.busy, busyLabel: t("common.saving"), onClick: raise });

  /** @param {{hasButton: boolean, canRaise: boolean}} options  `hasButton`: when no button at the bottom sends it */
  function template({ hasButton, canRaise }) {
    return html`
      ${errors()}
      ${formOf({ id: "adding", label: t("consult.add"), onSubmit: add, body: html`
        ${field({ id: "words", label: t("consult.add.label"), hint: t("consult.add.hint"), multiline: true, rows: 3, maxlength: 2000,
          value: form.values.text, error: form.errors.text, onInput: form.set("text") })}
        ${statusText({ text: form.keptWords() })}
        ${hasButton ? button({ label: t("consult.add.send"), kind: "quiet", type: "submit", busy: form.busy, busyLabel: t("common.saving") }) : nothing}` })}
      ${canRaise ? raiseButton("consult.raise") : nothing}`;
  }

  const mainButton = () => button({ label: t("consult.add.send"), type: "submit", form: "adding", busy: form.busy, busyLabel: t("common.saving") });

  /** A closed request takes no more words, but what has become urgent opens it again. */
  const reopening = () => html`${errors()}${raiseButton("consult.raise.again")}`;

  return { template, mainButton, reopening, resume: form.resume };
}
