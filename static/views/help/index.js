/**
 * The Help-now sheet: who to call and text, and two ways to ask inside the agency. Everything on it works with no data connection.
 * Locked, or lent to a participant, it holds only the numbers that every phone can reach, and nothing of the agency.
 * Mounted over whatever screen is there; closing it leaves that screen as it was.
 */
import { html, nothing } from "lit-html";
import { button, linkButton } from "../../components/index.js";
import { createScreen } from "../screen.js";
import { onCallButtons, publicLines } from "./calls.js";
import { furtherResources, noonOf } from "./resources.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {{close: () => void}} sheet */
export function mount(root, context, { close }) {
  const { t, day, language } = context.i18n;
  const screen = createScreen(root, draw);
  let showsMore = false;

  /** Where one already is, closing is enough: mounting the form again would race with what is still being kept. @param {string} path */
  function goTo(path) {
    close();
    if (context.router.path() !== path) context.router.go(path);
  }

  function showMore() {
    showsMore = !showsMore;
    screen.draw();
  }

  function draw() {
    return context.account.state() === "unlocked" && context.lending.place() === null ? whole() : html`<div class="stack stack--close">${publicLines(t).map(linkButton)}</div>
      <p class="quiet">${t("help.works")}</p>`;
  }

  function whole() {
    const more = furtherResources(/** @type {any} */ (context.help.now().resources));
    return html`
      <div class="stack stack--close">
        ${publicLines(t).map(linkButton)}
        ${onCallButtons(context)}
        ${button({ label: t("help.worried"), kind: "quiet", icon: "talk", onClick: () => goTo("/consults/new/worried") })}
        ${button({ label: t("help.unsure"), kind: "quiet", icon: "question", onClick: () => goTo("/consults/new/unsure") })}
      </div>
      <p class="quiet">${t("help.works")}</p>
      ${more.length ? button({ label: t("help.more"), kind: "plain", icon: showsMore ? "down" : "forward", expanded: showsMore, onClick: showMore }) : nothing}
      ${showsMore ? more.map(resource) : nothing}`;
  }

  /** @param {import("./resources.js").Resource} line */
  function resource({ name, what, calls, texts, checked_on: checkedOn }) {
    return html`<section class="stack stack--close">
      <h3>${name[language === "es" ? "es" : "en"]}</h3>
      <p>${what[language === "es" ? "es" : "en"]}</p>
      ${calls.map(({ label, href }) => linkButton({ label: t("common.call", { name: label }), href, icon: "phone" }))}
      ${texts.map(({ label, href }) => linkButton({ label: t("common.text", { name: label }), href, icon: "message" }))}
      <p class="quiet">${t("help.checked", { day: day(noonOf(checkedOn)) })}</p>
    </section>`;
  }

  screen.draw();
  return screen.leave;
}
