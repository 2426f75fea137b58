/** What the gate says, in words, with its reasons and what to do about each. It never only warns: without a permit there is no way on. */
import { html, nothing } from "lit-html";
import { definitionList, linkButton, notice } from "../../components/index.js";
import { scopeOf } from "./outgoing.js";

/**
 * @param {import("../context.js").Context} context
 * @param {{vault: string, decision: import("../../domain/release/gate.js").Decision, names: import("./outgoing.js").Names}} parts
 */
export function gateAnswer(context, { vault, decision: { verdict, release, reasons }, names }) {
  const { t, day, language } = context.i18n;
  if (verdict === "permit" && release) {
    const scope = scopeOf(context.i18n, release, names).map((line) => html`<li>${line}</li>`);
    return html`
      ${notice({ id: "permit", tone: "done", title: t("share.permit"), body: t("share.permit.body", { day: day(release.signedAt) }), announce: true })}
      <details><summary>${t("share.permit.scope")}</summary><ul class="own-words" lang=${language}>${scope}</ul></details>`;
  }
  return html`
    ${notice({ id: verdict, tone: "attention", title: t(`share.${verdict}`), body: t(`share.${verdict}.body`), announce: true })}
    ${reasons.length ? definitionList(reasons.map((reason) => ({ term: t(`share.reason.${reason}`), detail: t(`share.reason.${reason}.do`) }))) : nothing}
    <div class="stack stack--close">
      <h2>${t("share.instead")}</h2>
      ${linkButton({ label: t("release.list.new"), href: `#/people/${vault}/releases/new`, icon: "plus" })}
      ${linkButton({ label: t("share.instead.consult"), href: "#/consults/new/unsure", icon: "question" })}
      ${linkButton({ label: t("share.instead.exception"), href: `#/people/${vault}/exceptions`, icon: "shield" })}
    </div>`;
}
