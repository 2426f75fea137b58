/**
 * Waiting for the privacy officer to approve this person: the code to read to each other, so that nobody can step in between.
 */
import { html } from "lit-html";
import { button, notice, page } from "../../components/index.js";
import { createScreen } from "../screen.js";

const LOOK_AGAIN_MS = 4000;

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  /** @type {string|null} */
  let trouble = null;
  const screen = createScreen(root, () =>
    page({
      title: t("entry.waiting.title"),
      body: html`
        <p>${t("entry.waiting.body")}</p>
        <p class="speech" id="short-code">${context.account.shortCode()?.certificate ?? ""}</p>
        <p class="quiet">${t("entry.waiting.why")}</p>
        ${trouble ? notice({ tone: "waiting", title: t("entry.waiting.trouble"), body: trouble }) : ""}`,
      action: button({ label: t("entry.waiting.action"), onClick: look }),
    }),
  );

  async function look() {
    try {
      await context.account.checkWaiting();
      trouble = null;
    } catch (error) {
      const { code, body } = context.explain(error);
      trouble = body;
      // Turned away: this phone empties itself, as any other whose access has ended.
      if (code === "declined") await context.sync.tryNow();
    }
    screen.draw();
  }

  screen.draw();
  const timer = setInterval(look, LOOK_AGAIN_MS);
  screen.onLeave(() => clearInterval(timer));
  return screen.leave;
}
