/** Whom a request concerns: chosen by name on this phone, shared as a code alone. Nobody is a good answer too. */
import { html, nothing } from "lit-html";
import { button, field, list, row, sheet } from "../../components/index.js";

/**
 * @param {{context: import("../context.js").Context, screen: {draw: () => void}, chosen: () => string, onChoose: (vault: string) => void}} parts
 */
export function createPersonChoice({ context, screen, chosen, onChoose }) {
  const { t } = context.i18n;
  /** @type {import("../context.js").CaseSummary[]} */
  let cases = [];
  let isOpen = false;
  let search = "";

  async function load() {
    const all = await context.cases.list();
    cases = all.filter(({ kind, archived }) => kind === "case" && !archived);
  }

  const current = () => cases.find(({ vault }) => vault === chosen()) ?? null;

  /** @param {boolean} next */
  function show(next) {
    isOpen = next;
    search = "";
    screen.draw();
  }

  /** @param {string} vault */
  function choose(vault) {
    onChoose(vault);
    show(false);
  }

  function template() {
    if (!cases.length) return nothing;
    const person = current();
    return html`<div class="stack stack--close">
      <h2>${t("consult.new.who")}</h2>
      <p>${person ? t("consult.new.whoChosen", { name: person.name, code: person.code }) : t("consult.new.whoNobody")}</p>
      ${button({ label: t(person ? "consult.new.whoChange" : "consult.new.whoChoose"), kind: "quiet", icon: "person", onClick: () => show(true) })}
      ${person ? button({ label: t("consult.new.whoDrop"), kind: "plain", onClick: () => choose("") }) : nothing}
      ${peopleSheet()}
    </div>`;
  }

  function peopleSheet() {
    const wanted = search.trim().toLowerCase();
    const fitting = cases.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(wanted));
    return sheet({
      id: "people", crisis: context.helpRow(), open: isOpen, title: t("consult.new.whoChoose"), closeLabel: t("common.close"), onClose: () => show(false),
      body: html`
        ${field({ id: "people-search", label: t("common.search"), type: "search", value: search, onInput: (value) => {
          search = value;
          screen.draw();
        } })}
        ${fitting.length ? list(fitting.map(({ vault, name, code }) => row({ key: vault, title: name, meta: code, onClick: () => choose(vault) })), { label: t("consult.new.who") }) : html`<p class="quiet">${t("people.list.none")}</p>`}`,
    });
  }

  /** Only someone who is shown is shared: a draft may name a person who was put away since. */
  return { load, template, vault: () => current()?.vault ?? null, code: () => current()?.code ?? "" };
}
