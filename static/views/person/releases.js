/** The person's releases: what may be shared, with whom, and how each stands. */
import { html, nothing } from "lit-html";
import { emptyState, linkButton, list } from "../../components/index.js";
import { isInForce, releaseRow } from "../release/state.js";

/** @param {{context: import("../context.js").Context, vault: string, releases: any[], mayWrite: boolean}} parts */
export function releasesOf({ context, vault, releases, mayWrite }) {
  const { t } = context.i18n;
  const inForce = releases.filter((release) => isInForce(release, context));
  return html`<section class="stack">
    <h2 id="releases">${t("release.list.title")}</h2>
    ${releases.length ? list(releases.map((release) => releaseRow(release, vault, context)), { labelledBy: "releases" })
      : emptyState({ icon: "document", title: t("release.list.empty"), body: t("release.list.emptyBody") })}
    ${mayWrite ? linkButton({ id: "new-release", label: t("release.list.new"), href: `#/people/${vault}/releases/new`, icon: "plus" }) : nothing}
    ${mayWrite && inForce.length > 1 ? linkButton({ label: t("release.list.stopAll"), href: `#/people/${vault}/releases/stop`, kind: "plain" }) : nothing}
  </section>`;
}
