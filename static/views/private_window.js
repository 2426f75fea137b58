/** A window that forgets: said before anything is typed into it, since what is made here is gone when it is closed. */
import { nothing } from "lit-html";
import { notice } from "../components/index.js";

/** @param {import("./context.js").Context} context */
export function privateWindowNotice(context) {
  const { t } = context.i18n;
  if (!context.device.isPrivateWindow()) return nothing;
  return notice({ tone: "attention", title: t("entry.private.title"), body: t("entry.private.body") });
}
