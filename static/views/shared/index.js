/** "What was shared": the log of one person, newest first, and the lists that the law lets them ask for. Giving them such a list is a disclosure too. */
import { html, nothing } from "lit-html";
import { badge, button, choices, emptyState, list, notice, page, row, skeleton } from "../../components/index.js";
import { accountingOf, csvOf, VIEWS } from "../../domain/disclosure/index.js";
import { createAttempt } from "../attempt.js";
import { sharedPaper } from "../paper.js";
import { createScreen } from "../screen.js";
import { circumstances, hashed, namesOf } from "../share/facts.js";
import { accountingPaper, columnsOf } from "./accounting.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, time } = context.i18n;
  const vault = params["vault"] ?? "";
  const screen = createScreen(root, draw);
  const attempt = createAttempt({ explain: context.explain, draw: screen.draw });
  const columns = columnsOf(context.i18n, namesOf(context));
  /** @type {any} */
  let record = null;
  /** @type {"all"|"hipaa"|"part2"} */
  let view = "all";
  /** The list that is being printed. @type {import("../share/outgoing.js").Paper|null} */
  let printed = null;

  async function load() {
    await attempt.run(async () => {
      record = await context.cases.open(vault);
    });
  }

  const shown = () => accountingOf(record.disclosures, view, context.now());

  function draw() {
    const frame = { title: t("share.log"), back: t("common.back"), backHref: `#/people/${vault}`, top: context.tools() };
    if (!record) return page({ ...frame, body: html`${attempt.words()}${skeleton({ label: t("common.loading") })}` });
    if (!record.participant) return page({ ...frame, body: notice({ tone: "attention", title: t("app.error.title"), body: t("app.error.not-found") }) });
    const entries = shown();
    return page({
      ...frame, lead: t("share.log.lead", { name: record.participant.name }),
      body: html`
        ${attempt.words()}
        ${choices({ name: "view", legend: t("share.view"), value: view, onChange: choose, 
          options: VIEWS.map((value) => ({ value, label: t(`share.view.${value}`), hint: t(`share.view.${value}.hint`) })) })}
        ${entries.length ? list(entries.map(entryRow), { label: t("share.log") }) : emptyState({ icon: "document", title: t("share.log.empty"),
          body: t("share.log.emptyBody") })}
        ${record.away ? nothing : waysOut()}
        ${printed ? sharedPaper(printed) : nothing}`,
    });
  }

  function waysOut() {
    return html`<section class="stack stack--close">
      <h2>${t("share.log.give")}</h2>
      <p class="quiet">${t("share.log.giveHint")}</p>
      ${button({ label: t("share.log.pdf"), kind: "quiet", icon: "download", onClick: () => give("pdf") })}
      ${button({ label: t("share.log.csv"), kind: "quiet", icon: "download", onClick: () => give("csv") })}
      ${button({ label: t("share.log.print"), kind: "quiet", icon: "document", onClick: () => give("print") })}
    </section>`;
  }

  /** @param {any} entry */
  function entryRow({ id, recipient, sharedAt, basis, incident, corrections, sent }) {
    const marks = [
      ...(incident ? [badge({ tone: "urgent", label: t("share.incident.short") })] : []),
      ...(corrections.length ? [badge({ label: t("share.log.corrected") })] : []),
      ...(sent ? [] : [badge({ tone: "waiting", label: t("consult.state.on-this-phone") })]),
    ];
    return row({ title: recipient.name, meta: time(sharedAt), detail: t(`share.basis.${basis}`), badge: marks.length ? marks : undefined,
      href: `#/people/${vault}/shared/${id}` });
  }

  /** @param {"all"|"hipaa"|"part2"} next */
  function choose(next) {
    view = next;
    printed = null;
    screen.draw();
  }

  /** The list is made, then it is written down that the person gets it, then it leaves. @param {"pdf"|"csv"|"print"} way */
  async function give(way) {
    const { output } = context.device;
    await attempt.run(async () => {
      const entries = shown();
      const facts = circumstances(context);
      const document = accountingPaper(context.i18n, { name: record.participant.name, view, at: facts.sharedAt, entries, columns });
      const file = way === "pdf" ? await output.pdfOf(document) : way === "csv" ? output.csvOf(csvOf(entries, columns)) : null;
      await context.releases.disclose(vault, {
        ...facts, basis: "to-participant", release: null, recipient: { kind: "person", name: record.participant.name, address: "" },
        purpose: { id: "at-my-request", words: "" },
        categories: ["accounting"], from: null, to: null, items: await hashed(context, [{ what: `accounting-${view}`, text: JSON.stringify(document) }]),
        channel: way, notice: null, told: "yes", toldReason: "", details: {}, consult: null,
      });
      if (file) output.save(file);
      printed = way === "print" ? document : null;
      context.toast(t(`share.log.done.${way}`));
    });
    if (printed) output.print();
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
