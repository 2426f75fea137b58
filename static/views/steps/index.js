/**
 * What to do, one step a card, each done or not done and why (standards D1). Usable with one thumb while talking: nothing is compulsory,
 * every mark is kept, and the cards open again where they were left. When it is imminent, calling stands first on every card.
 */
import { html, nothing } from "lit-html";
import { badge, button, choices, field, focusHeading, list, notice, page, row, skeleton, statusText, stepper } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";
import { callRow } from "../help/calls.js";
import { createScreen } from "../screen.js";
import { marked, reasoned, within } from "./marks.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, language } = context.i18n;
  const { vault = "", session } = params;
  const home = session ? `/people/${vault}/sessions/${session}` : `/consults/${vault}`;
  const screen = createScreen(root, draw);
  /** @type {{at: number, marks: import("./marks.js").Marks}} */
  const empty = { at: 0, marks: {} };
  const form = createKeptForm(empty, { key: session ? `steps/${vault}/${session}` : `steps/${vault}`, screen, context });
  /** @type {any[]|null} */
  let steps = null;
  let level = "none";
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  async function load() {
    try {
      const found = await context.help.steps({ vault, session });
      await form.resume();
      form.values.at = within(form.values.at, found.steps.length);
      ({ level, steps } = found);
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  /** @param {number} at */
  function turn(at) {
    form.set("at")(at);
    root.querySelector(".page__main")?.scrollTo(0, 0);
    focusHeading(root);
  }

  function draw() {
    const frame = { back: t("common.back"), onBack: () => context.router.back(home), top: context.tools() };
    if (!steps) return page({ ...frame, title: t("steps.title"), body: trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : skeleton({ label: t("common.loading") }) });
    const step = steps[form.values.at];
    const first = level === "imminent" || !steps.length ? callRow(context) : nothing;
    if (!steps.length) return page({ ...frame, title: t("steps.title"), body: html`${first}<p>${t("steps.absent")}</p>` });
    return page({ ...frame, ...(step ? card(step, steps.length, first) : overview(steps, first)) });
  }

  /** @param {any} step @param {number} total @param {unknown} first */
  function card(step, total, first) {
    const { at, marks } = form.values;
    const isLast = at === total - 1;
    const given = marks[step.id];
    return {
      title: step.title[language],
      body: html`
        ${first}
        ${stepper({ step: at + 1, of: total, label: t("steps.step", { n: at + 1, total }) })}
        <p class="lead">${step.body[language]}</p>
        ${step.notes.length ? notice({ title: t("steps.mind"), body: step.notes.map((/** @type {any} */ note) => html`<p>${note[language]}</p>`) }) : nothing}
        ${step.examples.length ? html`<section class="stack stack--close"><h2>${t("steps.example")}</h2>
          ${step.examples.map((/** @type {any} */ words) => html`<p class="lead">“${words[language]}”</p>`)}</section>` : nothing}
        ${choices({ name: "mark", legend: t("steps.question"), value: given?.mark ?? null, onChange: (mark) => form.set("marks")(marked(marks, step.id, mark)),
          options: [{ value: "done", label: t("steps.done") }, { value: "not", label: t("steps.not") }] })}
        ${given?.mark === "not" ? field({ id: "why", label: t("steps.why"), hint: t("steps.whyHint"), value: given.why, maxlength: 500,
          onInput: (why) => form.set("marks")(reasoned(marks, step.id, why)) }) : nothing}
        ${statusText({ text: form.keptWords() })}
        ${isLast ? nothing : button({ label: t("steps.toSummary"), kind: "plain", onClick: () => turn(total) })}`,
      action: button({ label: t(isLast ? "steps.toSummary" : "common.next"), onClick: () => turn(at + 1) }),
      secondary: at > 0 ? button({ label: t("steps.previous"), kind: "quiet", onClick: () => turn(at - 1) }) : undefined,
    };
  }

  /** @param {any[]} all @param {unknown} first */
  function overview(all, first) {
    const { marks } = form.values;
    const oneRow = (/** @type {any} */ step, /** @type {number} */ at) => {
      const given = marks[step.id];
      const tone = given?.mark === "done" ? "done" : given ? "plain" : "waiting";
      return row({ key: step.id, title: step.title[language], detail: given?.mark === "not" && given.why ? given.why : undefined, onClick: () => turn(at),
        badge: badge({ tone, label: t(given ? `steps.${given.mark}` : "steps.open") }) });
    };
    return {
      title: t("steps.summary"),
      body: html`${first}${list(all.map(oneRow), { label: t("steps.summary") })}<p class="quiet">${t("steps.keep")}</p>
        ${button({ label: t("steps.again"), kind: "plain", icon: "sync", onClick: again })}`,
      action: button({ label: t("steps.finish"), onClick: finish }),
    };
  }

  /** The marks go and the first card comes: a new talk has steps of its own. */
  function again() {
    form.set("marks")({});
    turn(0);
  }

  /** The talk is over, and with it the marks. */
  const finish = () => form.finish(async () => undefined, () => context.router.back(home));

  screen.draw();
  void load();
  return screen.leave;
}
