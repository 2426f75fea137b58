/** The script, one idea a card, large enough to read aloud from or to hand over. What was shown is recorded, with its time. */
import { html, nothing } from "lit-html";
import { button, choices, notice, stepper } from "../../components/index.js";
import { beginScript, markAloud, showCard } from "../../domain/session/index.js";

/** @param {any} step */
export function scriptStep(step) {
  const { context, prepared, scratch, acts, redraw } = step;
  const { t } = context.i18n;
  const { preparation } = prepared;
  const script = prepared.script(preparation.how, scratch.wish);
  const index = Math.min(scratch.card, script.cards.length - 1);
  const card = script.cards[index];
  const text = scratch.again ? card.again : card.text;
  const isLast = index === script.cards.length - 1;

  const wish = (/** @type {object} */ change) => {
    scratch.wish = { ...scratch.wish, ...change };
    scratch.card = 0;
    redraw();
  };
  const turn = (/** @type {number} */ to) => {
    context.device.speech.stop();
    scratch.card = to;
    scratch.again = false;
    redraw();
    document.querySelector("main")?.scrollTo(0, 0);
    document.querySelector("h1")?.focus({ preventScroll: true });
  };
  const forward = async () => {
    const shown = withShown(step, script, card);
    if (!isLast) {
      await acts.keep(shown);
      return turn(index + 1);
    }
    context.device.speech.stop();
    return acts.next(shown);
  };
  const aloud = async () => {
    if (scratch.reading) return context.device.speech.stop();
    await acts.keep(markAloud(withBegun(step, script)));
    scratch.reading = true;
    redraw();
    await context.device.speech.read(text, script.language);
    scratch.reading = false;
    return redraw();
  };

  return {
    title: t("script.title"),
    titleUnseen: true,
    body: html`
      ${stepper({ step: index + 1, of: script.cards.length, label: t("script.card", { n: index + 1, total: script.cards.length }) })}
      <p class="speech" lang=${script.language} id="card">${text}</p>
      <div class="cluster">
        ${context.device.speech.available(script.language) ? button({ label: t(scratch.reading ? "script.stopReading" : "script.readAloud"), kind: "quiet", icon: scratch.reading ? "stop" : "speaker", onClick: () => void aloud() }) : nothing}
        ${button({ label: t(scratch.again ? "script.sayFirst" : "script.sayAgain"), kind: "quiet", icon: "talk", onClick: () => { scratch.again = !scratch.again; redraw(); } })}
        ${index > 0 ? button({ label: t("script.back"), kind: "plain", onClick: () => turn(index - 1) }) : nothing}
      </div>
      ${index === 0 ? opening({ i18n: context.i18n, script, wish, because: prepared.because }) : nothing}`,
    action: button({ label: t(isLast ? "script.toTeachBack" : "script.next"), onClick: forward }),
    mayRefuse: true,
  };
}

/** On the first card: which script, in which language. @param {any} parts */
function opening({ i18n, script, wish, because }) {
  const { t } = i18n;
  return html`
    <p class="quiet">${t(`script.variant.${script.variant}`)} · ${howLong(script.seconds, i18n)}</p>
    ${choices({
      name: "script-language", legend: t("script.language"), value: script.language,
      options: [{ value: "en", label: t("script.language.en") }, { value: "es", label: t("script.language.es") }],
      onChange: (language) => wish({ language }),
    })}
    ${script.variant === "recap" ? button({ label: t("script.showFull"), kind: "quiet", onClick: () => wish({ variant: "full" }) }) : nothing}
    ${notice({ title: t("script.notReviewed"), body: because ? t(`script.pack.${because}`) : undefined })}`;
}

/** As people say it: nobody counts 114 seconds. @param {number} seconds @param {import("../../lib/i18n.js").Translator} i18n */
function howLong(seconds, { t, plural }) {
  return seconds < 90 ? t("script.seconds", { seconds: Math.ceil(seconds / 10) * 10 }) : plural("script.minutes", Math.round(seconds / 60));
}

/** A script is begun at its first card, and anew when language or length change. @param {any} step @param {any} script */
function withBegun({ prepared, now }, script) {
  const { preparation } = prepared;
  const begun = preparation.script;
  const isSame = begun && begun.language === script.language && begun.variant === script.variant && begun.version === script.version;
  return isSame ? preparation : beginScript(preparation, { script, at: now() });
}

/** With the card that stood on the screen, whoever does not turn to the next one. @param {any} step @returns {any} the preparation */
export function asSeen(step) {
  const { prepared, scratch } = step;
  const script = prepared.script(prepared.preparation.how, scratch.wish);
  return withShown(step, script, script.cards[Math.min(scratch.card, script.cards.length - 1)]);
}

/** @param {any} step @param {any} script @param {any} card */
function withShown(step, script, card) {
  return showCard(withBegun(step, script), { card: card.id, at: step.now() });
}
