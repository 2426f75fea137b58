/**
 * The answer to a consult: decision, reasons, what was set aside, who does what by when, debrief (standards D4).
 *
 * It cannot be sent with a needed field empty, and says which. Whoever answers has taken it: opening this place by its address takes it on sending.
 * Breach of law says "ask", never "report".
 */
import { html, nothing } from "lit-html";
import { button, choices, field, form as formOf, notice, page, skeleton, statusText } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";
import { aboutPart, crimeNotice, reportNotice, wordsPart } from "../consult/parts.js";
import { callFirstForSupervisor } from "../help/calls.js";
import { createScreen, formErrors } from "../screen.js";
import { missingTexts, startedSteps } from "./missing.js";
import { EMPTY_STEP, stepRows } from "./step_rows.js";

const DECISIONS = Object.freeze(["go-on", "safety-steps", "refer", "report-together", "emergency"]);
const DEBRIEFS = Object.freeze(["offered", "taken", "later"]);

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const vault = params["vault"] ?? "";
  const home = `/consults/${vault}`;
  const reader = context.account.member()?.id ?? "";
  const screen = createScreen(root, draw);
  /** @type {{decision: string, reasons: string, setAside: string, steps: import("./missing.js").Step[], debrief: string}} */
  const empty = { decision: "", reasons: "", setAside: "", steps: [EMPTY_STEP], debrief: "" };
  const form = createKeptForm(empty, { key: `consult/${vault}/answer`, screen, context, picked: ["decision", "debrief"] });
  /** What is missing, by the id of its field. @type {Record<string, string|undefined>} */
  let gaps = {};
  /** @type {any} */
  let consult = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  async function load() {
    try {
      const found = await context.consults.open(vault);
      if (found.request && !consult) await form.resume();
      consult = found.request ? found : null;
      trouble = consult ? null : { title: t("consult.open.absent"), body: t("consult.open.absentBody") };
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  /** @param {keyof typeof empty} name @param {string} fieldId */
  const change = (name, fieldId) => (/** @type {any} */ value) => {
    delete gaps[fieldId];
    form.set(name)(value);
  };

  /** @param {import("./missing.js").Step[]} steps */
  function changeSteps(steps) {
    // Rows may have moved: what was said of them by their place no longer holds.
    gaps = Object.fromEntries(Object.entries(gaps).filter(([id]) => !id.startsWith("step-")));
    form.set("steps")(steps);
  }

  function draw() {
    const frame = { title: t("consult.answer.title"), back: t("common.back"), onBack: () => context.router.back(home), top: context.tools() };
    const troubleNotice = trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing;
    if (!consult) return page({ ...frame, body: trouble ? troubleNotice : skeleton({ label: t("common.loading"), lines: 5 }) });
    const other = consult.answers.find((/** @type {any} */ answer) => answer.by !== reader) ?? (consult.taken && consult.taken.by !== reader ? consult.taken : null);
    return page({
      ...frame,
      body: html`${troubleNotice}
        ${formErrors({ ...form, errors: gaps }, { title: t("common.errors.title"), first: "decision-first", ids: {} })}
        ${other ? otherNotice(other) : nothing}
        ${aboutPart(consult, context)}${wordsPart(consult, context)}
        ${consult.request.categories.includes("crime") ? crimeNotice(context) : nothing}
        ${formOf({ id: "answer", label: t("consult.answer.title"), onSubmit: send, body: fields() })}
        ${statusText({ text: form.keptWords() })}`,
      action: button({ label: t("consult.answer.send"), type: "submit", form: "answer", busy: form.busy, busyLabel: t("common.saving") }),
    });
  }

  /** Another supervisor has it, or has answered: said, and no reason to keep silent. @param {any} other */
  function otherNotice({ name, decision }) {
    if (decision) return notice({ tone: "waiting", title: t("consult.answer.already", { name }), body: t("consult.answer.alreadyBody") });
    return notice({ tone: "waiting", title: t("consult.take.other", { name }), body: t("consult.take.otherBody") });
  }

  function fields() {
    const { values } = form;
    return html`
      ${choices({ name: "decision", legend: t("consult.answer.decision"), value: values.decision, error: gaps["decision-first"], onChange: change("decision", "decision-first"),
        options: DECISIONS.map((value) => ({ value, label: t(`consult.decision.${value}`), hint: t(`consult.decision.${value}.hint`) })) })}
      ${values.decision === "emergency" ? callFirstForSupervisor(context, consult.request.name) : nothing}
      ${values.decision === "report-together" ? reportNotice(context) : nothing}
      ${field({ id: "reasons", label: t("consult.answer.reasons"), hint: t("consult.answer.reasonsHint"), multiline: true, maxlength: 4000,
        value: values.reasons, error: gaps["reasons"], onInput: change("reasons", "reasons") })}
      ${field({ id: "set-aside", label: t("consult.answer.setAside"), hint: t("consult.answer.setAsideHint"), multiline: true, maxlength: 4000,
        value: values.setAside, error: gaps["set-aside"], onInput: change("setAside", "set-aside") })}
      ${stepRows({ steps: values.steps, errors: gaps, onChange: changeSteps, t })}
      ${choices({ name: "debrief", legend: t("consult.answer.debrief"), value: values.debrief, error: gaps["debrief-first"], onChange: change("debrief", "debrief-first"),
        options: DEBRIEFS.map((value) => ({ value, label: t(`consult.debrief.${value}`) })) })}`;
  }

  async function send() {
    const { decision, reasons, setAside, debrief } = form.values;
    const steps = startedSteps(form.values.steps);
    const answer = { decision, reasons: reasons.trim(), setAside: setAside.trim(), steps, debrief };
    form.values.steps = steps;
    gaps = missingTexts(context.consults.missing(answer), steps, t);
    if (!form.check({}) || Object.keys(gaps).length > 0) return;
    await form.finish(
      async () => {
        if (!consult.taken) await context.consults.take(vault);
        await context.consults.answer(vault, answer);
      },
      () => {
        context.router.go(home, { replace: true });
        context.toast(t("consult.answer.sent"));
      },
    );
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
