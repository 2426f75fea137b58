/** The agency's own keys on the officer's desk: the way to them; what phones sealed to old ones meanwhile is sealed to the new ones at each visit. */
import { html } from "lit-html";
import { linkButton } from "../../components/index.js";
import { createRenewing } from "../officer_keys/renewing.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createKeysLine({ context, draw }) {
  const renewing = createRenewing({ context, draw });

  function view() {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="agency-keys">
      <h2 id="agency-keys">${t("officer.keys.title")}</h2>
      ${renewing.line()}
      ${linkButton({ label: t("officer.keys.open"), href: "#/officer/keys", icon: "key" })}
    </section>`;
  }

  return { load: renewing.run, view };
}
