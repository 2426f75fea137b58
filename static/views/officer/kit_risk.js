/** The recovery kit on the officer's desk: the way to it, and loudly when nobody can be sure of it. That none was ever saved stands first on the desk (`kit.js`). */
import { html } from "lit-html";
import { linkButton, notice } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { riskOf } from "../officer_kit/risk.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createKitRisk({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  /** @type {{made: string|null, verified: string|null, lost: string|null}|null} */
  let kit = null;

  const load = () => looking.run(async () => (kit = await context.officer.kit.state()));

  function view() {
    const { t } = context.i18n;
    const risk = kit && riskOf(kit, context.now());
    const link = linkButton({ label: t("leaving.kit.open"), href: "#/officer/kit", icon: "key" });
    return html`<section class="stack" aria-labelledby="kit">
      <h2 id="kit">${t("leaving.kit.title")}</h2>
      ${looking.words()}
      ${risk && risk !== "unsaved" ? notice({ tone: "attention", title: t(`leaving.kit.risk.${risk}`), body: t(`leaving.kit.risk.${risk}.body`), actions: link }) : link}
    </section>`;
  }

  return { load, view };
}
