/** One person: sessions newest first, and what else concerns only them. */
import { html, nothing } from "lit-html";
import { badge, button, definitionList, emptyState, linkButton, list, notice, page, row, skeleton } from "../../components/index.js";
import { consultsConcerning } from "../../domain/consult/index.js";
import { consultRow } from "../consult/row.js";
import { createScreen } from "../screen.js";
import { createPersonEdit } from "./edit.js";
import { handedOver, handoverHistory } from "./handed.js";
import { releasesOf } from "./releases.js";
import { sharing } from "./sharing.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, time, plural } = context.i18n;
  const vault = params["vault"] ?? "";
  const screen = createScreen(root, draw);
  /** @type {any} */
  let record = null;
  /** @type {import("../context.js").ConsultSummary[]} */
  let consults = [];
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  /** Why handing over did not arrive whole. @type {string|null} */
  let refusedBecause = null;
  const edit = createPersonEdit({ context, screen, vault, onChanged: load });

  async function load() {
    try {
      const [found, asked] = await Promise.all([context.cases.open(vault), context.consults.list()]);
      const isHere = Boolean(found.participant ?? found.group);
      const isFirst = record === null;
      record = isHere ? found : null;
      consults = isHere ? consultsConcerning(found, asked) : [];
      refusedBecause = isHere && found.handovers.length > 0 ? await context.handingOver.trouble(vault) : null;
      if (isHere && found.received) await context.handingOver.markSeen(found.received.id);
      if (isHere && isFirst && !found.away) await edit.resume(found.participant ?? found.group);
      trouble = isHere ? null : { title: t("app.error.title"), body: t("app.error.not-found") };
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  function draw() {
    const frame = { back: t("common.back"), backHref: "#/people", top: context.tools() };
    if (!record) {
      return page({ ...frame, title: t("people.person.title"), body: trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : skeleton({ label: t("common.loading") }) });
    }
    const person = record.participant ?? record.group;
    const mayWrite = !record.away;
    return page({
      ...frame,
      title: person.name,
      lead: person.code,
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : nothing}
        ${handedOver({ context, vault, record, trouble: refusedBecause })}
        ${person.conflict && mayWrite ? conflict(person) : nothing}
        ${record.unreadable.length ? notice({ tone: "attention", title: plural("people.person.unreadable", record.unreadable.length), body: t("people.person.unreadableBody") }) : nothing}
        ${facts(person)}
        ${person.conflict || !mayWrite ? nothing : button({ id: "correct", label: t("people.person.change"), kind: "plain", icon: "edit", onClick: () => edit.open(person) })}
        <section class="stack">
          <h2 id="sessions">${t("people.person.sessions")}</h2>
          ${record.sessions.length ? list(record.sessions.map(sessionRow), { labelledBy: "sessions" }) : emptyState({ icon: "talk", title: t("people.person.noSessions"), body: t("people.person.noSessionsBody") })}
        </section>
        ${record.participant ? releasesOf({ context, vault, releases: record.releases, mayWrite }) : nothing}
        ${consults.length ? html`<section class="stack"><h2 id="consults">${t("people.person.consults")}</h2>${list(consults.map((each) => consultRow(each, context)), { labelledBy: "consults" })}</section>` : nothing}
        ${sharing({ context, vault, record })}
        ${handoverHistory(context, record.handovers)}
        ${mayWrite ? ways(person) : nothing}
        ${edit.template()}`,
      action: mayWrite ? linkButton({ label: t("people.today.start"), href: `#/people/${vault}/start`, kind: "primary" }) : undefined,
    });
  }

  /** @param {any} person */
  function ways({ archived }) {
    return html`
      ${linkButton({ label: t("people.hand.open"), href: `#/people/${vault}/hand-over`, kind: "plain", icon: "people" })}
      ${button({ label: t(archived ? "people.person.restore" : "people.person.archive"), kind: "plain", onClick: archive })}`;
  }

  /** @param {any} person */
  function facts({ contact, language, adult }) {
    return definitionList([
      { term: t("people.new.language"), detail: t(language === "es" ? "common.spanish" : "common.english") },
      ...(adult === undefined ? [] : [{ term: t("people.new.adult"), detail: t(adult ? "people.new.adultYes" : "people.new.adultNo") }]),
      ...(contact ? [{ term: t("people.new.contact"), detail: contact }] : []),
    ]);
  }

  /** @param {any} session */
  function sessionRow({ session, how, startedAt, note, outcome, offerAgain, conflict: hasConflict }) {
    const state = outcome === "declined" ? t("session.outcome.declined") : note ? firstWords(note.text) : t("people.person.noNote");
    return row({
      title: `${t(`session.how.${how}`)}`, meta: time(startedAt), detail: state, href: `#/people/${vault}/sessions/${session}`,
      badge: hasConflict ? badge({ tone: "attention", label: t("people.conflict.short") }) : offerAgain ? badge({ tone: "waiting", label: t("session.offerAgain.title") }) : undefined,
    });
  }

  /** Two devices changed the person apart: both are shown, and the choice is a person's. @param {any} person */
  function conflict({ versions }) {
    return notice({
      tone: "attention", title: t("people.conflict.title"), body: t("people.conflict.person"),
      actions: versions.map((/** @type {any} */ version) => button({ label: t("people.conflict.keep", { name: `${version.name} ${version.code}` }), kind: "quiet", onClick: () => settle(version, versions) })),
    });
  }

  /** The one that was chosen stands for all that were shown; what came in meanwhile is shown in its turn. @param {any} version @param {any[]} versions */
  function settle({ id: _id, at: _at, author: _author, ...fields }, versions) {
    return change(fields, versions.map((each) => each.id));
  }

  /** @param {object} fields @param {string[]} [seen] @returns {Promise<boolean>} did it work? */
  async function change(fields, seen) {
    try {
      await context.cases.change(vault, fields, seen);
      await load();
      return true;
    } catch (error) {
      trouble = context.explain(error);
      screen.draw();
      return false;
    }
  }

  async function archive() {
    const wasArchived = Boolean((record.participant ?? record.group).archived);
    if (await change({ archived: !wasArchived })) context.toast(t(wasArchived ? "people.person.restored" : "people.person.archived"));
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}

/** @param {string} text */
function firstWords(text) {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
