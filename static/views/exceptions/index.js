/** The exceptions that the law names, each with a form of its own. There is no other: a duty to warn and harm to an adult go to the supervisor first. */
import { html } from "lit-html";
import { linkButton, list, notice, page, row } from "../../components/index.js";
import { createScreen } from "../screen.js";

const EXCEPTIONS = Object.freeze(["emergency", "child-abuse", "premises-crime", "court-order", "audit"]);

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const vault = params["vault"] ?? "";
  const screen = createScreen(root, draw);

  function draw() {
    return page({
      title: t("share.exceptions"), lead: t("share.exceptions.lead"), back: t("common.back"), backHref: `#/people/${vault}/share`, top: context.tools(),
      body: html`
        ${list(EXCEPTIONS.map((basis) => row({ title: t(`share.basis.${basis}`), detail: t(`share.basis.${basis}.when`),
          href: `#/people/${vault}/exceptions/${basis}` })), { label: t("share.exceptions") })}
        ${notice({ title: t("share.exceptions.none"), body: t("share.exceptions.noneBody"), actions: linkButton({ label: t("share.instead.consult"),
          href: "#/consults/new/unsure", icon: "question" }) })}`,
    });
  }

  screen.draw();
  return screen.leave;
}
