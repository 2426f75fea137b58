/** The signature: a yes to electronic records or paper instead, the intent and a box that nobody ticked beforehand, the name; then a copy of one's own. */
import { html, nothing } from "lit-html";
import { badge, button, choices, field, list, notice, row, signaturePad } from "../../components/index.js";
import { paper, signatureBlock } from "../release/document.js";

/** @typedef {import("./index.js").StepParts} StepParts */

const LONGEST_NAME = 200;
/** @type {Record<string, import("../../components/icon.js").IconName>} */
const ICONS = { pdf: "download", print: "document", later: "clock", declined: "close" };

/** Standard: ESIGN, 15 USC 7001(c): what is asked is said before, and there is always paper. @param {StepParts} step */
export function electronicStep({ t, context, values, errors, form, set, document, acts, print }) {
  const { language } = document.template;
  const said = context.releases.content().electronic;
  const isPaper = values.electronic === "paper";
  const check = () => (form.check(values.electronic ? {} : { electronic: t("people.start.choose") }) ? acts.agreeElectronic() : undefined);
  return {
    title: t("release.electronic.title"),
    body: html`
      ${isPaper ? nothing : html`<div class="stack" lang=${language}>${said.map((/** @type {any} */ { text }) => html`<p>${text[language]}</p>`)}</div>`}
      ${choices({
        name: "electronic", legend: t("release.electronic.question"), value: values.electronic, error: errors.electronic, onChange: set("electronic"),
        options: [{ value: "yes", label: t("release.electronic.yes") }, { value: "paper", label: t("release.electronic.paper") }],
      })}
      ${isPaper ? html`
        ${notice({ title: t("release.paper.title"), body: t("release.paper.body"), announce: true, actions: button({ label: t("release.paper.print"), kind: "quiet", icon: "document", onClick: print }) })}
        ${paper(document, { signature: html`<p>${t("release.paper.line")}</p>` })}` : nothing}`,
    action: isPaper ? acts.backButton() : button({ label: t("common.continue"), onClick: check }),
  };
}

/** @param {StepParts} step */
export function signStep({ t, context, values, errors, form, set, document, acts, base }) {
  const { language } = document.template;
  const check = () => {
    const { agreed, name } = values;
    const complete = form.check({ ...(agreed.length ? {} : { agreed: t("release.sign.agreedMissing") }), ...(name.trim() ? {} : { name: t("release.sign.nameMissing") }) });
    return complete ? acts.sign() : undefined;
  };
  return {
    title: t("release.sign.title"),
    body: html`
      <p><a href=${`#${base}/read`}>${t("release.sign.readAgain")}</a></p>
      <p class="lead" lang=${language}>${context.releases.content().intent.sign[language]}</p>
      ${choices({
        name: "agreed", legend: t("release.sign.title"), legendUnseen: true, multiple: true, value: values.agreed, error: errors.agreed, onChange: set("agreed"),
        options: [{ value: "yes", label: t("release.sign.agree") }],
      })}
      ${field({ id: "name", label: t("release.sign.name"), hint: t("release.sign.nameHint"), value: values.name, error: errors.name, maxlength: LONGEST_NAME, capitals: "words", onInput: set("name") })}
      ${signaturePad({ id: "drawn", label: t("release.sign.draw"), hint: t("release.sign.drawHint"), strokes: values.strokes, onChange: set("strokes"), clearLabel: t("release.sign.clear") })}`,
    action: button({ label: t("release.sign.action"), icon: "edit", onClick: check }),
  };
}

/** It is signed; before anything else the participant has it too. @param {StepParts} step */
export function copyStep({ t, context, values, form, acts, scratch, redraw }) {
  const way = (/** @type {string} */ how) => row({
    key: how, title: t(`release.copy.${how}`), detail: t(`release.copy.${how}.hint`), icon: ICONS[how], stays: true, onClick: () => acts.copy(how),
    badge: values.copy === how ? badge({ tone: "done", label: t("release.copy.chosen") }) : undefined,
  });
  const check = () => {
    if (values.copy) return acts.save();
    scratch.copyAsked = true;
    return redraw();
  };
  return {
    title: t("release.copy.title"), lead: t("release.copy.lead"),
    body: html`
      ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
      ${scratch.copyAsked && !values.copy ? notice({ tone: "attention", title: t("people.start.choose"), announce: true }) : nothing}
      ${list(Object.keys(ICONS).map(way), { label: t("release.copy.title") })}
      ${paper(values.document, { signature: signatureBlock({ i18n: context.i18n, ...acts.signed() }) })}`,
    action: button({ label: t("release.copy.done"), busy: form.busy, busyLabel: t("common.saving"), onClick: check }),
  };
}

/** The end, with nothing of anybody on it. @param {{t: (key: string) => string, onClick: () => unknown}} parts */
export function doneStep({ t, onClick }) {
  return {
    title: t("release.done.title"),
    body: html`<p class="lead">${t("release.done.body")}</p><p>${t("release.done.back")}</p>`,
    action: button({ label: t("release.done.action"), icon: "lock", onClick }),
  };
}
