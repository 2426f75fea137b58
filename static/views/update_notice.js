/** A new version, offered in words: taken only by a tap, after what is being written is kept. */
import { nothing } from "lit-html";
import { button, notice } from "../components/index.js";

/** @param {import("./context.js").Context} context */
export function updateNotice(context) {
  const { t } = context.i18n;
  const { ready, take } = context.device.update();
  if (!ready) return nothing;
  return notice({ title: t("app.update.title"), body: t("app.update.body"), actions: button({ label: t("app.update.take"), kind: "quiet", onClick: take }) });
}
