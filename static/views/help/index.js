/**
 * The Help-now sheet: who to call and text, and two ways to ask inside the agency. Everything on it works with no data connection.
 * Mounted over whatever screen is there, with `closeHelp` added to the context; closing it leaves that screen as it was.
 */
import { html } from "lit-html";
import { button, linkButton } from "../../components/index.js";
import { createScreen } from "../screen.js";
import { onCallButtons, publicLines } from "./calls.js";

/** @param {HTMLElement} root @param {import("../context.js").Context & {closeHelp: () => void}} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const screen = createScreen(root, draw);

  /** Where one already is, closing is enough: mounting the form again would race with what is still being kept. @param {string} path */
  function goTo(path) {
    context.closeHelp();
    if (context.router.path() !== path) context.router.go(path);
  }

  function draw() {
    return html`
      ${publicLines(t).map(linkButton)}
      ${onCallButtons(context)}
      <p class="quiet">${t("help.works")}</p>
      <h3>${t("help.ask")}</h3>
      ${button({ label: t("help.worried"), kind: "quiet", icon: "talk", onClick: () => goTo("/consults/new/worried") })}
      ${button({ label: t("help.unsure"), kind: "quiet", icon: "question", onClick: () => goTo("/consults/new/unsure") })}`;
  }

  screen.draw();
  return screen.leave;
}
