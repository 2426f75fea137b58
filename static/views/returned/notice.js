/** On Today and on Me: a phone of mine that lost its access handed in something that is not finished. */
import { html, nothing } from "lit-html";
import { linkButton, notice } from "../../components/index.js";
import { createAttempt } from "../attempt.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createReturnedNotice({ context, draw }) {
  const attempt = createAttempt({ explain: context.explain, draw });
  /** @type {import("../../domain/leaving/handed_in.js").FromPhone[]} */
  let phones = [];

  /** With no signal nothing is said: it is asked again the next time. */
  const load = () => attempt.run(async () => (phones = await context.handedIn.known()));

  function view() {
    const { t, plural } = context.i18n;
    const unfinished = phones.filter(({ drafts }) => drafts.length > 0);
    if (unfinished.length === 0) return nothing;
    return html`${unfinished.map(({ label, drafts }) => notice({
      tone: "attention", title: plural("leaving.returned.notice", drafts.length, { label }), actions: linkButton({ label: t("leaving.returned.look"), href: "#/me/returned" }),
    }))}`;
  }

  return { load, view };
}
