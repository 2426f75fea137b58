/** The parts of a consult that are read: what it is about, how far it is, the words so far, the answers in full. */
import { html, nothing } from "lit-html";
import { badge, definitionList, list, notice, row, timeline } from "../../components/index.js";
import { onCallButtons } from "../help/calls.js";
import { kindOf, wayOf, wordsOf } from "./story.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("./story.js").Consult} Consult */

/** Urgency in words; red is for what is imminent alone. @param {string} urgency @param {Context} context */
function urgencyBadge(urgency, { i18n }) {
  return badge({ tone: urgency === "now" ? "urgent" : "plain", label: i18n.t(`consult.urgency.${urgency}`) });
}

/** @param {Consult} consult @param {Context} context */
export function aboutPart({ request, urgency }, context) {
  const { t } = context.i18n;
  return html`<section class="stack">
    <h2>${t("consult.about")}</h2>
    ${definitionList([
      { term: t("consult.about.kind"), detail: kindOf(request, context.i18n) },
      { term: t("consult.about.urgency"), detail: urgencyBadge(urgency, context) },
      { term: t("consult.about.person"), detail: request.caseCode || t("consult.about.noPerson") },
    ])}
  </section>`;
}

/** @param {Consult} consult @param {Context} context */
export function wayPart(consult, { i18n }) {
  return html`<section class="stack"><h2>${i18n.t("consult.way")}</h2>${timeline(wayOf(consult, i18n), i18n.t("consult.way"))}</section>`;
}

/** Who wrote, when, and whether it has left this phone. @param {any} entry @param {Context} context */
function signature({ name, at, sent, raises }, { i18n }) {
  const parts = [name, i18n.time(at), ...(raises ? [i18n.t("consult.words.raised")] : []), ...(sent ? [] : [i18n.t("consult.state.on-this-phone")])];
  return html`<p class="quiet">${parts.join(" · ")}</p>`;
}

/** @param {Consult} consult @param {Context} context */
export function wordsPart(consult, context) {
  const { t } = context.i18n;
  const words = wordsOf(consult);
  return html`<section class="stack">
    <h2>${t("consult.words")}</h2>
    ${words.length ? nothing : html`<p class="quiet">${t("consult.words.none")}</p>`}
    ${words.map(({ text, entry, from }) => html`<div class="stack stack--close">
      ${signature(entry, context)}
      ${from === "note" ? html`<p class="quiet">${t("consult.words.excerpt", { name: entry.name })}</p>` : nothing}
      <p class="own-words">${text}</p>
    </div>`)}
  </section>`;
}

/** Every answer in full; two that differ are both shown. @param {Consult} consult @param {Context} context */
export function answersPart({ answers, request }, context) {
  const { t } = context.i18n;
  if (!answers.length) return nothing;
  return html`<section class="stack">
    <h2>${t("consult.answers")}</h2>
    ${answers.length > 1 ? notice({ tone: "attention", title: t("consult.answers.two"), body: t("consult.answers.twoBody") }) : nothing}
    ${answers.map((answer) => answerPart(answer, context))}
    ${request.categories.includes("crime") ? crimeNotice(context) : nothing}
  </section>`;
}

/** @param {any} answer @param {Context} context */
function answerPart(answer, context) {
  const { t } = context.i18n;
  return html`<div class="stack">
    ${signature(answer, context)}
    ${definitionList([
      { term: t("consult.answers.decision"), detail: html`<strong>${t(`consult.decision.${answer.decision}`)}</strong>` },
      { term: t("consult.answers.reasons"), detail: html`<span class="own-words">${answer.reasons}</span>` },
      { term: t("consult.answers.setAside"), detail: html`<span class="own-words">${answer.setAside}</span>` },
      { term: t("consult.answers.debrief"), detail: t(`consult.debrief.${answer.debrief}`) },
    ])}
    <h3>${t("consult.answers.steps")}</h3>
    ${list(answer.steps.map((/** @type {any} */ step) => row({ title: t("consult.answers.step", step), detail: step.by })), { label: t("consult.answers.steps") })}
  </div>`;
}

/** Breach of law says ask, never report (standards 0.3). @param {Context} context */
export function crimeNotice({ i18n: { t } }) {
  return notice({ tone: "attention", title: t("consult.law.crime"), body: html`<p>${t("consult.law.crimeBody")}</p><p class="quiet">${t("consult.law.crimeSource")}</p>` });
}

/** What the law says before a report is decided on (standards 0.3). @param {Context} context */
export function reportNotice({ i18n: { t } }) {
  return notice({ title: t("consult.law.report"), body: html`<p>${t("consult.law.reportBody")}</p><p class="quiet">${t("consult.law.reportSource")}</p>` });
}

/** Until someone has seen it, or answered what was made urgent again, the telephone stands beside it. @param {Consult} consult @param {Context} context */
export function unseenNotice({ state, urgency, raisedAfterAnswer }, context) {
  const { t } = context.i18n;
  const isHere = state === "on-this-phone";
  const words = raisedAfterAnswer ? "consult.openAgain" : isHere ? "consult.notSent" : "consult.notSeen";
  return notice({ tone: urgency === "now" ? "urgent" : isHere ? "attention" : "waiting", title: t(words), body: html`<div class="stack stack--close"><p>${t(`${words}Body`)}</p>${onCallButtons(context)}</div>` });
}

/** How it ended. @param {Consult} consult @param {Context} context */
export function closedPart({ closed }, { i18n: { t, time } }) {
  if (!closed) return nothing;
  return html`<section class="stack">
    <h2>${t("consult.closed.by", { name: closed.name, time: time(closed.at) })}</h2>
    ${definitionList([
      { term: t("consult.close.outcome"), detail: html`<span class="own-words">${closed.outcome}</span>` },
      { term: t("consult.close.told"), detail: t(`consult.close.told.${closed.told}`) },
      ...(closed.toldReason ? [{ term: t("consult.close.reason"), detail: html`<span class="own-words">${closed.toldReason}</span>` }] : []),
    ])}
  </section>`;
}
