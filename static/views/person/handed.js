/** Who handed this person to whom: what it means for the reader, and what to do when it did not arrive whole. */
import { html, nothing } from "lit-html";
import { linkButton, list, notice, row } from "../../components/index.js";

/** @param {{context: import("../context.js").Context, vault: string, record: any, trouble: string|null}} parts  trouble: why the server did not take the keys */
export function handedOver({ context, vault, record, trouble }) {
  const { t, day } = context.i18n;
  const { away, handovers } = record;
  const last = handovers.at(-1);
  const isMine = last?.by === context.account.member()?.id;
  return html`
    ${away ? notice({ tone: "waiting", title: t("people.hand.away", { to: away.toName, day: day(away.at) }), body: t("people.hand.awayBody", { to: away.toName }) }) : nothing}
    ${trouble && isMine ? notice({
      tone: "attention", title: t("people.hand.trouble", { to: last.toName }), body: html`<p>${t(`sync.reason.${trouble}`)}</p><p>${t("people.hand.troubleBody")}</p>`,
      actions: linkButton({ label: t("people.hand.again"), href: `#/people/${vault}/hand-over` }),
    }) : nothing}`;
}

/** Everybody who works with the person reads how it came to that. @param {import("../context.js").Context} context @param {any[]} handovers */
export function handoverHistory({ i18n }, handovers) {
  const { t, time } = i18n;
  if (!handovers.length) return nothing;
  const lines = [...handovers].reverse().map(({ id, at, byName, toName, keep }) => row({ key: id, title: t(keep ? "people.hand.byBoth" : "people.hand.by", { by: byName, to: toName }), meta: time(at), icon: "people" }));
  return html`<section class="stack"><h2 id="handed">${t("people.hand.history")}</h2>${list(lines, { labelledBy: "handed" })}</section>`;
}
