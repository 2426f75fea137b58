/** Is it private, on both sides? A "no" never blocks for good: it offers what could help, and going on is recorded. */
import { html, nothing } from "lit-html";
import { badge, button, choices, field, list, notice, row } from "../../components/index.js";
import {
  answerDetails, answerPrivacy, isRemote, privacyConcerns, privacyMissing, PRIVATE_ANSWERS, remediesFor, SIDES, stepOf, takeRemedy,
} from "../../domain/session/index.js";

/** @param {any} step */
export function privateStep({ context, prepared, scratch, acts, redraw, now }) {
  const { t } = context.i18n;
  const { preparation } = prepared;
  const { how, privacy } = preparation;
  const options = PRIVATE_ANSWERS.map((value) => ({ value, label: t(`session.private.answer.${value}`) }));

  const question = (/** @type {string} */ side) =>
    choices({
      name: `private-${side}`,
      legend: t(side === "theirs" && how === "group" ? "session.private.theirs.group" : `session.private.${side}`),
      hint: side === "theirs" && isRemote(how) ? t("session.private.ask") : undefined,
      options, value: privacy[side]?.private,
      error: scratch.asked && !privacy[side] ? t("people.start.choose") : undefined,
      onChange: (answer) => acts.keep(answerPrivacy(preparation, { side, private: answer, at: now() })),
    });

  function goOn() {
    const answered = isRemote(how) ? answerDetails(preparation, { place: privacy.place ?? null, callBack: privacy.callBack ?? null }) : preparation;
    scratch.asked = true;
    if (privacyMissing(answered).length > 0) return redraw();
    scratch.asked = false;
    return acts.next(answered);
  }

  return {
    title: t("session.private.title"),
    body: html`${SIDES.map(question)}${isRemote(how) ? remoteQuestions({ t, preparation, scratch, acts }) : nothing}`,
    action: button({ label: t("common.continue"), onClick: goOn }),
  };
}

/** Asked on the phone and on video: where they are in case of need, how to reach them, that nobody records. @param {any} parts */
function remoteQuestions({ t, preparation, scratch, acts }) {
  const { privacy } = preparation;
  const set = (/** @type {object} */ details) => acts.keep(answerDetails(preparation, details));
  return html`
    ${field({ id: "place", label: t("session.place.label"), hint: t("session.place.help"), value: privacy.place ?? "", maxlength: 200, onInput: (place) => set({ place }) })}
    ${field({ id: "call-back", label: t("session.callBack.label"), hint: t("session.callBack.help"), type: "tel", maxlength: 40, value: privacy.callBack ?? "", onInput: (callBack) => set({ callBack }) })}
    ${choices({
      name: "no-recording", legend: t("session.noRecording.label"),
      options: [{ value: "yes", label: t("session.noRecording.yes") }, { value: "no", label: t("session.noRecording.no") }],
      value: privacy.noRecording === undefined ? null : privacy.noRecording ? "yes" : "no",
      error: scratch.asked && privacy.noRecording === undefined ? t("people.start.choose") : undefined,
      onChange: (answer) => set({ noRecording: answer === "yes" }),
    })}`;
}

/** @param {any} step */
export function remediesStep({ context, prepared, acts, now }) {
  const { t } = context.i18n;
  const { preparation } = prepared;
  const tried = new Set(preparation.privacy.remedies);
  const take = (/** @type {string} */ remedy) => {
    const taken = takeRemedy(preparation, { remedy, at: now() });
    return remedy === "later" ? acts.putOff() : acts.keep(taken);
  };
  return {
    title: t("session.concern.title"),
    body: html`
      ${notice({ tone: "attention", title: t("session.remedy.title"), body: privacyConcerns(preparation).map((concern) => html`<p>${t(`session.concern.${concern}`)}</p>`) })}
      ${list(remediesFor(preparation.how).map((remedy) => row({
        title: t(`session.remedy.${remedy}`), detail: t(`session.remedy.${remedy}.help`),
        badge: tried.has(remedy) ? badge({ tone: "done", label: t("session.remedy.tried") }) : undefined, stays: remedy !== "later", onClick: () => take(remedy),
      })), { label: t("session.remedy.title") })}
      ${button({ label: t("session.goOnAnyway"), kind: "quiet", describedBy: "anyway-help", onClick: acts.anyway })}
      <p class="quiet" id="anyway-help">${t("session.goOnAnyway.help")}</p>`,
    action: button({ label: t("session.remedy.nowPrivate"), onClick: () => nowPrivate({ preparation, acts, now }) }),
  };
}

/** What was in the way is gone: the sides that were not private are, and the way goes on. @param {any} parts */
function nowPrivate({ preparation, acts, now }) {
  const concerns = privacyConcerns(preparation);
  const sides = concerns.filter((concern) => concern !== "recording");
  const settled = sides.reduce((each, side) => answerPrivacy(each, { side, private: "yes", at: now() }), preparation);
  const agreed = concerns.includes("recording") ? answerDetails(settled, { noRecording: true }) : settled;
  return stepOf(agreed) === "remedies" ? undefined : acts.next(agreed);
}
