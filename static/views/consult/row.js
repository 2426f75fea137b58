/** A consult as a line of a list: whose it is, what about, how far, and who has it. */
import { html, nothing } from "lit-html";
import { badge, row } from "../../components/index.js";
import { kindOf } from "./story.js";

const TONES = Object.freeze({ "on-this-phone": "attention", answered: "done", closed: "plain" });

/** @param {import("../context.js").ConsultSummary} consult @param {import("../context.js").Context} context */
export function consultRow(consult, { i18n }) {
  const { t, time } = i18n;
  const { vault, urgency, state, mine, askedBy, askedAt, caseCode } = consult;
  const isOpen = state !== "answered" && state !== "closed";
  const about = [kindOf(consult, i18n), ...(caseCode ? [t("consult.list.code", { code: caseCode })] : [])].join(" · ");
  return row({
    title: mine ? t("consult.list.yours") : t("consult.list.from", { name: askedBy }),
    detail: about, meta: time(askedAt), href: `#/consults/${vault}`,
    badge: html`${urgency === "now" && isOpen ? badge({ tone: "urgent", label: t("consult.urgency.now") }) : nothing}
      ${badge({ tone: /** @type {any} */ (TONES)[state] ?? "waiting", label: whoHasIt(consult, i18n) })}`,
  });
}

/** @param {import("../context.js").ConsultSummary} consult @param {import("../../lib/i18n.js").Translator} i18n */
function whoHasIt({ state, seen, taken }, { t, list }) {
  if (state === "taken" && taken) return t("consult.list.has", { name: taken.name });
  if (state === "seen") return t("consult.list.seenBy", { names: list(seen.map((look) => look.name)) });
  return t(`consult.state.${state}`);
}
