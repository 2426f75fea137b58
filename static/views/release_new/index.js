/**
 * A new release: what is to be shared, asked one thing a page; then, with the phone in the participant's hand, read, put right and signed.
 *
 * Each step is a place of its own under one base, so that Back goes to the step before and, while the phone is lent, nothing but these places can be
 * reached (`app/lending.js`). Every answer is a sealed draft at once: a lock, a reload or a killed app loses nothing, not even a signature.
 */
import { html, nothing } from "lit-html";
import { button, notice, page, skeleton, statusText, stepper } from "../../components/index.js";
import { checkDraft, composeDocument, templateFor } from "../../domain/release/index.js";
import { dayIn } from "../../lib/days.js";
import { createKeptForm } from "../kept_form.js";
import { labelsOf } from "../release/facts.js";
import { createScreen } from "../screen.js";
import { createActs } from "./acts.js";
import { kindStep, signerStep, untilStep, whatStep, whenStep, whoStep, whyStep } from "./building.js";
import { checkStep, handStep } from "./checking.js";
import { ownWordsStep, readStep, reviewStep } from "./reading.js";
import { copyStep, doneStep, electronicStep, signStep } from "./signing.js";
import { BUILDING, draftOf, emptyValues, LENT, stepAt, stepAfter } from "./values.js";

/** @typedef {any} StepParts  what `partsOf` gives */
/** @typedef {{title: string, lead?: string, body: unknown, action?: unknown, titleUnseen?: boolean}} Step */

/** @type {Readonly<Record<string, (step: StepParts) => Step>>} */
const STEPS = Object.freeze({
  kind: kindStep, who: whoStep, what: whatStep, when: whenStep, why: whyStep, until: untilStep, signer: signerStep, check: checkStep, hand: handStep,
  read: readStep, "own-words": ownWordsStep, review: reviewStep, electronic: electronicStep, sign: signStep, copy: copyStep,
});

/** Another person is another form: it begins in a node of its own. @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  let flow = begin(root, context, params);
  const update = (/** @type {Record<string, string>} */ next) => {
    if (next["vault"] === flow.vault) return flow.moveTo(next["step"]);
    flow.leave();
    flow = begin(root, context, next);
  };
  return Object.assign(() => flow.leave(), { update });
}

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
function begin(root, context, { vault = "", step }) {
  const { t, plural } = context.i18n;
  const host = document.createElement("div");
  host.className = "shell__screen";
  root.replaceChildren(host);
  const base = `/people/${vault}/releases/new`;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const screen = createScreen(host, draw);
  const form = createKeptForm(emptyValues(), { key: `release/${vault}`, screen, context });
  let wanted = step ?? null;
  /** Who it is about, whose name it goes under, and which rules hold. @type {any} */
  let prepared = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  const scratch = { reading: false, checked: false };
  const isLent = () => context.lending.place() === base;
  const go = (/** @type {string} */ to) => context.router.go(`${base}/${to}`);
  const acts = createActs({ context, vault, base, zone, form, screen, go, document: () => documentNow(), prepared: () => prepared });

  async function load() {
    try {
      prepared = await context.releases.prepare(vault);
      await form.resume();
      await acts.resume();
      trouble = null;
      if (acts.signedId()) return context.router.go(`/people/${vault}/releases/${acts.signedId()}`, { replace: true });
      if (wanted === "done" && !isLent()) return context.router.go(`/people/${vault}`, { replace: true });
      if (wanted === null) return context.router.go(`${base}/${stepAt(form.values, wanted, isLent())}`, { replace: true });
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  /** @param {string|undefined} next */
  function moveTo(next) {
    context.device.speech.stop();
    wanted = next ?? null;
    form.errors = {};
    screen.draw();
  }

  const documentNow = () => form.values.document ?? composeDocument(draftNow(), templateFor(context.releases.content(), { type: form.values.type, language: draftNow().language }));
  const draftNow = () => draftOf(form.values, { ...prepared, zone });

  /** @param {string} at */
  function partsOf(at) {
    const draft = draftNow();
    const today = dayIn(context.now(), zone);
    const goOn = (/** @type {string} */ event = "") => {
      if (event) acts.note(event);
      if (at === "check" || at === "hand") scratch.checked = true;
      const next = stepAfter(at, { isLent: isLent(), isChecked: scratch.checked });
      if (LENT.includes(next)) acts.reach(next);
      return go(next);
    };
    return {
      t, plural, context, base, today, draft, acts, goOn, scratch, form, values: form.values, errors: form.errors, participant: prepared.participant,
      missing: checkDraft(draft, { today, pack: prepared.pack }), document: documentNow(), labels: labelsOf(context), redraw: screen.draw,
      set: (/** @type {string} */ name) => (/** @type {any} */ value) => acts.change({ [name]: value }), setAll: acts.change,
      next: button({ label: t("common.continue"), onClick: () => goOn() }), print: context.device.output.print,
    };
  }

  function draw() {
    if (!prepared) return waiting();
    if (acts.signedId()) return page({ ...doneStep({ t, onClick: acts.giveBack }), top: topOf() });
    const at = stepAt(form.values, wanted, isLent());
    if (at === "check") scratch.checked = true;
    const { lead, body, ...drawn } = /** @type {(step: StepParts) => Step} */ (STEPS[at])(partsOf(at));
    const isFirst = isLent() && (at === "read" || at === "copy");
    return page({
      ...drawn, ...(lead ? { lead } : {}), top: topOf(), ...(isFirst ? {} : { back: t("common.back"), onBack: () => context.router.back(isLent() ? `${base}/read` : `/people/${vault}`) }),
      body: html`
        ${progressAt(at)}
        ${trouble ?? acts.trouble() ? troubleNotice() : nothing}
        ${body}
        ${statusText({ text: form.keptWords() })}`,
    });
  }

  const topOf = () => (isLent() ? acts.backButton({ kind: "plain", id: "give-back" }) : context.tools());

  /** @param {string} at */
  function progressAt(at) {
    const steps = isLent() ? LENT : BUILDING;
    const index = steps.indexOf(at);
    return index < 0 ? nothing : stepper({ step: index + 1, of: steps.length, label: t("release.step", { n: index + 1, total: steps.length }) });
  }

  function troubleNotice() {
    const { title, body } = /** @type {{title: string, body: string}} */ (trouble ?? acts.trouble());
    return notice({ tone: "attention", title, body, announce: true });
  }

  function waiting() {
    return page({
      title: t("release.kind.title"), back: t("common.back"), backHref: `#/people/${vault}`, top: topOf(),
      body: trouble ? troubleNotice() : skeleton({ label: t("common.loading") }),
      action: trouble ? button({ label: t("common.tryAgain"), onClick: load }) : undefined,
    });
  }

  screen.draw();
  void load();
  screen.onLeave(() => context.device.speech.stop());
  // Some browsers list their voices only a while after they were first asked.
  screen.onLeave(context.device.speech.onChange(screen.draw));
  return { vault, moveTo, leave: screen.leave };
}
