/**
 * Before the session, one question a screen: how → private? → the script → in their own words → begin.
 *
 * Each step is a place of its own, so that Back goes to the step before and every answer is kept. The preparation is a sealed draft
 * after every answer: a killed app resumes where it was. "Crisis: skip for now" stands on every step, and "They said no" beside it from
 * the first card on.
 */
import { html, nothing } from "lit-html";
import { button, notice, page, skeleton } from "../../components/index.js";
import { decline, finish, goOnAnyway, skipForCrisis, stepOf } from "../../domain/session/index.js";
import { createScreen } from "../screen.js";
import { declinedStep, laterStep, outcomeStep, refusedStep, skipStep, teachBackStep } from "./ending.js";
import { howStep } from "./how.js";
import { privateStep, remediesStep } from "./private.js";
import { scriptStep } from "./script.js";

/** @typedef {import("../context.js").Context} Context */

/**
 * What a step gives to the page.
 * @typedef {{title: string, lead?: string, body: unknown, action?: unknown, secondary?: unknown, titleUnseen?: boolean, language?: string, mayRefuse?: boolean}} Step
 * @type {Readonly<Record<string, (step: any) => Step>>}
 */
const STEPS = Object.freeze({
  how: howStep, privacy: privateStep, remedies: remediesStep, script: scriptStep, "teach-back": teachBackStep,
  outcome: outcomeStep, skip: skipStep, refused: refusedStep, declined: declinedStep, later: laterStep,
});

const IN_ORDER = ["how", "privacy", "remedies", "script", "teach-back", "outcome"];

/** @param {HTMLElement} root @param {Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const screen = createScreen(root, draw);
  /** Whose session, which one when its script is owed, and which step: the address may name another person while this screen stands. */
  let { vault, owed, base, wanted } = placeIn(params);
  /** @type {any} */
  let prepared = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  /** Where a step keeps what is not worth recording: the card one looks at, the other wording. */
  let scratch = resumed({ script: null });

  async function load() {
    const asked = base;
    try {
      const found = await context.sessions.prepare(vault, owed);
      if (!isStillAt(asked)) return;
      if (!found.person) {
        trouble = { title: t("app.error.title"), body: t("app.error.not-found") };
        return screen.draw();
      }
      prepared = found;
      scratch = resumed(found.preparation);
      trouble = null;
      // Once, on coming: later "Back" to the first question must lead to it.
      if (wanted === null && found.preparation.how) return context.router.go(`${base}/${stepOf(found.preparation)}`, { replace: true });
    } catch (error) {
      if (!isStillAt(asked)) return;
      trouble = context.explain(error);
    }
    screen.draw();
  }

  /** @param {Record<string, string>} changed */
  function moveTo(changed) {
    context.device.speech.stop();
    const before = base;
    ({ vault, owed, base, wanted } = placeIn(changed));
    if (base !== before) {
      prepared = trouble = null;
      void load();
    }
    screen.draw();
  }

  /** Whoever has left meanwhile, or looks at another person, is not called back. @param {string} asked  the `base` of then */
  const isStillAt = (asked) => screen.isShown() && asked === base;

  /** @param {string} step */
  const go = (step) => context.router.go(`${base}/${step}`);

  /** Keeps an answer before the next screen is shown. @param {any} preparation */
  async function keep(preparation) {
    prepared = { ...prepared, preparation };
    screen.draw();
    await attempt(() => context.sessions.keep(vault, preparation, owed));
  }

  /** @param {() => Promise<void>} act */
  async function attempt(act) {
    try {
      await act();
      trouble = null;
    } catch (error) {
      trouble = context.explain(error);
      screen.draw();
    }
  }

  /** @param {any} preparation  ended */
  async function begin(preparation) {
    const asked = { vault, owed, base };
    await attempt(async () => {
      if (asked.owed) await context.sessions.offerAgain(asked.vault, asked.owed, preparation);
      const { session, declined } = asked.owed ? { session: asked.owed, declined: false } : await context.sessions.begin(asked.vault, preparation);
      if (!isStillAt(asked.base)) return;
      if (declined) {
        prepared = { ...prepared, preparation };
        return context.router.go(`${base}/declined`, { replace: true });
      }
      context.router.go(`/people/${vault}/sessions/${session}/note`, { replace: true });
    });
  }

  const acts = {
    go, keep, next,
    end: (/** @type {string} */ outcome) => begin(finish(prepared.preparation, { outcome, at: now() })),
    sayNo: (preparation = prepared.preparation) => begin(decline(preparation, { at: now() })),
    skip: (/** @type {string} */ reason) => begin(skipForCrisis(prepared.preparation, { reason, at: now() })),
    anyway: () => next(goOnAnyway(prepared.preparation)),
    putOff: async () => {
      const asked = base;
      await attempt(() => context.sessions.drop(vault, owed));
      if (!trouble && isStillAt(asked)) context.router.go(`${base}/later`, { replace: true });
    },
  };
  const now = () => new Date(context.now()).toISOString();

  /** Keeps the answer and goes to what it makes the next step. @param {any} preparation */
  async function next(preparation) {
    const asked = base;
    await keep(preparation);
    if (!trouble && isStillAt(asked)) go(stepOf(preparation));
  }

  function draw() {
    const onBack = () => context.router.back(`/people/${vault}`);
    if (!prepared) {
      return page({
        title: t("session.title"), back: t("common.back"), onBack, top: context.tools(),
        body: trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : skeleton({ label: t("common.loading") }),
        action: trouble ? button({ label: t("common.tryAgain"), onClick: load }) : undefined,
      });
    }
    /** @type {(step: any) => Step} */
    const drawStep = STEPS[reached(wanted ?? "how", prepared.preparation)] ?? howStep;
    const { mayRefuse, ...step } = drawStep({ context, prepared, scratch, acts, redraw: screen.draw, now });
    return page({
      ...step, back: t("common.back"), onBack, top: context.tools(),
      body: html`${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : ""}${step.body}${step.secondary ? nothing : putOff(prepared)}`,
      secondary: step.secondary ?? waysOut(mayRefuse),
    });
  }

  function waysOut(mayRefuse = false) {
    const skip = button({ label: t("session.skip.button"), kind: "plain", onClick: () => go("skip") });
    return mayRefuse ? html`<div class="cluster">${skip}${button({ label: t("session.refused.button"), kind: "plain", onClick: () => go("refused") })}</div>` : skip;
  }

  /** What was begun by mistake, or cannot be now, must not stand on Today for good. @param {any} begun */
  function putOff({ preparation }) {
    return preparation.how && stepOf(preparation) !== "remedies" ? button({ label: t("session.putOff.button"), kind: "plain", onClick: acts.putOff }) : nothing;
  }

  screen.draw();
  void load();
  screen.onLeave(() => context.device.speech.stop());
  // Some browsers list their voices only a while after they were first asked.
  screen.onLeave(context.device.speech.onChange(screen.draw));
  return Object.assign(screen.leave, { update: moveTo });
}

/** At the first card not shown yet, in the language and length that were chosen. @param {{script: any}} preparation */
function resumed({ script }) {
  const wish = script ? { language: script.language, variant: script.variant } : {};
  return { card: script?.shown.length ?? 0, again: false, wish };
}

/** An address may ask for a step whose questions are not answered yet: then the first open one is shown. @param {string} step @param {any} preparation */
function reached(step, preparation) {
  const open = stepOf(preparation);
  return open !== "ended" && IN_ORDER.indexOf(step) > IN_ORDER.indexOf(open) ? open : step;
}

/** @param {Record<string, string>} params */
function placeIn({ vault = "", session, step }) {
  const base = session ? `/people/${vault}/sessions/${session}/again` : `/people/${vault}/start`;
  return { vault, owed: session ?? null, base, wanted: step ?? null };
}
