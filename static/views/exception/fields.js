/** The fields of one exception: exactly those that its rule wants (`domain/disclosure/bases.js`), and what every entry of the log asks. */
import { html, nothing } from "lit-html";
import { choices, field } from "../../components/index.js";
import { BASIS, fieldsOf, needsConsult } from "../../domain/disclosure/index.js";
import { CATEGORIES } from "../../domain/release/index.js";
import { stampAt } from "../share/facts.js";
import { toldMissing } from "../share/told.js";

/** @typedef {import("../../domain/disclosure/bases.js").BasisId} BasisId */
/**
 * @typedef {{details: Record<string, string>, recipient: string, categories: string[], said: string, imminent: string, consult: string,
 *   told: string, toldReason: string, way: string}} Filled
 */

export const IDS = Object.freeze({
  categories: "categories-first", imminent: "imminent-first", consult: "consult-first", told: "told-first", toldReason: "told-reason", way: "way-first",
});

/** Who is told in an emergency is one of the four facts already. @param {BasisId} basis */
const asksRecipient = (basis) => basis !== "emergency";
const mayBeImminent = (/** @type {BasisId} */ basis) => BASIS[basis].consult === "unless-imminent";

/** What the rule wants, as it is written down. @param {BasisId} basis @param {Filled} filled @returns {Record<string, string|boolean>} */
export function detailsOf(basis, { details, imminent }) {
  /** @param {import("../../domain/disclosure/bases.js").BasisField} wanted */
  const valueOf = ({ field: name, type }) => (type === "moment" ? momentOf(details, name) : (details[name] ?? "").trim());
  return {
    ...Object.fromEntries(fieldsOf(basis).map((each) => [each.field, valueOf(each)])),
    ...(mayBeImminent(basis) ? { imminent: imminent === "yes" } : {}),
  };
}

/** @param {Record<string, string>} details @param {string} name */
function momentOf(details, name) {
  const moment = Date.parse(`${details[`${name}-day`]}T${details[`${name}-time`]}`);
  return Number.isNaN(moment) ? "" : stampAt(moment);
}

/** The day and the time of now, to be corrected. @param {number} now @param {BasisId} basis @returns {Record<string, string>} */
export function startOf(now, basis) {
  const stamp = stampAt(now);
  const moments = fieldsOf(basis).filter(({ type }) => type === "moment");
  return Object.fromEntries(moments.flatMap(({ field: name }) => [[`${name}-day`, stamp.slice(0, 10)], [`${name}-time`, stamp.slice(11, 16)]]));
}

/**
 * @param {BasisId} basis @param {Filled} filled @param {import("../../lib/i18n.js").Translator["t"]} t
 * @returns {Record<string, string>} by field id or name of `IDS`
 */
export function missingIn(basis, filled, t) {
  const details = detailsOf(basis, filled);
  const { records } = BASIS[basis];
  const idOf = (/** @type {string} */ name, /** @type {string} */ type) => (type === "moment" ? `${name}-day` : name);
  const lacking = fieldsOf(basis).filter(({ field: name, required }) => required && !details[name]);
  return {
    ...Object.fromEntries(lacking.map(({ field: name, type }) => [idOf(name, type), t("share.field.missing", { field: t(`share.field.${name}`) })])),
    ...(asksRecipient(basis) && !filled.recipient.trim() ? { recipient: t("share.field.recipientMissing") } : {}),
    ...(records && !filled.categories.length ? { categories: t("share.ask.categoriesMissing") } : {}),
    ...(records && !filled.said.trim() ? { said: t("share.field.saidMissing") } : {}),
    ...(mayBeImminent(basis) && !filled.imminent ? { imminent: t("share.field.imminentMissing") } : {}),
    ...(needsConsult(basis, details) && !filled.consult ? { consult: t("share.field.consultMissing") } : {}),
    ...toldMissing(filled, t),
    ...(filled.way ? {} : { way: t("share.fill.wayMissing") }),
  };
}

/** @param {import("../context.js").Context} context @param {{basis: BasisId, form: any, names: {categories: Record<string, string>}}} parts */
export function ruleFields({ i18n: { t } }, { basis, form, names }) {
  const { values, errors, set } = form;
  const write = (/** @type {string} */ name) => (/** @type {string} */ text) => set("details")({ ...form.values.details, [name]: text });

  /** @param {string} name @param {"text"|"date"|"time"} type @param {string} label @param {boolean} [isLong] */
  const one = (name, type, label, isLong = false) => field({ id: name, label, type, multiline: isLong, rows: 3, maxlength: 2000,
    value: values.details[name] ?? "", error: errors[name], onInput: write(name) });

  /** @param {import("../../domain/disclosure/bases.js").BasisField} wanted */
  function fieldFor({ field: name, type }) {
    const label = t(`share.field.${name}`);
    if (type === "moment") return html`${one(`${name}-day`, "date", label)}${one(`${name}-time`, "time", t(`share.field.${name}.time`))}`;
    return one(name, type === "day" ? "date" : "text", label, LONG.includes(name));
  }

  return html`
    ${asksRecipient(basis) ? field({ id: "recipient", label: t(`share.field.recipient.${basis}`), maxlength: 200, value: values.recipient,
      error: errors.recipient, onInput: set("recipient") }) : nothing}
    ${fieldsOf(basis).map(fieldFor)}
    ${BASIS[basis].records ? html`
      ${choices({ name: "categories", legend: t("share.field.kinds"), multiple: true, value: values.categories, error: errors.categories,
        onChange: set("categories"),
        options: CATEGORIES.filter((id) => id !== "everything").map((value) => ({ value, label: names.categories[value] ?? value })) })}
      ${field({ id: "said", label: t("share.field.said"), hint: t("share.field.saidHint"), multiline: true, rows: 4, maxlength: 5000,
        value: values.said, error: errors.said, onInput: set("said") })}` : nothing}`;
}

const LONG = ["nature", "incident", "circumstances", "scope", "agreement"];

/**
 * Whether a supervisor was asked, unless it cannot wait.
 * @param {import("../context.js").Context} context @param {{basis: BasisId, form: any, consults: import("../context.js").ConsultSummary[]}} parts
 */
export function consultFields({ i18n: { t, time } }, { basis, form, consults }) {
  const { values, errors, set } = form;
  const imminent = mayBeImminent(basis) ? choices({ name: "imminent", legend: t("share.field.imminent"), value: values.imminent,
    error: errors.imminent, onChange: set("imminent"),
    options: ["yes", "no"].map((value) => ({ value, label: t(`share.field.imminent.${value}`) })) }) : nothing;
  if (!needsConsult(basis, detailsOf(basis, values)) || (mayBeImminent(basis) && !values.imminent)) return imminent;
  /** @param {import("../context.js").ConsultSummary} consult */
  const optionOf = ({ vault, askedAt, state }) => ({
    value: vault, label: t("share.field.consultOf", { time: time(askedAt) }), hint: t(`consult.state.${state}`),
  });
  return html`${imminent}
    ${consults.length ? choices({ name: "consult", legend: t("share.field.consult"), value: values.consult, error: errors.consult, onChange: set("consult"),
      options: consults.map(optionOf) })
    : html`<p id="consult-first" tabindex="-1">${t("share.field.noConsult")}</p>`}`;
}
