/** A recovery kit that was just made: the file to save and the words to write down. Nothing of it stays when it was forgotten. */
import { html } from "lit-html";
import { linkButton } from "../../components/index.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createNewKit({ context, draw }) {
  /** @type {{kitPassphrase: string, href: string}|null} */
  let made = null;
  let isSaved = false;

  /** @param {{kit: string, kitPassphrase: string}} kit */
  function show({ kit, kitPassphrase }) {
    made = { kitPassphrase, href: URL.createObjectURL(new Blob([kit], { type: "application/octet-stream" })) };
    isSaved = false;
  }

  function forget() {
    if (made) URL.revokeObjectURL(made.href);
    made = null;
  }

  function saved() {
    isSaved = true;
    draw();
  }

  /** @param {string} lead */
  function view(lead) {
    const { t } = context.i18n;
    return html`<p>${lead}</p>
      ${linkButton({ label: t("entry.kit.download"), href: made?.href ?? "", download: "sotto-recovery-kit.txt", icon: "download", onClick: saved })}
      <p>${t("entry.kit.write")}</p>
      <p class="speech own-words" id="kit-passphrase">${made?.kitPassphrase}</p>
      <p class="quiet">${t("entry.kit.keep")}</p>`;
  }

  return { show, forget, view, isShown: () => made !== null, isSaved: () => isSaved };
}
