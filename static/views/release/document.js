/** A release as it was composed, block by block: what is shown here is what is signed. */
import { html, nothing } from "lit-html";
import { definitionList, signatureDrawing } from "../../components/index.js";
import { paperBlock } from "../paper.js";

/**
 * @param {any} composed  of `composeDocument`
 * @param {{large?: boolean, signature?: unknown}} [options]
 */
export function paper(composed, { large = false, signature = nothing } = {}) {
  return html`<article class="paper" id="paper" lang=${composed.template.language} ?data-large=${large}>
    <h2>${composed.title}</h2>
    ${composed.blocks.map(paperBlock)}
    ${signature}
  </article>`;
}

/** The same for who listens: in place of wording fixed by law, what it means. @param {any} composed */
export function spoken({ title, blocks }) {
  return [title, ...blocks.map((/** @type {any} */ { text, items, plain }) => [plain ?? text ?? "", ...(items ?? [])].join(". "))].join("\n");
}

/** What a signature says of itself. @param {{i18n: import("../../lib/i18n.js").Translator, signature: any, signedAt: string, zone: string, hash: string}} signed */
export function signatureBlock({ i18n, signature, signedAt, zone, hash }) {
  const { t, time } = i18n;
  return html`<section class="stack stack--close" lang=${i18n.language}>
    <h3>${t("release.signature")}</h3>
    <p>${signature.intent}</p>
    ${signature.strokes?.length ? signatureDrawing({ strokes: signature.strokes, label: t("release.signature.drawing", { name: signature.name }) }) : nothing}
    ${definitionList([
      { term: t("release.signature.name"), detail: html`<span class="own-words">${signature.name}</span>` },
      { term: t("release.signature.at"), detail: `${time(signedAt)} · ${zone}` },
      { term: t("release.signature.print"), detail: html`<span class="signature__print">${hash}</span>` },
    ])}
  </section>`;
}
