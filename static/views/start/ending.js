/** How the preparation ends: in their own words, begin, a kind no, later, or a crisis that comes first. */
import { html, nothing } from "lit-html";
import { button, choices, field, linkButton, list, row } from "../../components/index.js";
import { answerTeachBack, SKIP_REASONS, stepOf, TEACH_BACKS, writeSkip } from "../../domain/session/index.js";
import { asSeen } from "./script.js";

/** @param {any} step */
export function teachBackStep({ context, prepared, scratch, acts, redraw }) {
  const { t } = context.i18n;
  const { preparation } = prepared;
  const { teachBack, language } = prepared.script(preparation.how, scratch.wish);
  const prompt = promptFor(preparation.teachBack);
  const goOn = () => {
    if (preparation.teachBack) return acts.next(preparation);
    scratch.asked = true;
    return redraw();
  };
  return {
    title: t("session.teachBack.title"),
    titleUnseen: true,
    body: html`
      <p class="speech" lang=${language}>${teachBack.question}</p>
      <p class="quiet">${t("session.teachBack.help")}</p>
      ${choices({
        name: "teach-back", legend: t("session.teachBack.title"), value: preparation.teachBack,
        error: scratch.asked && !preparation.teachBack ? t("people.start.choose") : undefined,
        options: TEACH_BACKS.map((value) => ({ value, label: t(`session.teachBack.${value}`) })),
        onChange: (result) => acts.keep(answerTeachBack(preparation, result)),
      })}
      ${prompt && teachBack.prompts[prompt] ? html`<p lang=${language}>“${teachBack.prompts[prompt]}”</p>` : nothing}`,
    action: button({ label: t("common.continue"), onClick: goOn }),
    mayRefuse: true,
  };
}

/** @param {string|null} result @returns {string|null} what to say after it */
function promptFor(result) {
  return { understood: "understood", "explained-again": "explainAgain", "has-questions": "questions" }[result ?? ""] ?? null;
}

/** Nobody who could not be asked is said to have understood: then nothing is chosen beforehand. @param {any} step */
export function outcomeStep({ context, prepared, acts, scratch, redraw }) {
  const { t } = context.i18n;
  const suggested = prepared.preparation.teachBack === "not-possible" ? null : prepared.preparation.teachBack;
  const outcome = scratch.outcome ?? suggested;
  const options = ["understood", "explained-again", "has-questions"].map((value) => ({ value, label: t(`session.outcome.${value}`) }));
  const goOn = () => {
    if (outcome) return outcome === "declined" ? acts.sayNo() : acts.end(outcome);
    scratch.askedOutcome = true;
    return redraw();
  };
  return {
    title: t("session.outcome.title"),
    body: choices({
      name: "outcome", legend: t("session.outcome.title"), legendUnseen: true, value: outcome,
      error: scratch.askedOutcome && !outcome ? t("people.start.choose") : undefined,
      options: [...options, { value: "declined", label: t("session.outcome.declined"), hint: t("people.start.declinedHint") }],
      onChange: (value) => {
        scratch.outcome = value;
        redraw();
      },
    }),
    action: button({ label: outcome === "declined" ? t("people.start.endKindly") : t("session.begin"), onClick: goOn }),
  };
}

/** @param {any} step */
export function skipStep({ context, prepared, acts }) {
  const { t } = context.i18n;
  const { preparation } = prepared;
  const words = preparation.skipWords ?? "";
  return {
    title: t("session.skip.title"),
    lead: t("session.skip.body"),
    body: html`
      ${list(SKIP_REASONS.map((reason) => row({ title: t(`session.skip.reason.${reason}`), onClick: () => acts.skip(reason) })), { label: t("session.skip.reason.title") })}
      ${field({ id: "skip-words", label: t("session.skip.reason.words"), value: words, maxlength: 500, onInput: (typed) => acts.keep(writeSkip(preparation, typed)) })}`,
    action: words.trim() ? button({ label: t("people.start.skipNow"), onClick: () => acts.skip(words) }) : undefined,
    secondary: nothing,
  };
}

/** What to say, and a way back from a touch beside the mark: a recorded no stays recorded. @param {any} step */
export function refusedStep(step) {
  const { context, prepared, scratch, acts } = step;
  const { t } = context.i18n;
  const { preparation } = prepared;
  const { teachBack, language } = prepared.script(preparation.how ?? preparation.usualHow, scratch.wish);
  return {
    title: t("session.refused.title"),
    lead: t("people.start.declinedHint"),
    body: html`<p>${t("session.refused.body")}</p><p class="speech" lang=${language}>“${teachBack.prompts.declined}”</p>`,
    action: button({ label: t("people.start.endKindly"), onClick: () => acts.sayNo(stepOf(preparation) === "script" ? asSeen(step) : preparation) }),
    secondary: nothing,
  };
}

/** @param {any} step */
export function declinedStep({ context, prepared, scratch }) {
  const { t } = context.i18n;
  const { teachBack, language } = prepared.script(prepared.preparation.how ?? prepared.preparation.usualHow, scratch.wish);
  return {
    title: t("session.declined.title"),
    body: html`<p>${t("session.declined.body")}</p><p class="speech" lang=${language}>“${teachBack.prompts.declined}”</p>`,
    action: linkButton({ label: t("app.toToday"), href: "#/today", kind: "primary" }),
    secondary: nothing,
  };
}

/** @param {any} step */
export function laterStep({ context }) {
  const { t } = context.i18n;
  return {
    title: t("session.later.title"),
    body: html`<p>${t("session.later.body")}</p>`,
    action: linkButton({ label: t("app.toToday"), href: "#/today", kind: "primary" }),
    secondary: nothing,
  };
}
