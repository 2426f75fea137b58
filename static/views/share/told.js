/** "Was the person told?" is answered each time; anything but yes wants its reason. */
import { html, nothing } from "lit-html";
import { choices, field } from "../../components/index.js";

const TOLD = Object.freeze(["yes", "later", "no"]);

/** @param {import("../context.js").Context} context @param {any} form  of `kept_form.js`, with `told` and `toldReason` */
export function toldFields({ i18n: { t } }, { values, errors, set }) {
  return html`
    ${choices({ name: "told", legend: t("share.told"), hint: t("share.told.hint"), value: values.told, error: errors.told, onChange: set("told"),
      options: TOLD.map((value) => ({ value, label: t(`share.told.${value}`) })) })}
    ${values.told && values.told !== "yes" ? field({ id: "told-reason", label: t("share.told.reason"), multiline: true, rows: 2, maxlength: 2000,
      value: values.toldReason, error: errors.toldReason, onInput: set("toldReason") }) : nothing}`;
}

/** As the log wants it; a yes has no reason. @param {{told: string, toldReason: string}} values */
export function toldOf({ told, toldReason }) {
  const answer = /** @type {"yes"|"later"|"no"} */ (told);
  return { told: answer, toldReason: answer === "yes" ? "" : toldReason.trim() };
}

/** @param {{told: string, toldReason: string}} values @param {(key: string) => string} t @returns {{told?: string, toldReason?: string}} */
export function toldMissing({ told, toldReason }, t) {
  if (!told) return { told: t("share.told.missing") };
  return told !== "yes" && !toldReason.trim() ? { toldReason: t("share.told.reasonMissing") } : {};
}
