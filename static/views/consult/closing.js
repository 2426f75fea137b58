/** Closing an answered consult: how it turned out, and whether the participant was told; a "no" wants its reason. */
import { html } from "lit-html";
import { button, choices, field, sheet, statusText } from "../../components/index.js";
import { missingInClosing } from "../../domain/consult/index.js";
import { formErrors } from "../screen.js";
import { createKeptForm } from "../kept_form.js";

const TOLD = Object.freeze(["yes", "not-yet", "no"]);
const IDS = Object.freeze({ outcome: "outcome", told: "told-first", toldReason: "told-reason" });
const MISSING = Object.freeze({ outcome: "consult.close.outcomeMissing", told: "consult.close.toldMissing", toldReason: "consult.close.reasonMissing" });

/** @param {{vault: string, screen: any, context: import("../context.js").Context, onClosed: () => void}} parts */
export function createClosing({ vault, screen, context, onClosed }) {
  const { t } = context.i18n;
  const form = createKeptForm({ outcome: "", told: "", toldReason: "" }, { key: `consult/${vault}/close`, screen, context, picked: ["told"] });
  let isOpen = false;

  /** @param {boolean} next */
  function show(next) {
    isOpen = next;
    screen.draw();
  }

  async function send() {
    const closing = { ...form.values, toldReason: form.values.told === "yes" ? "" : form.values.toldReason.trim() };
    const missing = /** @type {Array<keyof typeof MISSING>} */ (missingInClosing(closing));
    if (!form.check(Object.fromEntries(missing.map((name) => [name, t(MISSING[name])])))) return;
    await form.finish(() => context.consults.close(vault, closing), () => {
      show(false);
      onClosed();
    });
  }

  function template() {
    const { values, errors, set } = form;
    return sheet({
      id: "closing", crisis: context.helpRow(), open: isOpen, title: t("consult.close"), closeLabel: t("common.cancel"), onClose: () => show(false),
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: "outcome", ids: IDS })}
        ${field({ id: "outcome", label: t("consult.close.outcome"), hint: t("consult.close.outcomeHint"), multiline: true, maxlength: 2000,
          value: values.outcome, error: errors.outcome, onInput: set("outcome") })}
        ${choices({ name: "told", legend: t("consult.close.told"), value: values.told, error: errors.told, onChange: set("told"),
          options: TOLD.map((value) => ({ value, label: t(`consult.close.told.${value}`) })) })}
        ${values.told && values.told !== "yes" ? field({ id: "told-reason", label: t("consult.close.reason"), hint: t("consult.close.reasonHint"), multiline: true,
          rows: 3, maxlength: 2000, value: values.toldReason, error: errors.toldReason, onInput: set("toldReason") }) : ""}
        ${statusText({ text: form.keptWords() })}`,
      actions: button({ label: t("consult.close"), busy: form.busy, busyLabel: t("common.saving"), onClick: send }),
    });
  }

  return { template, resume: form.resume, open: () => show(true) };
}
