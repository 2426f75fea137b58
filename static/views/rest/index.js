/**
 * Where hiding ends: a page that says nothing, of nobody. One touch more leads to Unlock.
 */
import { button, page } from "../../components/index.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const onClick = () => context.router.go("/unlock", { replace: true });
  const screen = createScreen(root, () => page({ title: t("entry.rest.title"), body: "", action: button({ label: t("entry.rest.open"), kind: "quiet", onClick }) }));
  screen.draw();
  return screen.leave;
}
