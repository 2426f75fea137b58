/** One entry of the log with all its facts. It is never edited: what turned out to be otherwise is written beside it. */
import { html, nothing } from "lit-html";
import { button, definitionList, field, form as formOf, list, notice, page, row, skeleton, statusText } from "../../components/index.js";
import { fieldsOf } from "../../domain/disclosure/index.js";
import { createKeptForm } from "../kept_form.js";
import { createScreen, formErrors } from "../screen.js";
import { namesOf } from "../share/facts.js";
import { writtenAs } from "../share/outgoing.js";
import { columnsOf } from "../shared/accounting.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, time, language } = context.i18n;
  const { vault = "", disclosure = "" } = params;
  const screen = createScreen(root, draw);
  const form = createKeptForm({ words: "" }, { key: `correct/${vault}/${disclosure}`, screen, context });
  const columns = columnsOf(context.i18n, namesOf(context));
  /** @type {any} */
  let entry = null;
  let mayWrite = false;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  async function load() {
    try {
      const { disclosures = [], away } = await context.cases.open(vault);
      const isFirst = entry === null;
      entry = disclosures.find((/** @type {any} */ { id }) => id === disclosure) ?? null;
      mayWrite = !away;
      if (entry && isFirst) await form.resume();
      trouble = entry ? null : { title: t("app.error.title"), body: t("app.error.not-found") };
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  function draw() {
    const frame = { title: t("share.entry"), back: t("common.back"), backHref: `#/people/${vault}/shared`, top: context.tools() };
    if (!entry) return page({ ...frame, body: trouble ? notice({ tone: "attention", ...trouble }) : skeleton({ label: t("common.loading") }) });
    const facts = columns.slice(0, -2).map(({ heading, of }) => ({ term: heading, detail: html`<span class="own-words">${of(entry)}</span>` }));
    return page({
      ...frame,
      body: html`
        ${trouble ? notice({ tone: "attention", ...trouble }) : nothing}
        ${entry.incident ? notice({ tone: "urgent", title: t("share.incident"), body: t("share.incidentBody") }) : nothing}
        ${definitionList([...facts, ...detailFacts(), ...noticeFacts()])}
        ${entry.corrections.length ? html`<section class="stack"><h2 id="corrections">${t("share.log.corrections")}</h2>
          ${list(entry.corrections.map((/** @type {any} */ { id, at, words }) => row({ key: id, title: words, meta: time(at) })),
            { labelledBy: "corrections" })}</section>` : nothing}
        ${mayWrite ? correcting() : nothing}`,
      action: mayWrite ? button({ label: t("share.correct"), type: "submit", form: "correct", busy: form.busy, busyLabel: t("common.saving") }) : undefined,
    });
  }

  function detailFacts() {
    /** @param {string} name */
    const typeOf = (name) => fieldsOf(entry.basis).find(({ field: each }) => each === name)?.type ?? "text";
    const shown = Object.entries(entry.details).filter(([name, value]) => name !== "imminent" && value);
    return shown.map(([name, value]) => ({ term: t(`share.field.${name}`), detail: html`<span class="own-words">${writtenAs(language, typeOf(name), value)}</span>` }));
  }

  const noticeFacts = () => (entry.notice ? [{ term: t("share.log.notice"), detail: html`<span class="own-words">${entry.notice}</span>` }] : []);

  function correcting() {
    const { values, errors, set } = form;
    return html`<section class="stack">
      <h2>${t("share.correct.title")}</h2>
      ${formErrors(form, { title: t("common.errors.title"), first: "words", ids: {} })}
      ${formOf({ id: "correct", onSubmit: send, body: field({ id: "words", label: t("share.correct.words"), hint: t("share.correct.hint"),
        multiline: true, rows: 3, maxlength: 5000, value: values.words, error: errors.words, onInput: set("words") }) })}
      ${statusText({ text: form.keptWords() })}
    </section>`;
  }

  async function send() {
    const words = form.values.words.trim();
    if (!form.check(words ? {} : { words: t("share.correct.missing") })) return;
    await form.finish(async () => void (await context.releases.correct(vault, disclosure, words)), () => {
      form.clear();
      context.toast(t("share.correct.done"));
      void load();
    });
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
