/** What concerns sharing on a person's screen: the way to share, the log, and what went out after a consent had ended. */
import { html, nothing } from "lit-html";
import { linkButton, notice } from "../../components/index.js";

/** @param {{context: import("../context.js").Context, vault: string, record: any}} parts */
export function sharing({ context, vault, record }) {
  const { t, plural } = context.i18n;
  if (!record.participant) return nothing;
  const incidents = record.disclosures.filter((/** @type {any} */ { incident }) => incident).length;
  return html`<section class="stack stack--close">
    <h2>${t("share.section")}</h2>
    ${incidents ? notice({ tone: "urgent", title: plural("share.incidents", incidents), body: t("share.incidentBody") }) : nothing}
    ${record.away ? nothing : linkButton({ id: "share", label: t("share.title"), href: `#/people/${vault}/share`, icon: "share" })}
    ${linkButton({ id: "shared", label: t("share.log"), href: `#/people/${vault}/shared`, icon: "document" })}
  </section>`;
}
