/** A quiet word on Today, when something about the server does not add up: where to read what. */
import { linkButton, notice } from "../components/index.js";

/** @param {import("./context.js").Context} context */
export function foundNotice({ i18n: { t }, sync }) {
  if (sync.state().distrusted.length === 0) return null;
  return notice({
    tone: "attention", id: "found-notice", title: t("sync.found.title"), body: t("sync.found.safe"),
    actions: linkButton({ label: t("sync.found.see"), href: "#/sync", kind: "quiet" }),
  });
}
