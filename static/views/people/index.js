/** People: search by name or code; those put away stand apart. */
import { html, nothing } from "lit-html";
import { badge, button, emptyState, field, linkButton, list, notice, page, row, skeleton } from "../../components/index.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, day } = context.i18n;
  const screen = createScreen(root, draw);
  /** @type {any[]|null} */
  let cases = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  let search = "";
  let showsArchived = false;
  let showsHandedOver = false;

  async function load() {
    try {
      cases = await context.cases.list();
      trouble = null;
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  function draw() {
    return page({
      title: t("people.list.title"),
      place: t("app.tab.people"),
      titleUnseen: true,
      top: context.tools(),
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : nothing}
        ${cases ? found(cases) : skeleton({ label: t("common.loading"), lines: 5 })}`,
      action: linkButton({ label: t("people.list.add"), href: "#/people/new", kind: "primary", icon: "plus" }),
    });
  }

  /** @param {any[]} all */
  function found(all) {
    if (!all.length) return emptyState({ icon: "people", title: t("people.list.empty"), body: t("people.list.emptyBody") });
    const matching = all.filter((each) => fits(each, search));
    const handedOver = matching.filter((each) => each.away);
    const active = matching.filter((each) => !each.away && !each.archived);
    const archived = matching.filter((each) => !each.away && each.archived);
    return html`
      ${field({ id: "search", label: t("common.search"), type: "search", value: search, onInput: (value) => {
        search = value;
        screen.draw();
      } })}
      ${active.length ? list(active.map(personRow), { label: t("people.list.title") }) : html`<p class="quiet">${t("people.list.none")}</p>`}
      ${archived.length ? html`${button({ label: plural("people.list.archived", archived.length), kind: "plain", expanded: showsArchived, onClick: toggleArchived })}
        ${showsArchived ? list(archived.map(personRow), { label: t("people.list.archivedLabel") }) : nothing}` : nothing}
      ${handedOver.length ? html`${button({ label: plural("people.hand.listed", handedOver.length), kind: "plain", expanded: showsHandedOver, onClick: toggleHandedOver })}
        ${showsHandedOver ? list(handedOver.map(awayRow), { label: t("people.hand.listedLabel") }) : nothing}` : nothing}
      ${active.length && isCaseworker() ? linkButton({ label: t("people.hand.openMany"), href: "#/people/hand-over", kind: "plain", icon: "people" }) : nothing}`;
  }

  const isCaseworker = () => context.account.member()?.role !== "officer";

  function toggleHandedOver() {
    showsHandedOver = !showsHandedOver;
    screen.draw();
  }

  /** @param {any} each */
  function awayRow({ vault, name, away }) {
    return row({ title: name, detail: t("people.hand.away", { to: away.toName, day: day(away.at) }), href: `#/people/${vault}`, icon: "person" });
  }

  function toggleArchived() {
    showsArchived = !showsArchived;
    screen.draw();
  }

  /** @param {any} each */
  function personRow({ vault, kind, name, code, sessions, conflicts }) {
    const last = sessions[0];
    return row({
      title: name, detail: [code, kind === "group" ? t("session.how.group") : ""].filter(Boolean).join(" · ") || undefined,
      meta: last ? day(last.startedAt) : undefined, href: `#/people/${vault}`, icon: kind === "group" ? "people" : "person",
      badge: conflicts ? badge({ tone: "attention", label: t("people.conflict.short") }) : undefined,
    });
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}

/** Accents and capitals do not matter when one searches in a hurry. @param {any} each @param {string} search */
function fits({ name, code = "" }, search) {
  const plain = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain(`${name} ${code}`).includes(plain(search.trim()));
}
