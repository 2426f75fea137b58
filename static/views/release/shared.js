/** What was shared under a release: what ending it cannot take back. */
import { html } from "lit-html";
import { badge, list, row } from "../../components/index.js";
import { labelsOf } from "./facts.js";

/** What has left already under these releases, newest first. @param {{context: import("../context.js").Context, record: any, releases: any[]}} parts */
export function sharedUnder({ context, record, releases }) {
  const { t, time, list: inWords } = context.i18n;
  const { categories } = labelsOf(context);
  const ids = new Set(releases.map(({ id }) => id));
  const shared = record.disclosures.filter((/** @type {any} */ { release }) => release && ids.has(release.id));
  const line = (/** @type {any} */ each) => row({
    key: each.id, title: each.recipient.name, meta: time(each.sharedAt), icon: "send", detail: inWords(each.categories.map((/** @type {string} */ id) => categories[id] ?? id)),
    badge: each.incident ? badge({ tone: "attention", label: t("release.shared.afterEnd") }) : undefined,
  });
  return html`<section class="stack">
    <h2 id="shared">${t("release.shared.title")}</h2>
    ${shared.length ? list(shared.map(line), { labelledBy: "shared" }) : html`<p>${t("release.shared.nothing")}</p>`}
  </section>`;
}
