/** What is to be shared, asked one thing a page, in the participant's words. Nothing is asked twice, and nothing holds anybody up: the check names what is missing. */
import { html, nothing } from "lit-html";
import { button, choices, field, list, notice, row } from "../../components/index.js";
import { CATEGORIES, PURPOSES, RECIPIENTS, TYPES } from "../../domain/release/index.js";
import { termsOfType } from "./values.js";

const LONGEST_LINE = 200;
const LONGEST_WORDS = 2_000;
const MONTHS = [1, 3, 6, 12];

/** @typedef {import("./index.js").StepParts} StepParts */

/** A tap is the answer and goes on. @param {StepParts} step */
export function kindStep({ t, values, setAll, goOn }) {
  const choose = (/** @type {string} */ type) => {
    setAll(termsOfType(values, type));
    return goOn();
  };
  return {
    title: t("release.kind.title"), lead: t("release.kind.lead"),
    body: list(TYPES.map((type) => row({
      title: t(`release.type.${type}`), detail: t(`release.type.${type}.hint`), icon: "document", onClick: () => choose(type),
    })), { label: t("release.kind.title") }),
  };
}

/** @param {StepParts} step */
export function whoStep({ t, values, set, next }) {
  return {
    title: t("release.who.title"),
    body: html`
      ${field({ id: "discloser", label: t("release.who.discloser"), hint: t("release.who.discloser.hint"), value: values.discloser, maxlength: LONGEST_LINE, capitals: "words", onInput: set("discloser") })}
      ${choices({
        name: "recipient-kind", legend: t("release.who.kind"), value: values.recipientKind, onChange: set("recipientKind"),
        options: RECIPIENTS.map((kind) => ({ value: kind, label: t(`release.who.${kind}`), ...(kind === "class" ? { hint: t("release.who.class.hint") } : {}) })),
      })}
      ${field({ id: "recipient-name", label: t("release.who.name"), hint: t("release.who.name.hint"), value: values.recipientName, maxlength: LONGEST_LINE, capitals: "words", onInput: set("recipientName") })}
      ${field({ id: "recipient-address", label: t("release.who.address"), value: values.recipientAddress, maxlength: LONGEST_LINE, capitals: "words", onInput: set("recipientAddress") })}
      ${field({ id: "recipient-contact", label: t("release.who.contact"), value: values.recipientContact, maxlength: LONGEST_LINE, onInput: set("recipientContact") })}`,
    action: next,
  };
}

/** @param {StepParts} step */
export function whatStep({ t, values, set, next, labels }) {
  const isNotes = values.type === "counselling-notes";
  const offered = CATEGORIES.filter((each) => (each === "counselling-notes") === isNotes);
  return {
    title: t("release.what.title"), lead: t("release.what.lead"),
    body: html`
      ${choices({
        name: "categories", legend: t("release.what.title"), legendUnseen: true, multiple: true, value: values.categories, onChange: set("categories"),
        options: offered.map((id) => ({ value: id, label: labels.categories[id] ?? id })),
      })}
      ${values.categories.includes("everything") ? notice({ tone: "attention", title: t("release.warning.everything"), body: t("release.warning.everythingBody"), announce: true }) : nothing}
      ${isNotes ? nothing : html`<p class="quiet">${t("release.what.notesApart")}</p>`}
      ${field({ id: "details", label: t("release.what.details"), hint: t("release.what.details.hint"), multiline: true, value: values.details, maxlength: LONGEST_WORDS, onInput: set("details") })}`,
    action: next,
  };
}

/** @param {StepParts} step */
export function whenStep({ t, values, set, next }) {
  return {
    title: t("release.when.title"),
    body: html`
      ${choices({
        name: "past", legend: t("release.when.past"), value: values.past, onChange: set("past"),
        options: [{ value: "yes", label: t("release.when.pastYes") }, { value: "no", label: t("release.when.pastNo") }],
      })}
      <p class="quiet">${t("release.when.dates")}</p>
      ${field({ id: "from", type: "date", label: t("release.when.from"), value: values.from, onInput: set("from") })}
      ${field({ id: "to", type: "date", label: t("release.when.to"), value: values.to, onInput: set("to") })}`,
    action: next,
  };
}

/** @param {StepParts} step */
export function whyStep({ t, values, set, next, labels }) {
  const offered = PURPOSES.filter((id) => (id === "legal") === (values.type === "legal") && (id !== "tpo" || values.type === "general"));
  return {
    title: t("release.why.title"), lead: t("release.why.lead"),
    body: html`
      ${choices({
        name: "purpose", legend: t("release.why.title"), legendUnseen: true, value: values.purpose, onChange: set("purpose"),
        options: offered.map((id) => ({ value: id, label: labels.purposes[id] ?? id })),
      })}
      ${field({
        id: "purpose-words", label: t(values.purpose === "other" ? "release.why.otherWords" : "release.why.words"), multiline: true, rows: 2,
        value: values.purposeWords, maxlength: LONGEST_WORDS, onInput: set("purposeWords"),
      })}`,
    action: next,
  };
}

/** @param {StepParts} step */
export function untilStep({ t, plural, values, set, setAll, next, today }) {
  const kinds = ["date", "event", ...(values.purpose === "tpo" ? ["none"] : [])];
  const pick = (/** @type {number} */ months) => setAll({ expires: "date", expiresDate: monthsFrom(today, months) });
  return {
    title: t("release.until.title"), lead: t("release.until.lead"),
    body: html`
      ${choices({
        name: "expires", legend: t("release.until.title"), legendUnseen: true, value: values.expires, onChange: set("expires"),
        options: kinds.map((kind) => ({ value: kind, label: t(`release.until.${kind}`) })),
      })}
      ${values.expires === "date" ? html`
        ${field({ id: "expires-date", type: "date", label: t("release.until.lastDay"), value: values.expiresDate, onInput: set("expiresDate") })}
        <div class="cluster">${MONTHS.map((months) => button({ label: plural("release.until.months", months), kind: "quiet", onClick: () => pick(months) }))}</div>` : nothing}
      ${values.expires === "event" ? field({
        id: "expires-event", label: t("release.until.what"), hint: t("release.until.what.hint"), value: values.expiresEvent, maxlength: LONGEST_LINE, onInput: set("expiresEvent"),
      }) : nothing}`,
    action: next,
  };
}

/** @param {StepParts} step */
export function signerStep({ t, values, set, next, participant }) {
  return {
    title: t("release.signer.title"),
    body: html`
      ${participant.adult ? nothing : notice({ tone: "attention", title: t("release.signer.minor"), body: t("release.signer.minorBody") })}
      ${choices({
        name: "signer", legend: t("release.signer.title"), legendUnseen: true, value: values.signer, onChange: set("signer"),
        options: [{ value: "self", label: t("release.signer.self", { name: participant.name }) }, { value: "representative", label: t("release.signer.representative"), hint: t("release.signer.representative.hint") }],
      })}
      ${values.signer === "representative" ? html`
        ${field({ id: "representative", label: t("release.signer.name"), value: values.representative, maxlength: LONGEST_LINE, capitals: "words", onInput: set("representative") })}
        ${field({ id: "authority", label: t("release.signer.authority"), hint: t("release.signer.authority.hint"), value: values.authority, maxlength: LONGEST_LINE, onInput: set("authority") })}` : nothing}`,
    action: next,
  };
}

/** The same day so many months on, or the last one of a shorter month. @param {string} day @param {number} months @returns {string} */
export function monthsFrom(day, months) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
