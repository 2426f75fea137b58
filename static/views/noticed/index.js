/**
 * What was noticed in a saved note, and what now: ask a supervisor, it is urgent, already handled, or not a risk, with a reason.
 * It cannot be passed over; left open, it stands on Today until it is answered. What will be shared is shown before it is.
 */
import { html, nothing } from "lit-html";
import { badge, button, choices, field, linkButton, list, notice, page, row, skeleton, statusText } from "../../components/index.js";
import { callFirst } from "../help/calls.js";
import { createKeptForm } from "../kept_form.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, language } = context.i18n;
  const vault = params["vault"] ?? "";
  const session = params["session"] ?? "";
  const home = `/people/${vault}`;
  const key = `noticed/${vault}/${session}`;
  const screen = createScreen(root, draw);
  const form = createKeptForm({ decision: "", words: "", reason: "", withCode: "yes", attach: "no" }, { key, screen, context, picked: ["decision", "withCode", "attach"] });
  /** @type {import("../context.js").Noticed|null} */
  let question = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  async function load() {
    try {
      if (!question) await form.resume();
      question = await context.notes.noticed(vault, session);
      trouble = null;
      if (!question) return await leave();
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  /** Answered already, in another tab perhaps: what was half filled in here goes. */
  async function leave() {
    await context.consults.dropDraft(key);
    if (screen.isShown()) context.router.go(home, { replace: true });
  }

  function draw() {
    const back = { back: t("common.back"), onBack: () => context.router.back(home), top: context.tools() };
    if (!question) return page({ ...back, title: t("people.noticed.title"), ...notYet() });
    const decision = decided(question);
    const isAsking = decision === "consult" || decision === "urgent";
    return page({
      ...back,
      title: t("people.noticed.title"),
      lead: t("people.noticed.lead"),
      body: html`
        ${question.level === "imminent" ? callFirst(context, { announce: true, isShort: true }) : nothing}
        ${question.categories.includes("crime") ? notice({ tone: "attention", title: t("people.noticed.askFirst"), body: t("people.noticed.askFirstBody") }) : nothing}
        ${list(question.hits.map(hitRow), { label: t("people.noticed.title") })}
        ${linkButton({ label: t("people.noticed.steps"), href: `#${home}/sessions/${session}/steps`, icon: "document" })}
        ${choices({ name: "decision", legend: t("people.noticed.question"), options: options(), value: decision, onChange: form.set("decision") })}
        ${isAsking ? askFields() : reasonField()}
        ${statusText({ text: form.keptWords() })}
        ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}`,
      action: button({ label: t(isAsking ? "people.noticed.ask" : "common.save"), busy: form.busy, busyLabel: t("common.saving"), onClick: answer }),
    });
  }

  function notYet() {
    if (!trouble) return { body: skeleton({ label: t("common.loading") }) };
    return { body: notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }), action: button({ label: t("common.tryAgain"), onClick: load }) };
  }

  /** Until somebody chooses, what is imminent is urgent and the rest is asked. @param {import("../context.js").Noticed} noticed */
  const decided = (noticed) => form.values.decision || (noticed.level === "imminent" ? "urgent" : "consult");

  /** @param {any} hit */
  function hitRow(hit) {
    const isImminent = hit.level === "imminent";
    return row({
      title: `“${hit.words}”`,
      detail: hit.why[language],
      badge: badge({ tone: isImminent ? "urgent" : "attention", label: `${t(`risk.category.${hit.category}`)} · ${t(`risk.level.${hit.level}`)}` }),
    });
  }

  function options() {
    return ["consult", "urgent", "handled", "not-a-risk"].map((value) => ({ value, label: t(`people.noticed.decision.${value}`), hint: t(`people.noticed.decision.${value}.hint`) }));
  }

  function askFields() {
    return html`
      ${field({ id: "words", label: t("people.noticed.words"), hint: t("people.noticed.wordsHint"), multiline: true, rows: 3, maxlength: 2000,
        value: form.values.words, onInput: form.set("words") })}
      ${question?.hasCode ? choices({ name: "with-code", legend: t("people.noticed.code"), hint: t("people.noticed.codeHint"), value: form.values.withCode,
        options: [{ value: "yes", label: t("common.yes") }, { value: "no", label: t("common.no") }], onChange: form.set("withCode") }) : nothing}
      ${choices({ name: "attach", legend: t("people.noticed.attach"), hint: t("people.noticed.attachHint"), value: form.values.attach,
        options: [{ value: "no", label: t("common.no") }, { value: "yes", label: t("common.yes") }], onChange: form.set("attach") })}
      ${notice({ title: t("people.noticed.shared"), body: t(form.values.attach === "yes" ? "people.noticed.sharedBodyWithWords" : "people.noticed.sharedBody") })}`;
  }

  function reasonField() {
    return field({ id: "reason", label: t("people.noticed.reason"), hint: t("people.noticed.reasonHint"), multiline: true, rows: 3, maxlength: 2000,
      value: form.values.reason, error: form.errors.reason, onInput: form.set("reason") });
  }

  async function answer() {
    if (!question) return;
    const noticed = question;
    const { reason, words, withCode, attach } = form.values;
    const decision = decided(noticed);
    if (decision === "consult" || decision === "urgent") return ask(noticed, { decision, words, withCode, attach });
    if (!form.check(reason.trim() ? {} : { reason: t("people.noticed.reasonMissing") })) return root.querySelector("#reason")?.scrollIntoView({ block: "center" });
    await form.finish(
      () => context.notes.dismiss(noticed, { decision: /** @type {"handled"|"not-a-risk"} */ (decision), reason: reason.trim() }),
      () => context.router.go(home, { replace: true }),
    );
    if (!form.failure) context.toast(t("people.noticed.kept"));
  }

  /** @param {import("../context.js").Noticed} noticed @param {{decision: string, words: string, withCode: string, attach: string}} asked */
  async function ask(noticed, { decision, words, withCode, attach }) {
    let consult = "";
    await form.finish(async () => {
      consult = await context.consults.ask({
        cause: "words", urgency: decision === "urgent" ? "now" : "soon", categories: noticed.categories, words,
        caseVault: withCode === "yes" ? vault : null, excerpt: attach === "yes" ? excerptOf(noticed) : "", noticed,
      });
    }, () => context.router.go(`/consults/${consult}`, { replace: true }));
  }

  screen.draw();
  void load();
  return screen.leave;
}

/** The noticed words as they stand in the note, each once, and nothing of what is around them. @param {import("../context.js").Noticed} noticed */
function excerptOf({ hits }) {
  return [...new Set(hits.map(({ words }) => `“${words}”`))].join(" · ");
}
