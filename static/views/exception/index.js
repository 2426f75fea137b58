/** One exception: what to do first, the facts that its rule wants, and the way they go. Works with no signal; what is recorded is never edited. */
import { html, nothing } from "lit-html";
import { button, form as formOf, linkButton, notice, page, skeleton, statusText } from "../../components/index.js";
import { BASIS } from "../../domain/disclosure/index.js";
import { callFirst, onCallButtons } from "../help/calls.js";
import { createKeptForm } from "../kept_form.js";
import { createScreen, formErrors } from "../screen.js";
import { circumstances, hashed, namesOf, noticeFor } from "../share/facts.js";
import { wayField } from "../share/fill.js";
import { exceptionPaper, writtenAs } from "../share/outgoing.js";
import { toldFields, toldOf } from "../share/told.js";
import { leave, leftWords, printAtOnce } from "../share/ways.js";
import { turnPage } from "../turn_page.js";
import { consultFields, detailsOf, IDS, missingIn, ruleFields, startOf } from "./fields.js";

/** @type {import("./fields.js").Filled} */
const EMPTY = { details: {}, recipient: "", categories: [], said: "", imminent: "", consult: "", told: "", toldReason: "", way: "" };

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, language } = context.i18n;
  const vault = params["vault"] ?? "";
  const basis = /** @type {import("./fields.js").BasisId} */ (params["basis"]);
  if (!Object.hasOwn(BASIS, basis) || basis === "consent" || basis === "to-participant") throw new TypeError("expected one of the exceptions");
  const screen = createScreen(root, draw);
  const form = createKeptForm(EMPTY, { key: `exception/${vault}/${basis}`, screen, context, picked: ["categories", "imminent", "consult", "told", "way"] });
  const names = namesOf(context);
  /** @type {import("../context.js").ConsultSummary[]} */
  let consults = [];
  /** @type {any} */
  let record = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  /** @type {import("../share/ways.js").Left|null} */
  let left = null;

  async function load() {
    try {
      const [found, asked] = await Promise.all([context.cases.open(vault), context.consults.list()]);
      const isFirst = record === null;
      consults = asked.filter(({ mine }) => mine);
      record = found.participant && !found.away ? found : null;
      if (record && isFirst) await form.resume();
      trouble = record ? null : { title: t("app.error.title"), body: t(found.away ? "app.error.handed-over" : "app.error.not-found") };
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  /** What stands there until it is written over. @returns {import("./fields.js").Filled} */
  const filled = () => {
    const start = { ...startOf(context.now(), basis), discloser: context.account.member()?.name ?? "" };
    return { ...form.values, details: { ...start, ...form.values.details } };
  };

  function draw() {
    const frame = { title: t(`share.basis.${basis}`), back: t("common.back"), backHref: `#/people/${vault}/exceptions`, top: context.tools() };
    if (left) return page({ ...frame, body: leftWords(context, left), action: linkButton({ label: t("share.toLog"), href: `#/people/${vault}/shared`,
      kind: "primary" }) });
    if (!record) return page({ ...frame, body: trouble ? notice({ tone: "attention", ...trouble }) : skeleton({ label: t("common.loading") }) });
    const shown = { ...form, values: filled() };
    return page({
      ...frame, lead: t(`share.basis.${basis}.rule`),
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: IDS.way, ids: IDS })}
        ${advice()}
        ${formOf({ id: "exception", onSubmit: send, body: html`
          ${ruleFields(context, { basis, form: shown, names })}
          ${consultFields(context, { basis, form: shown, consults })}
          ${toldFields(context, shown)}
          ${wayField(context, shown)}` })}
        ${statusText({ text: form.keptWords() })}
        <p class="quiet">${t("share.fill.before")}</p>`,
      action: button({ label: t(form.values.way ? `share.go.${form.values.way}` : "share.go"), type: "submit", form: "exception", busy: form.busy,
        busyLabel: t("common.saving") }),
    });
  }

  /** What comes before any form. */
  function advice() {
    if (basis === "emergency") return callFirst(context, { isShort: true });
    const ask = linkButton({ label: t("share.instead.consult"), href: "#/consults/new/unsure", icon: "question" });
    const calls = basis === "court-order" ? onCallButtons(context) : nothing;
    const body = html`<div class="stack stack--close"><p>${t(`share.basis.${basis}.firstBody`)}</p>${calls}</div>`;
    return notice({ tone: "attention", title: t(`share.basis.${basis}.first`), body, actions: ask });
  }

  /** As they are read: a moment as people say it. @param {Record<string, string|boolean>} details */
  function factsOf(details) {
    const words = BASIS[basis].fields.filter(({ field }) => details[field]).map(({ field, type }) => {
      const value = String(details[field]);
      return { label: t(`share.field.${field}`), text: writtenAs(language, type, value) };
    });
    const said = BASIS[basis].records ? [{ label: t("share.field.said"), text: form.values.said.trim() }] : [];
    return [...words, ...said];
  }

  async function send() {
    const values = filled();
    if (!form.check(missingIn(basis, values, t))) return;
    const way = /** @type {import("../share/ways.js").Way} */ (values.way);
    await form.finish(async () => {
      const details = detailsOf(basis, values);
      const notice = BASIS[basis].records ? noticeFor(context, way) : null;
      const isMedical = basis === "emergency";
      /** @type {import("../../domain/disclosure/check.js").Disclosure} */
      const entry = {
        ...circumstances(context), basis, release: null, purpose: { id: "other", words: t(`share.basis.${basis}`) }, from: null, to: null,
        categories: BASIS[basis].records ? values.categories : [],
        recipient: isMedical
          ? { kind: "person", name: String(details["personnel"]), address: String(details["affiliation"]) }
          : { kind: "organisation", name: values.recipient.trim(), address: "" },
        items: BASIS[basis].records ? await hashed(context, [{ what: "words", text: values.said.trim() }]) : [], channel: way, notice: notice?.version ?? null,
        ...toldOf(values), details, consult: values.consult || null,
      };
      const document = exceptionPaper(context.i18n, { notice, basis, facts: factsOf(details) });
      left = await leave(context, { vault, way, document, write: () => context.releases.disclose(vault, entry) });
    }, () => {
      screen.draw();
      turnPage(root);
      printAtOnce(context, left);
    });
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  screen.onLeave(context.device.speech.stop);
  return screen.leave;
}
