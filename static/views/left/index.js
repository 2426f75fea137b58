/**
 * What this phone did when its access had ended: said until somebody has read it, also after the app was closed in between.
 */
import { html } from "lit-html";
import { button, page } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, time } = context.i18n;
  const screen = createScreen(root, draw);
  const attempt = createAttempt({ explain: context.explain, draw: screen.draw });

  function draw() {
    const left = context.account.left();
    if (!left) return page({ title: t("leaving.left.title"), body: html`` });
    return page({
      title: t("leaving.left.title"),
      lead: time(left.at),
      body: html`
        ${attempt.words()}
        <p>${t("leaving.left.why")}</p>
        <p>${left.count > 0 ? plural("leaving.left.handedIn", left.count) : t("leaving.left.nothing")}</p>
        <p>${t("leaving.left.empty")}</p>
        <p class="quiet">${t("leaving.left.ask")}</p>`,
      action: button({ label: t("leaving.left.done"), onClick: () => attempt.run(context.account.forgetLeft) }),
    });
  }

  screen.draw();
  return screen.leave;
}
