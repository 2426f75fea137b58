/**
 * The first screen on a phone that nobody uses yet: how to come in.
 */
import { html, nothing } from "lit-html";
import { choices, linkButton, notice, page } from "../../components/index.js";
import { homeScreenNotice } from "../home_screen_first.js";
import { privateWindowNotice } from "../private_window.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const screen = createScreen(root, () =>
    page({
      title: t("entry.welcome.title"),
      lead: t("entry.welcome.lead"),
      body: html`
        ${context.account.isEmptied() ? notice({ tone: "attention", title: t("entry.welcome.emptied"), body: t("entry.welcome.emptiedBody"), announce: true }) : nothing}
        ${privateWindowNotice(context)}
        ${homeScreenNotice(context)}
        <p>${t("entry.welcome.invited")}</p>
        ${context.device.install().standalone ? linkButton({ label: t("entry.welcome.paste"), href: "#/install" }) : nothing}
        ${choices({
          legend: t("entry.language"), name: "language", value: context.settings.get().language,
          options: [{ value: "en", label: t("common.english") }, { value: "es", label: t("common.spanish") }],
          onChange: (language) => context.settings.set({ language }),
        })}`,
      action: linkButton({ label: t("entry.welcome.signIn"), href: "#/sign-in", kind: "primary" }),
    }),
  );
  screen.draw();
  screen.onLeave(context.onChange(screen.draw));
  return screen.leave;
}
