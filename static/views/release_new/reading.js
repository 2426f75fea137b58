/** In the participant's hand, before the signature: read at one's own pace, say it in one's own words, put right what is not. */
import { html, nothing } from "lit-html";
import { button, choices, notice } from "../../components/index.js";
import { TEACH_BACKS } from "../../domain/session/index.js";
import { paper, spoken } from "../release/document.js";
import { changeableFacts, missingNotice, warningNotices } from "./checking.js";

/** @typedef {import("./index.js").StepParts} StepParts */

/** @param {StepParts} step */
export function readStep({ t, context, values, document, acts, goOn, scratch, redraw }) {
  const { speech } = context.device;
  const { language } = document.template;
  const aloud = async () => {
    if (scratch.reading) return speech.stop();
    acts.note("read-aloud");
    scratch.reading = true;
    redraw();
    await speech.read(spoken(document), language);
    scratch.reading = false;
    return redraw();
  };
  return {
    title: t("release.read.title"), lead: t("release.read.lead"),
    body: html`
      ${choices({
        name: "release-language", legend: t("script.language"), value: language, onChange: acts.speakIn,
        options: [{ value: "en", label: t("script.language.en") }, { value: "es", label: t("script.language.es") }],
      })}
      <div class="cluster">
        ${speech.available(language) ? button({ label: t(scratch.reading ? "script.stopReading" : "script.readAloud"), kind: "quiet", icon: scratch.reading ? "stop" : "speaker", onClick: () => void aloud() }) : nothing}
        ${button({ label: t("release.read.larger"), kind: "quiet", icon: "search", pressed: values.large, onClick: () => acts.change({ large: !values.large }) })}
      </div>
      ${paper(document, { large: values.large })}`,
    action: button({ label: t("release.read.done"), onClick: () => goOn("read") }),
  };
}

/** What is written down is how it went, never what was said. @param {StepParts} step */
export function ownWordsStep({ t, context, values, errors, form, set, document, goOn }) {
  const { language } = document.template;
  const check = () => (form.check(values.teachBack ? {} : { teachBack: t("people.start.choose") }) ? goOn(`teach-back:${values.teachBack}`) : undefined);
  return {
    title: t("release.ownWords.title"), titleUnseen: true,
    body: html`
      <p class="speech" lang=${language}>${context.releases.content().teachBack.question[language]}</p>
      <p class="quiet">${t("release.ownWords.help")}</p>
      ${choices({
        name: "teach-back", legend: t("release.ownWords.title"), value: values.teachBack, error: errors.teachBack, onChange: set("teachBack"),
        options: TEACH_BACKS.map((value) => ({ value, label: t(`release.teachBack.${value}`) })),
      })}
      ${values.teachBack && values.teachBack !== "understood" ? notice({ title: t("release.ownWords.ask"), body: t("release.ownWords.askBody"), announce: true }) : nothing}`,
    action: button({ label: t("common.continue"), onClick: check }),
  };
}

/** @param {StepParts} step */
export function reviewStep(step) {
  const { t, missing, goOn } = step;
  return {
    title: t("release.review.title"), lead: t("release.review.lead"),
    body: html`${missingNotice(step)}${warningNotices(step)}${changeableFacts(step)}`,
    action: missing.length ? undefined : button({ label: t("release.review.right"), onClick: () => goOn("reviewed") }),
  };
}
