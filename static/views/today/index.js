/**
 * Today: first what is unfinished, then the latest sessions. Nothing here tells a passer-by what the app is for.
 */
import { html, nothing } from "lit-html";
import { badge, emptyState, linkButton, list, notice, page, row, skeleton } from "../../components/index.js";
import { createDeafNotice } from "../consults/deaf_notice.js";
import { foundNotice } from "../found_notice.js";
import { homeScreenNotice } from "../home_screen_first.js";
import { privateWindowNotice } from "../private_window.js";
import { createReturnedNotice } from "../returned/notice.js";
import { createScreen } from "../screen.js";
import { createSecondStepNotice } from "../second_step_notice.js";
import { placeOfForm } from "./forms.js";
import { updateNotice } from "../update_notice.js";
import { firstThings, latestSessions } from "./first.js";

const SHOWN = 50;

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, time } = context.i18n;
  const screen = createScreen(root, draw);
  const deaf = createDeafNotice({ context, draw: screen.draw });
  const returned = createReturnedNotice({ context, draw: screen.draw });
  const secondStep = createSecondStepNotice({ context, draw: screen.draw });
  /** @type {{unfinished: any[], cases: any[], consults: any[], seen: Set<string>}|null} */
  let found = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  const ROWS = { unfinished: unfinishedRow, consult: consultRow, handed: handedRow, owed: owedRow };

  async function load() {
    try {
      const [unfinished, cases, consults, seen] = await Promise.all([context.notes.unfinished(), context.cases.list(), context.consults.list(), context.handingOver.seen()]);
      found = { unfinished, cases, consults, seen };
      trouble = null;
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  function draw() {
    const isSpecialist = context.account.member()?.role === "specialist";
    return page({
      title: t("people.today.title"),
      place: t("app.tab.today"),
      titleUnseen: true,
      top: context.tools(),
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : nothing}
        ${foundNotice(context)}
        ${deaf.view()}
        ${returned.view()}
        ${homeScreenNotice(context)}
        ${privateWindowNotice(context)}
        ${updateNotice(context)}
        ${secondStep.view()}
        ${found ? lists(found) : skeleton({ label: t("common.loading"), lines: 5 })}`,
      action: isSpecialist ? linkButton({ label: t("people.today.start"), href: "#/people", kind: "primary" }) : linkButton({ label: t("people.today.consults"), href: "#/consults", kind: "primary" }),
    });
  }

  /** @param {{unfinished: any[], cases: any[], consults: any[], seen: Set<string>}} all */
  function lists(all) {
    const first = firstThings(all);
    const recent = latestSessions(all, SHOWN);
    if (!first.length && !recent.length) return emptyState({ icon: "people", title: t("people.today.empty"), body: t("people.today.emptyBody") });
    return html`
      ${first.length ? html`<section class="stack">
        <h2 id="first">${t("people.today.first")}</h2>
        ${list(first.map(({ is, of }) => ROWS[is](of)), { labelledBy: "first" })}
      </section>` : nothing}
      ${recent.length ? html`<section class="stack"><h2 id="recent">${t("people.today.recent")}</h2>${list(recent.map(recentRow), { labelledBy: "recent" })}</section>` : nothing}`;
  }

  /** @param {any} draft */
  function unfinishedRow({ vault, session, owed, name, keptAt, stage, form }) {
    if (stage === "form") return formRow(form, keptAt);
    const places = {
      preparing: owed ? `#/people/${vault}/sessions/${owed}/again` : `#/people/${vault}/start`,
      writing: `#/people/${vault}/sessions/${session}/note`,
      noticed: `#/people/${vault}/sessions/${session}/noticed`,
    };
    return row({
      title: name, href: places[/** @type {keyof typeof places} */ (stage)], meta: time(keptAt),
      badge: badge({ tone: stage === "noticed" ? "attention" : "waiting", label: t(`people.today.${stage}`) }),
    });
  }

  /** Something half filled in, by the place where it is filled in. @param {string} form @param {string} keptAt */
  function formRow(form, keptAt) {
    const { place, words } = placeOfForm(form);
    return row({ title: t(words), href: `#${place}`, meta: time(keptAt), badge: badge({ tone: "waiting", label: t("people.today.writing") }) });
  }

  /** @param {any} consult */
  function consultRow({ vault, state, urgency, askedAt, askedBy, caseCode, mine }) {
    return row({
      title: mine ? t("people.today.myConsult") : t("people.today.consultFrom", { name: askedBy }), detail: caseCode || undefined, meta: time(askedAt), href: `#/consults/${vault}`,
      badge: badge({ tone: state === "answered" ? "done" : urgency === "now" ? "urgent" : "waiting", label: t(`consult.state.${state}`) }),
    });
  }

  /** @param {any} each */
  function handedRow({ vault, name, received: { byName, at, keep } }) {
    return row({ title: t(keep ? "people.hand.givenBoth" : "people.hand.given", { by: byName, name }), meta: time(at), href: `#/people/${vault}`, icon: "people" });
  }

  /** @param {any} each */
  function owedRow({ vault, name, session }) {
    return row({ title: name, detail: t("session.offerAgain.title"), meta: time(session.startedAt), href: `#/people/${vault}/sessions/${session.session}/again` });
  }

  /** @param {any} each */
  function recentRow({ vault, name, session }) {
    return row({
      title: name, detail: `${t(`session.how.${session.how}`)} · ${t(session.noted ? "people.today.noted" : "people.person.noNote")}`, meta: time(session.startedAt), href: `#/people/${vault}/sessions/${session.session}`,
    });
  }

  screen.draw();
  void load();
  void deaf.load();
  void returned.load();
  void secondStep.load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
