/** A release in a few lines: who, with whom, what, why and until when. The same lines stand wherever it is named. */
import { html } from "lit-html";
import { templateFor } from "../../domain/release/index.js";

/** A civil date as a moment in the middle of it, so that no zone moves it to another day. @param {string} date */
const noon = (date) => `${date}T12:00:00`;

/** What kinds of information and purposes are called. @param {import("../context.js").Context} context */
export function labelsOf({ i18n, releases }) {
  return templateFor(releases.content(), { type: "general", language: i18n.language });
}

/** @param {string} text */
const asWritten = (text) => html`<span class="own-words">${text}</span>`;

/**
 * @param {any} terms  ReleaseDraft @param {import("../context.js").Context} context
 * @returns {Array<{id: string, term: string, detail: unknown}>} `id` is the step that asks it
 */
export function factsOf(terms, context) {
  const { i18n } = context;
  const { t } = i18n;
  const { categories, purposes } = labelsOf(context);
  return [
    { id: "kind", term: t("release.fact.type"), detail: t(`release.type.${terms.type}`) },
    { id: "who", term: t("release.fact.discloser"), detail: asWritten(terms.discloser.name) },
    { id: "who", term: t("release.fact.recipient"), detail: asWritten([terms.recipient.name, terms.recipient.address, terms.recipient.contact].filter(Boolean).join("\n")) },
    { id: "what", term: t("release.fact.what"), detail: asWritten([i18n.list(terms.categories.map((/** @type {string} */ each) => categories[each])), terms.details].filter(Boolean).join("\n")) },
    { id: "when", term: t("release.fact.when"), detail: datesOf(terms, i18n) },
    { id: "why", term: t("release.fact.why"), detail: asWritten([purposes[terms.purpose.id], terms.purpose.words].filter(Boolean).join(": ")) },
    { id: "until", term: t("release.fact.until"), detail: untilOf(terms, i18n) },
    { id: "signer", term: t("release.fact.signer"), detail: asWritten(terms.representative ? t("release.fact.for", { name: terms.representative.name, person: terms.participant.name }) : terms.participant.name) },
  ];
}

/** @param {any} terms @param {import("../../lib/i18n.js").Translator} i18n */
function datesOf({ from, to, past }, { t, day }) {
  const span = from || to ? [from ? t("release.fact.from", { day: day(noon(from)) }) : "", to ? t("release.fact.to", { day: day(noon(to)) }) : ""] : [t("release.fact.anyDate")];
  return [...span.filter(Boolean), t(past ? "release.fact.past" : "release.fact.notPast")].join(" · ");
}

/** @param {any} terms @param {import("../../lib/i18n.js").Translator} i18n */
export function untilOf({ expires }, { t, day }) {
  if (expires.kind === "date" && expires.date) return t("release.fact.endsOn", { day: day(noon(expires.date)) });
  if (expires.kind === "event") return asWritten(expires.event);
  return expires.kind === "none" ? t("release.until.none") : "";
}
