/** A new version, offered in words: taken only by a tap, after what is being written is kept. */
import { nothing } from "lit-html";
import { button, notice } from "../components/index.js";

/** @param {import("./context.js").Context} context */
export function updateNotice(context) {
  const { t } = context.i18n;
  const { state, take } = context.device.update();
  if (state === "none") return nothing;
  if (state === "late") return notice({ title: t("app.update.late"), body: t("app.update.late.body"), announce: true });
  return notice({
    title: t("app.update.title"), body: t("app.update.body"),
    actions: button({ label: t("app.update.take"), busyLabel: t("app.update.taking"), kind: "quiet", busy: state === "taking", onClick: take }),
  });
}
