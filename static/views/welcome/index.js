/**
 * The first screen on a phone that nobody uses yet: how to come in.
 */
import { html, nothing } from "lit-html";
import { choices, linkButton, notice, page } from "../../components/index.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const screen = createScreen(root, () =>
    page({
      title: t("entry.welcome.title"),
      lead: t("entry.welcome.lead"),
      body: html`
        ${context.device.install().iosNeedsHomeScreen
          ? notice({ tone: "attention", title: t("entry.install.first"), body: t("entry.install.why"),
              actions: linkButton({ label: t("entry.install.how"), href: "#/install" }) })
          : nothing}
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
  return screen.leave;
}
