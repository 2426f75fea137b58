/** What this app is, what it never does, and which of its words nobody qualified has checked yet. */
import { html, nothing } from "lit-html";
import { definitionList, notice } from "../../components/index.js";

const NEVER = ["read", "lockScreen", "record", "call", "noRisk", "trace"];

/**
 * @param {{t: (key: string, params?: Record<string, string>) => string}} i18n
 * @param {string} build  empty where the page does not say
 */
export function about({ t }, build) {
  return html`<section class="stack" aria-labelledby="about">
    <h2 id="about">${t("me.about.title")}</h2>
    <p>${t("me.about.stuck")}</p>
    <h3>${t("me.about.never")}</h3>
    <ul class="stack stack--close" role="list">${NEVER.map((name) => html`<li>${t(`me.about.never.${name}`)}</li>`)}</ul>
    ${notice({ tone: "plain", title: t("me.about.drafts"), body: t("me.about.drafts.body") })}
    ${build ? definitionList([{ term: t("me.about.version"), detail: build }]) : nothing}
  </section>`;
}
