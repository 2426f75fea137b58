/** The consults: open ones first, by urgency and age, each with how far it is and who has it. A supervisor whom no push reaches is told so first. */
import { html, nothing } from "lit-html";
import { badge, button, emptyState, list, notice, page, row, skeleton } from "../../components/index.js";
import { kindOf } from "../consult/story.js";
import { createScreen } from "../screen.js";
import { createDeafNotice } from "./deaf_notice.js";

/** @typedef {import("../context.js").ConsultSummary} ConsultSummary */

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, time, list: listWords } = context.i18n;
  const role = context.account.member()?.role ?? "specialist";
  const screen = createScreen(root, draw);
  /** @type {ConsultSummary[]|null} */
  let consults = null;
  const deaf = createDeafNotice({ context, draw: screen.draw });
  let showsClosed = false;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  /** @param {() => Promise<void>} act */
  async function attempt(act) {
    try {
      await act();
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  const load = () => attempt(async () => {
    consults = await context.consults.list();
    trouble = null;
  });

  function draw() {
    return page({
      title: t("consult.list.title"),
      place: t("app.tab.consults"),
      titleUnseen: true,
      top: context.tools(),
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing}
        ${deaf.view()}
        ${consults ? found(consults) : skeleton({ label: t("common.loading"), lines: 5 })}`,
      action: role === "specialist" ? button({ label: t("consult.list.ask"), onClick: () => context.router.go("/consults/new/unsure") }) : undefined,
      secondary: role === "specialist" ? button({ label: t("consult.list.worried"), kind: "quiet", onClick: () => context.router.go("/consults/new/worried") }) : undefined,
    });
  }

  /** @param {ConsultSummary[]} all */
  function found(all) {
    if (!all.length) return emptyState({ icon: "message", title: t("consult.list.empty"), body: t(role === "supervisor" ? "consult.list.emptyAnswer" : "consult.list.emptyAsk") });
    const open = all.filter(({ state }) => state !== "closed");
    const closed = all.filter(({ state }) => state === "closed");
    return html`
      <section class="stack"><h2 id="open-consults">${t("consult.list.open")}</h2>
        ${open.length ? list(open.map(consultRow), { labelledBy: "open-consults" }) : html`<p class="quiet">${t("consult.list.noneOpen")}</p>`}</section>
      ${closed.length ? html`${button({ label: plural("consult.list.closed", closed.length), kind: "plain", expanded: showsClosed, onClick: toggleClosed })}
        ${showsClosed ? list(closed.map(consultRow), { label: t("consult.list.closedLabel") }) : nothing}` : nothing}`;
  }

  function toggleClosed() {
    showsClosed = !showsClosed;
    screen.draw();
  }

  /** @param {ConsultSummary} consult */
  function consultRow(consult) {
    const { vault, urgency, state, mine, askedBy, askedAt, caseCode } = consult;
    const isOpen = state !== "answered" && state !== "closed";
    const about = [kindOf(consult, context.i18n), ...(caseCode ? [t("consult.list.code", { code: caseCode })] : [])].join(" · ");
    const tones = { "on-this-phone": "attention", answered: "done", closed: "plain" };
    return row({
      title: mine ? t("consult.list.yours") : t("consult.list.from", { name: askedBy }),
      detail: about, meta: time(askedAt), href: `#/consults/${vault}`,
      badge: html`${urgency === "now" && isOpen ? badge({ tone: "urgent", label: t("consult.urgency.now") }) : nothing}
        ${badge({ tone: /** @type {any} */ (tones)[state] ?? "waiting", label: whoHasIt(consult) })}`,
    });
  }

  /** @param {ConsultSummary} consult */
  function whoHasIt({ state, seen, taken }) {
    if (state === "taken" && taken) return t("consult.list.has", { name: taken.name });
    if (state === "seen") return t("consult.list.seenBy", { names: listWords(seen.map((look) => look.name)) });
    return t(`consult.state.${state}`);
  }

  screen.draw();
  void load();
  void deaf.load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
