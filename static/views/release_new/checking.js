/** Before the phone changes hands: is it complete, and who is here? */
import { html, nothing } from "lit-html";
import { button, choices, definitionList, field, notice } from "../../components/index.js";
import { warningsOf } from "../../domain/release/index.js";
import { factsOf } from "../release/facts.js";
import { OTHERS, stepOfField } from "./values.js";

/** @typedef {import("./index.js").StepParts} StepParts */

const KNOWN = ["personally", "id-seen", "code", "vouched"];
const LONGEST_NAME = 200;

/** Each element that is missing has its own words and leads to its page. @param {StepParts} step */
export function missingNotice({ t, base, missing }) {
  if (!missing.length) return nothing;
  return notice({
    tone: "attention", title: t("release.check.missing"), id: "missing",
    body: html`<ul class="stack stack--close">${missing.map((/** @type {{code: string, field: string}} */ { code, field: where }) => html`<li><a href=${`#${base}/${stepOfField(where)}`}>${t(`release.missing.${code}`)}</a></li>`)}</ul>`,
  });
}

/** @param {StepParts} step */
export function warningNotices({ t, draft, today }) {
  return warningsOf(draft, { today }).map((code) => notice({ tone: "attention", title: t(`release.warning.${code}`), body: t(`release.warning.${code}Body`) }));
}

/** Every line can be changed. @param {StepParts} step */
export function changeableFacts({ t, base, draft, context }) {
  return definitionList(factsOf(draft, context).map(({ id, term, detail }) => ({
    term, detail: html`<span class="fact">${detail} <a href=${`#${base}/${id}`}>${t("release.check.change")}<span class="unseen"> ${term}</span></a></span>`,
  })));
}

/** @param {StepParts} step */
export function checkStep(step) {
  const { t, missing, goOn } = step;
  return {
    title: t("release.check.title"), lead: t(missing.length ? "release.check.notYet" : "release.check.lead"),
    body: html`${missingNotice(step)}${warningNotices(step)}${changeableFacts(step)}`,
    action: missing.length ? undefined : button({ label: t("common.continue"), onClick: () => goOn() }),
  };
}

/** The specialist's own page: who this is, who else is here; then the phone changes hands. @param {StepParts} step */
export function handStep(step) {
  const { t, values, errors, set, acts, missing, form, participant } = step;
  const person = { name: participant.name };
  if (missing.length) return { title: t("release.check.title"), body: missingNotice(step) };
  return {
    title: t("release.hand.title", person), lead: t("release.hand.lead"),
    body: html`
      ${values.step ? notice({ tone: "waiting", title: t("release.hand.resume", person), body: t(values.signedAt ? "release.hand.resumeSigned" : "release.hand.resumeBody") }) : nothing}
      ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
      ${choices({
        name: "known", legend: t("release.hand.known"), value: values.known, error: errors.known, onChange: set("known"),
        options: KNOWN.map((value) => ({ value, label: t(`release.known.${value}`) })),
      })}
      ${choices({
        name: "others", legend: t("release.hand.others"), hint: t("release.hand.othersHint"), multiple: true, value: values.others, onChange: set("others"),
        options: OTHERS.map((value) => ({ value, label: t(`release.present.${value}`) })),
      })}
      ${OTHERS.filter((role) => values.others.includes(role)).map((role) => field({
        id: role, label: t("release.hand.name", { role: t(`release.present.${role}`) }), value: /** @type {any} */ (values)[role], error: /** @type {any} */ (errors)[role],
        maxlength: LONGEST_NAME, capitals: "words", onInput: set(/** @type {any} */ (role)),
      }))}
      ${values.signedAt ? button({ label: t("release.hand.saveOnly"), kind: "quiet", busy: form.busy, onClick: acts.save }) : button({ label: t("release.hand.putAway"), kind: "plain", onClick: acts.discard })}`,
    action: button({ label: t(values.step ? "release.hand.again" : "release.hand.action"), icon: "people", onClick: acts.lend }),
  };
}

