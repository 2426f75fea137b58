/**
 * What has been sent and what is only on this phone. Every figure comes from the store at the moment of drawing, never from memory.
 */
import { html, nothing } from "lit-html";
import { button, definitionList, notice, page, progress, statusText } from "../../components/index.js";
import { createScreen } from "../screen.js";
import { stuckItems } from "./stuck.js";
import { resultOf, verdictOf } from "./words.js";

/** @type {Record<import("./words.js").Verdict, "done"|"attention"|"waiting">} */
const TONES = { stuck: "attention", distrusted: "attention", "only-here": "waiting", "never-reached": "waiting", "all-sent": "done" };

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, time } = context.i18n;
  const screen = createScreen(root, draw);
  /** @type {any[]} */
  let stuck = [];
  /** @type {Map<string, string>} */
  let names = new Map();
  let result = "";
  let isTrying = false;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  async function load() {
    try {
      stuck = await context.sync.quarantine();
      if (stuck.length) names = await namesByVault();
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  async function namesByVault() {
    const [cases, consults] = await Promise.all([context.cases.list(), context.consults.list()]);
    return new Map([
      ...consults.map(({ vault }) => /** @type {[string, string]} */ ([vault, t("sync.consult")])),
      ...cases.map(({ vault, name }) => /** @type {[string, string]} */ ([vault, name])),
    ]);
  }

  function draw() {
    const state = context.sync.state();
    const needsExport = state.waiting + state.received + state.refused + state.held + stuck.length > 0;
    return page({
      title: t("sync.title"),
      back: t("common.back"),
      onBack: () => context.router.back("/today"),
      top: context.tools(),
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing}
        ${state.phase === "signed-out" ? signedOut() : nothing}
        ${verdict(state)}
        ${state.progress ? progress({ id: "first-reading", label: t("sync.progress", state.progress), value: state.progress.done, max: state.progress.of }) : nothing}
        ${facts(state)}
        ${stuckItems({ i18n: context.i18n, items: stuck, names, onRetry: retry })}
        ${needsExport ? exporting() : nothing}
        ${statusText({ id: "sync-result", text: result, icon: "info" })}`,
      action: button({ label: t("sync.tryNow"), icon: "sync", busy: isTrying, busyLabel: t("sync.trying"), onClick: tryNow }),
    });
  }

  function signedOut() {
    return notice({
      tone: "attention", title: t("sync.signedOut.title"), body: t("sync.signedOut.body"),
      actions: button({ label: t("sync.signedOut.action"), kind: "quiet", icon: "lock", onClick: () => act(() => context.account.lock()) }),
    });
  }

  /** @param {ReturnType<import("../context.js").Sync["state"]>} state */
  function verdict(state) {
    const { verdict: name, count } = verdictOf(state, stuck.length);
    const title = count ? plural(`sync.verdict.${name}`, count) : t(`sync.verdict.${name}`);
    return notice({ tone: TONES[name], title, body: t(`sync.verdict.${name}.body`) });
  }

  /** What is zero is absent; the last contact never is. @param {any} state */
  function facts({ waiting, received, refused, held, lastContact, phase }) {
    const counts = Object.entries({ waiting, received, refused, held }).filter(([, count]) => count > 0);
    return definitionList([
      ...counts.map(([name, count]) => ({ term: t(`sync.count.${name}`), detail: context.i18n.number(count) })),
      { term: t("sync.lastContact"), detail: lastContact ? time(lastContact) : t("sync.never") },
      ...(context.i18n.has(`sync.phase.${phase}`) ? [{ term: t("sync.now"), detail: t(`sync.phase.${phase}`) }] : []),
    ]);
  }

  function exporting() {
    return html`<section class="stack" aria-labelledby="export">
      <h2 id="export">${t("sync.export.title")}</h2>
      <p>${t("sync.export.body")}</p>
      ${button({ label: t("sync.export.action"), kind: "quiet", icon: "share", onClick: exportSafely })}
    </section>`;
  }

  /** Whatever it meets is said in words; nothing is lost by failing. @param {() => Promise<unknown>} work */
  async function act(work) {
    trouble = null;
    result = "";
    screen.draw();
    try {
      await work();
    } catch (error) {
      trouble = context.explain(error);
    }
    if (screen.isShown()) await load();
  }

  async function tryNow() {
    isTrying = true;
    await act(() => context.sync.tryNow());
    isTrying = false;
    if (!trouble) result = t(resultOf(context.sync.state(), stuck.length));
    screen.draw();
  }

  /** @param {import("./stuck.js").Stuck} item */
  async function retry(item) {
    await act(() => context.sync.retry(item.id));
    if (!trouble) result = t(stuck.some(({ id }) => id === item.id) ? "sync.result.retriedInVain" : "sync.result.retried");
    screen.draw();
  }

  async function exportSafely() {
    await act(() => context.sync.exportSafely());
    if (!trouble) result = t("sync.result.exported");
    screen.draw();
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
