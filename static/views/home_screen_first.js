/**
 * On an iPhone or iPad a browser's tab keeps nothing for certain, and shares nothing with the app on the Home Screen (standards H5.1): so
 * nobody comes in there, and the way to the Home Screen is shown before anything new is begun.
 */
import { html, nothing } from "lit-html";
import { linkButton, notice, page } from "../components/index.js";

/** Instead of coming in: an account opened here would have to be opened once more on the Home Screen. @param {import("./context.js").Context} context */
export function homeScreenFirst(context) {
  const { t } = context.i18n;
  if (!context.device.install().iosNeedsHomeScreen) return null;
  return page({
    title: t("entry.install.first"),
    back: t("common.back"),
    onBack: () => context.router.back("/welcome"),
    body: html`<p>${t("entry.install.why")}</p>`,
    action: wayThere(context, "primary"),
  });
}

/** For whoever works in a tab all the same. @param {import("./context.js").Context} context */
export function homeScreenNotice(context) {
  const { t } = context.i18n;
  if (!context.device.install().iosNeedsHomeScreen) return nothing;
  return notice({ tone: "attention", title: t("entry.install.first"), body: t("entry.install.why"), actions: wayThere(context) });
}

/** @param {import("./context.js").Context} context @param {"primary"} [kind] */
function wayThere(context, kind) {
  return linkButton({ label: context.i18n.t("entry.install.how"), href: "#/install", kind });
}
