/**
 * What has been sent and what is only on this phone. Every figure comes from the store at the moment of drawing, never from memory.
 */
import { html, nothing } from "lit-html";
import { button, definitionList, notice, page, progress, statusText } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { createScreen } from "../screen.js";
import { foundItems } from "./found.js";
import { stuckItems } from "./stuck.js";
import { contactOf, verdictOf } from "./verdict.js";
import { resultOf } from "./words.js";

/** @type {Record<import("./verdict.js").Verdict, "done"|"attention"|"waiting">} */
const TONES = { lost: "attention", stuck: "attention", distrusted: "attention", "only-here": "waiting", "never-reached": "waiting", "all-sent": "done" };

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, time } = context.i18n;
  const screen = createScreen(root, draw);
  /** @type {any[]} */
  let stuck = [];
  /** @type {import("../context.js").Finding[]} */
  let findings = [];
  /** @type {Map<string, string>} */
  let names = new Map();
  /** What came of the last tap, said where it was asked for. @type {{place: "top"|"export"|"evidence", text: string}} */
  let result = { place: "top", text: "" };
  let isTrying = false;
  const looking = createAttempt({ explain: context.explain, draw: screen.draw });
  const acting = createAttempt({ explain: context.explain, draw: screen.draw });

  const load = () =>
    looking.run(async () => {
      [stuck, findings] = await Promise.all([context.sync.quarantine(), context.sync.findings()]);
      if (stuck.length || findings.length) names = await namesByVault();
    });

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
        ${looking.words()}
        ${acting.words()}
        ${state.phase === "signed-out" ? signedOut() : nothing}
        <div class="stack stack--close">${verdict(state)}${resultAt("top")}</div>
        ${state.progress ? progress({ id: "first-reading", label: t("sync.progress", state.progress), value: state.progress.done, max: state.progress.of }) : nothing}
        ${foundItems({ i18n: context.i18n, findings, names, result: result.place === "evidence" ? result.text : "", onSave: saveEvidence, onAside: setAside })}
        ${facts(state)}
        ${stuckItems({ i18n: context.i18n, items: stuck, names, onRetry: retry })}
        ${needsExport ? exporting() : nothing}`,
      action: button({ label: t("sync.tryNow"), icon: "sync", busy: isTrying, busyLabel: t("sync.trying"), onClick: tryNow }),
    });
  }

  function signedOut() {
    return notice({
      tone: "attention", title: t("sync.signedOut.title"), body: t("sync.signedOut.body"),
      actions: button({ label: t("sync.signedOut.action"), kind: "quiet", icon: "lock", onClick: () => acting.run(() => context.account.lock()) }),
    });
  }

  /** @param {ReturnType<import("../context.js").Sync["state"]>} state */
  function verdict(state) {
    const { verdict: name, count } = verdictOf(state, stuck.length);
    // While the first records still come in, "everything was sent" would say nothing.
    if (name === "all-sent" && state.progress) return nothing;
    const title = count ? plural(`sync.verdict.${name}`, count) : t(`sync.verdict.${name}`);
    const actions = name === "lost" ? button({ label: t("sync.lost.read"), kind: "quiet", onClick: () => acting.run(context.sync.settleLoss) }) : undefined;
    return notice({ tone: TONES[name], title, body: t(`sync.verdict.${name}.body`), actions });
  }

  /** What is zero is absent; the last contact never is. @param {any} state */
  function facts({ waiting, received, refused, held, phase, ...contacts }) {
    const contact = contactOf(contacts);
    const counts = Object.entries({ waiting, received, refused, held }).filter(([, count]) => count > 0);
    return definitionList([
      ...counts.map(([name, count]) => ({ term: t(`sync.count.${name}`), detail: context.i18n.number(count) })),
      { term: t("sync.lastContact"), detail: contact ? time(contact) : t("sync.never") },
      ...(context.i18n.has(`sync.phase.${phase}`) ? [{ term: t("sync.now"), detail: t(`sync.phase.${phase}`) }] : []),
    ]);
  }

  function exporting() {
    return html`<section class="stack" aria-labelledby="export">
      <h2 id="export">${t("sync.export.title")}</h2>
      <p>${t("sync.export.body")}</p>
      ${button({ label: t("sync.export.action"), kind: "quiet", icon: "share", onClick: exportSafely })}
      ${resultAt("export")}
    </section>`;
  }

  /** @param {"top"|"export"} place */
  const resultAt = (place) => statusText({ id: `result-${place}`, text: result.place === place ? result.text : "", icon: "info" });

  /**
   * Does it, reads the store again, then says what came of it, within sight.
   * @param {() => Promise<unknown>} work @param {() => string} words @param {"top"|"export"|"evidence"} [place]
   */
  async function act(work, words, place = "top") {
    result = { place, text: "" };
    const isDone = await acting.run(work);
    await load();
    if (!screen.isShown()) return;
    result = { place, text: isDone ? t(words()) : "" };
    screen.draw();
    root.querySelector(`#result-${isDone ? place : "top"}`)?.scrollIntoView({ block: "nearest" });
  }

  async function tryNow() {
    isTrying = true;
    screen.draw();
    await act(() => context.sync.tryNow(), () => resultOf(context.sync.state(), stuck.length));
    isTrying = false;
    screen.draw();
  }

  /** @param {import("./stuck.js").Stuck} item */
  const retry = ({ id }) =>
    act(() => context.sync.retry(id), () => (stuck.some((item) => item.id === id) ? "sync.result.retriedInVain" : "sync.result.retried"));

  const saveEvidence = () => act(() => context.sync.saveEvidence(), () => "sync.found.saved", "evidence");

  /** @param {readonly import("../context.js").Finding[]} read */
  const setAside = (read) => act(() => context.sync.setAside(read), () => "sync.found.done");

  const exportSafely = () => act(() => context.sync.exportSafely(), () => "sync.result.exported", "export");

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
