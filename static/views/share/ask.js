/** The question for the gate: to whom, what, about which days, why. The recipients of this person's releases are offered; anybody else is typed. */
import { html, nothing } from "lit-html";
import { choices, field } from "../../components/index.js";
import { CATEGORIES, periodOf, PURPOSES, releaseState } from "../../domain/release/index.js";

export const OTHER = "other";
export const ASK_IDS = Object.freeze({ recipient: "recipient-first", otherName: "other-name", categories: "categories-first",
  purpose: "purpose-first", purposeWords: "purpose-words", from: "from", to: "to" });
/** "Everything" is a way to sign, not a way to share. */
const SHAREABLE = CATEGORIES.filter((id) => id !== "everything");

/** @typedef {{recipient: string, otherName: string, categories: string[], purpose: string, purposeWords: string, from: string, to: string}} Asked */

/** Each recipient once, with the release that stands best. @param {any[]} releases @param {number} now */
function recipientsOf(releases, now) {
  const order = ["active", "expires-soon", "expired", "revoked"];
  const ranked = releases.map((release) => ({ release, state: releaseState(release, now) })).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const named = ranked.map(({ release, state }) => ({ name: String(release.document.terms.recipient.name), release, state }));
  return named.filter(({ name }, index) => named.findIndex((each) => each.name === name) === index);
}

/** @param {Asked} asked */
export const recipientName = ({ recipient, otherName }) => (recipient === OTHER ? otherName : recipient.replace(/^to:/, "")).trim();

/** @param {Asked} asked */
export function requestOf(asked) {
  return {
    recipient: { name: recipientName(asked) }, categories: asked.categories, from: asked.from || null, to: asked.to || null,
    purpose: { id: asked.purpose, words: asked.purposeWords.trim() },
  };
}

/** What the gate cannot be asked without. @param {Asked} asked @param {(key: string) => string} t @returns {Partial<Record<keyof Asked, string>>} */
export function askMissing(asked, t) {
  return {
    ...(asked.recipient ? {} : { recipient: t("share.ask.recipientMissing") }),
    ...(asked.recipient === OTHER && !asked.otherName.trim() ? { otherName: t("share.ask.nameMissing") } : {}),
    ...(asked.categories.length ? {} : { categories: t("share.ask.categoriesMissing") }),
    ...(asked.purpose ? {} : { purpose: t("share.ask.purposeMissing") }),
    ...(asked.purpose === "other" && !asked.purposeWords.trim() ? { purposeWords: t("share.ask.purposeWordsMissing") } : {}),
    ...(asked.from && asked.to && asked.from > asked.to ? { to: t("share.ask.datesWrong") } : {}),
  };
}

/**
 * @param {import("../context.js").Context} context
 * @param {{form: any, releases: any[], names: {categories: Record<string, string>, purposes: Record<string, string>}}} parts  form: of `kept_form.js`
 */
export function askFields({ i18n: { t }, now }, { form, releases, names }) {
  const { values, errors, set } = form;
  const known = recipientsOf(releases, now());

  /** The days that the release is about stand there at once; they can be made fewer. @param {string} value */
  function choose(value) {
    const release = known.find(({ name }) => value === `to:${name}`)?.release;
    const period = release ? periodOf(release) : { from: null, to: null };
    form.values.from = period.from ?? "";
    form.values.to = period.to ?? "";
    set("recipient")(value);
  }

  return html`
    ${choices({ name: "recipient", legend: t("share.ask.recipient"), value: values.recipient, error: errors.recipient, onChange: choose, options: [
      ...known.map(({ name, state }) => ({ value: `to:${name}`, label: name, hint: t(`share.ask.state.${state}`) })),
      { value: OTHER, label: t("share.ask.other") },
    ] })}
    ${values.recipient === OTHER ? field({ id: "other-name", label: t("share.ask.name"), value: values.otherName, error: errors.otherName,
      maxlength: 200, capitals: "words", onInput: set("otherName") }) : nothing}
    ${choices({ name: "categories", legend: t("share.ask.categories"), hint: t("share.ask.categoriesHint"), multiple: true, value: values.categories,
      error: errors.categories, onChange: set("categories"),
      options: SHAREABLE.map((value) => ({ value, label: names.categories[value] ?? value })) })}
    ${field({ id: "from", type: "date", label: t("share.ask.from"), hint: t("share.ask.fromHint"), value: values.from, error: errors.from,
      onInput: set("from") })}
    ${field({ id: "to", type: "date", label: t("share.ask.to"), hint: t("share.ask.toHint"), value: values.to, error: errors.to, onInput: set("to") })}
    ${choices({ name: "purpose", legend: t("share.ask.purpose"), value: values.purpose, error: errors.purpose, onChange: set("purpose"),
      options: PURPOSES.map((value) => ({ value, label: names.purposes[value] ?? value })) })}
    ${values.purpose === "other" ? field({ id: "purpose-words", label: t("share.ask.purposeWords"), value: values.purposeWords,
      error: errors.purposeWords, maxlength: 200, onInput: set("purposeWords") }) : nothing}`;
}
