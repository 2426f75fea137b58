/**
 * Ending a release, or all of them: what ends, what was already shared, then a word or a signature. A spoken end counts at once and is confirmed in writing
 * when there is time. To sign, the phone is lent; nothing but this page can be reached meanwhile.
 */
import { html, nothing } from "lit-html";
import { button, choices, definitionList, field, notice, page, signaturePad, skeleton } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";
import { factsOf } from "../release/facts.js";
import { sharedUnder } from "../release/shared.js";
import { isInForce } from "../release/state.js";
import { createScreen, formErrors } from "../screen.js";
import { turnPage } from "../turn_page.js";

const EMPTY = { mode: "", by: "", witness: "", agreed: /** @type {string[]} */ ([]), name: "", strokes: /** @type {any[]} */ ([]) };
const IDS = { mode: "mode-first", by: "by", agreed: "agreed-first", name: "name" };
const LONGEST_NAME = 200;
const SAID = ["kind", "who", "what", "why", "until"];

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params  without `release`: all that are in force */
export function mount(root, context, { vault = "", release }) {
  const { t, language } = context.i18n;
  const base = release ? `/people/${vault}/releases/${release}/stop` : `/people/${vault}/releases/stop`;
  const home = release ? `/people/${vault}/releases/${release}` : `/people/${vault}`;
  const screen = createScreen(root, draw);
  const form = createKeptForm(EMPTY, { key: `release/${vault}/stop/${release ?? "all"}`, screen, context });
  const isLent = () => context.lending.place() === base;
  /** @type {any} */
  let record = null;
  /** What it is about, from when the page was opened: one that is ended meanwhile stays named. @type {any[]} */
  let targets = [];
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  let isDone = false;

  async function load() {
    try {
      const found = await context.cases.open(vault);
      await form.resume();
      const mayStop = (/** @type {any} */ each) => (release ? each.id === release && !isConfirmed(each) : isInForce(each, context));
      targets = found.releases.filter(mayStop);
      if (targets.some(({ revocations }) => revocations.length > 0)) form.values.mode = "signed";
      record = found;
      trouble = null;
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  async function lend() {
    if (!form.check(form.values.mode ? {} : { mode: t("people.start.choose") })) return;
    try {
      await context.lending.lend(base);
      await context.lending.speakIn(record.participant.language);
      trouble = null;
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  async function stopSpoken() {
    const { by, witness } = form.values;
    if (!form.check({ ...(form.values.mode ? {} : { mode: t("people.start.choose") }), ...(by.trim() ? {} : { by: t("release.stop.byMissing") }) })) return;
    await finish({ mode: "spoken", by: by.trim(), witness: witness.trim() });
  }

  async function stopSigned() {
    const { agreed, name, strokes } = form.values;
    const complete = form.check({ ...(agreed.length ? {} : { agreed: t("release.sign.agreedMissing") }), ...(name.trim() ? {} : { name: t("release.sign.nameMissing") }) });
    if (!complete) return;
    const signature = { how: strokes.length ? "drawn" : "typed", name: name.trim(), strokes: strokes.length ? strokes : null, intent: intent() };
    await finish({ mode: "signed", by: name.trim(), witness: "", signature });
  }

  /** @param {{mode: "signed"|"spoken", by: string, witness: string, signature?: any}} how */
  async function finish(how) {
    const stop = async () => {
      for (const { id } of targets) await context.releases.revoke(vault, id, how);
    };
    await form.finish(stop, () => {
      if (!isLent()) return context.router.go(home, { replace: true });
      isDone = true;
      screen.draw();
      turnPage(root);
    });
  }

  const intent = () => context.releases.content().intent.revoke[language];
  const errors = () => formErrors(form, { title: t("common.errors.title"), first: isLent() ? IDS.name : IDS.mode, ids: IDS });

  function draw() {
    const back = isLent() ? {} : { back: t("common.back"), onBack: () => context.router.back(home) };
    const top = isLent() ? button({ id: "give-back", label: t("release.lent.back"), kind: "plain", icon: "lock", onClick: () => context.lending.giveBack(isDone ? home : base) }) : context.tools();
    const frame = { ...back, top, title: t(release ? "release.stop.title" : "release.stop.titleAll") };
    const words = trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing;
    if (!record) return page({ ...frame, body: trouble ? words : skeleton({ label: t("common.loading") }) });
    if (isDone) return page({ top, title: t("release.stop.done"), body: html`<p>${t("release.done.back")}</p>`, action: button({ label: t("release.done.action"), icon: "lock", onClick: () => context.lending.giveBack(home) }) });
    if (!targets.length) return page({ ...frame, body: notice({ title: t("release.stop.nothing") }) });
    return page({ ...frame, lead: t("release.stop.lead"), body: html`${errors()}${words}${targets.map(whatEnds)}${sharedUnder({ context, record, releases: targets })}<p>${t("release.stop.cannotTakeBack")}</p>${isLent() ? signing() : asking()}`, action: action() });
  }

  /** Which one, to whom, what for. @param {any} target */
  function whatEnds({ document, signedAt }) {
    const facts = factsOf(document.terms, context).filter(({ id }) => SAID.includes(id));
    return html`<section class="stack stack--close"><h2>${t("release.stop.ends", { name: document.terms.recipient.name, day: context.i18n.day(signedAt) })}</h2>${definitionList(facts)}</section>`;
  }

  /** With its owner: was it said, or is it to be signed? */
  function asking() {
    const { values, errors: wrong, set } = form;
    const isConfirming = targets.some(({ revocations }) => revocations.length > 0);
    return html`
      ${isConfirming ? nothing : choices({
        name: "mode", legend: t("release.stop.how"), value: values.mode, error: wrong.mode, onChange: set("mode"),
        options: [{ value: "spoken", label: t("release.stop.spoken"), hint: t("release.stop.spoken.hint") }, { value: "signed", label: t("release.stop.signed") }],
      })}
      ${values.mode === "spoken" ? html`
        ${field({ id: "by", label: t("release.stop.by"), value: values.by, error: wrong.by, maxlength: LONGEST_NAME, capitals: "words", onInput: set("by") })}
        ${field({ id: "witness", label: t("release.stop.witness"), value: values.witness, maxlength: LONGEST_NAME, capitals: "words", onInput: set("witness") })}` : nothing}`;
  }

  /** In the participant's hand. */
  function signing() {
    const { values, errors: wrong, set } = form;
    return html`
      ${choices({
        name: "stop-language", legend: t("script.language"), value: language, onChange: (/** @type {"en"|"es"} */ chosen) => context.lending.speakIn(chosen),
        options: [{ value: "en", label: t("script.language.en") }, { value: "es", label: t("script.language.es") }],
      })}
      <p class="lead">${intent()}</p>
      ${choices({
        name: "agreed", legend: t("release.stop.title"), legendUnseen: true, multiple: true, value: values.agreed, error: wrong.agreed, onChange: set("agreed"),
        options: [{ value: "yes", label: t("release.stop.agree") }],
      })}
      ${field({ id: "name", label: t("release.sign.name"), hint: t("release.sign.nameHint"), value: values.name, error: wrong.name, maxlength: LONGEST_NAME, capitals: "words", onInput: set("name") })}
      ${signaturePad({ id: "drawn", label: t("release.sign.draw"), hint: t("release.sign.drawHint"), strokes: values.strokes, onChange: set("strokes"), clearLabel: t("release.sign.clear") })}`;
  }

  function action() {
    if (isLent()) return button({ label: t("release.stop.action"), busy: form.busy, busyLabel: t("common.saving"), onClick: stopSigned });
    if (form.values.mode === "signed") return button({ label: t("release.hand.action"), icon: "people", onClick: lend });
    return button({ label: t("release.stop.action"), busy: form.busy, busyLabel: t("common.saving"), onClick: stopSpoken });
  }

  screen.draw();
  void load();
  return screen.leave;
}

/** Ended by a signature: there is nothing left to say. @param {any} release */
const isConfirmed = ({ revocations }) => revocations.some((/** @type {any} */ { mode }) => mode === "signed");
