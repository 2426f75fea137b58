/** The consults: open ones first, by urgency and age, each with how far it is and who has it. A supervisor whom no push reaches is told so first. */
import { html, nothing } from "lit-html";
import { button, emptyState, list, notice, page, skeleton } from "../../components/index.js";
import { consultRow } from "../consult/row.js";
import { createScreen } from "../screen.js";
import { createDeafNotice } from "./deaf_notice.js";

/** @typedef {import("../context.js").ConsultSummary} ConsultSummary */

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural } = context.i18n;
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
        ${open.length ? list(open.map(line), { labelledBy: "open-consults" }) : html`<p class="quiet">${t("consult.list.noneOpen")}</p>`}</section>
      ${closed.length ? html`${button({ label: plural("consult.list.closed", closed.length), kind: "plain", expanded: showsClosed, onClick: toggleClosed })}
        ${showsClosed ? list(closed.map(line), { label: t("consult.list.closedLabel") }) : nothing}` : nothing}`;
  }

  const line = (/** @type {ConsultSummary} */ consult) => consultRow(consult, context);

  function toggleClosed() {
    showsClosed = !showsClosed;
    screen.draw();
  }

  screen.draw();
  void load();
  void deaf.load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
