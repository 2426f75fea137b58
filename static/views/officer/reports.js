/** What colleagues' phones found wrong with the server: who, when, in words. The officer looks, hands the evidence on, and sets it aside. */
import { html, nothing } from "lit-html";
import { button, notice } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @typedef {import("../context.js").Report} Report */

const SHOWN = 20;

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createReports({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  const acting = createAttempt({ explain: explainDirect(context), draw });
  /** @type {{reports: Report[], more: boolean}} */
  let found = { reports: [], more: false };

  const load = () => looking.run(async () => (found = await context.officer.reports()));

  /** @param {Report[]} reports */
  async function aside(reports) {
    const isDone = await acting.run(() => context.officer.lookedAt(reports));
    if (isDone) context.toast(context.i18n.t("officer.reports.done"));
    await load();
  }

  /** @param {Report[]} reports */
  const save = (reports) => acting.run(() => context.officer.saveReports(reports));

  function view() {
    if (found.reports.length === 0) return looking.words();
    const { t } = context.i18n;
    const open = found.reports.filter(({ restored }) => !restored);
    const explained = found.reports.filter(({ restored }) => restored);
    return html`<section class="stack" aria-labelledby="reports">
      <h2 id="reports">${t("officer.reports.title")}</h2>
      <p>${t("officer.reports.what")}</p>
      ${looking.words()}${acting.words()}
      ${open.slice(0, SHOWN).map(one)}
      ${explained.length ? restored(explained) : nothing}
      ${found.more || open.length > SHOWN ? html`<p class="quiet">${t("officer.reports.more")}</p>` : nothing}
      ${button({ id: "save-reports", label: t("sync.found.save"), kind: "quiet", icon: "share", onClick: () => save(found.reports) })}
      <p class="quiet">${t("officer.reports.file")}</p>
    </section>`;
  }

  /** @param {Report} report @param {number} index */
  function one(report, index) {
    const { t, time } = context.i18n;
    const id = `report-${index}`;
    return notice({
      tone: "attention", id, title: t("officer.reports.by", { name: report.name }),
      body: html`<div class="stack stack--close"><p>${t(`sync.found.${report.kind}`)}</p><p>${t("sync.found.at", { time: time(report.at) })}</p></div>`,
      actions: button({ label: t("officer.reports.looked"), kind: "quiet", icon: "check", describedBy: id, onClick: () => aside([report]) }),
    });
  }

  /** @param {Report[]} reports */
  function restored(reports) {
    const { t, plural } = context.i18n;
    return notice({
      tone: "plain", id: "reports-restored", title: plural("officer.reports.restored", reports.length), body: t("officer.reports.restored.body"),
      actions: button({ label: t("officer.reports.restored.done"), kind: "quiet", icon: "check", describedBy: "reports-restored", onClick: () => aside(reports) }),
    });
  }

  return { load, view };
}
