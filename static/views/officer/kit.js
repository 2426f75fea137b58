/**
 * The recovery kit: a file and the words that open it, to be kept apart. Shown until the officer says that both are saved, which the server
 * notes; whoever was interrupted, or comes from another device, makes another one from the agency's keys.
 */
import { html, nothing } from "lit-html";
import { button, linkButton, notice, page } from "../../components/index.js";
import { createForm } from "../screen.js";

/** @typedef {{kit: string, kitPassphrase: string}} Kit */

/** @param {{context: import("../context.js").Context, draw: () => void, onSaved: () => unknown}} parts */
export function createKit({ context, draw, onSaved }) {
  const form = createForm({}, { draw, explain: context.explain });
  /** @type {Kit & {href: string, isAnother: boolean}|null} */
  let shown = null;
  let isFileSaved = false;
  /** Unknown until the server was asked. */
  let isSaved = true;

  /** @param {Kit} kit @param {{isAnother?: boolean}} [options] */
  function show(kit, { isAnother = false } = {}) {
    const href = URL.createObjectURL(new Blob([kit.kit], { type: "application/octet-stream" }));
    shown = { ...kit, href, isAnother };
    draw();
  }

  function forget() {
    if (shown) URL.revokeObjectURL(shown.href);
    shown = null;
    isFileSaved = false;
  }

  const load = () => form.send(async () => void (isSaved = (await context.officer.kit.state()).made !== null));
  const make = () => form.send(async () => show(await context.officer.makeKit(), { isAnother: true }));

  const saved = () => form.send(async () => {
    await context.officer.kit.noteMade();
    isSaved = true;
    forget();
    onSaved();
  });

  function fileSaved() {
    isFileSaved = true;
    draw();
  }

  /** What stands first on the officer's desk while no kit is known to be saved. */
  function reminder() {
    if (isSaved) return nothing;
    const { t } = context.i18n;
    return notice({
      tone: "attention", title: t("officer.kit.title"), announce: true,
      body: html`<p>${t("officer.kit.body")}</p>${form.failure ? html`<p>${form.failure}</p>` : nothing}`,
      actions: html`${button({ id: "make-kit", label: t("officer.kit.make"), kind: "quiet", icon: "key", onClick: make, busy: form.busy, busyLabel: t("officer.kit.busy") })}
        ${button({ label: t("officer.kit.have"), kind: "plain", onClick: saved })}`,
    });
  }

  /** @returns {unknown} the page with the kit, or null while none is open */
  function template() {
    if (!shown) return null;
    const { t } = context.i18n;
    return page({
      title: t("entry.kit.title"),
      body: html`${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
        <p>${t("entry.kit.body")}</p>
        ${linkButton({ label: t("entry.kit.download"), href: shown.href, download: "sotto-recovery-kit.txt", icon: "download", onClick: fileSaved })}
        <p>${t("entry.kit.write")}</p>
        <p class="speech" id="kit-passphrase">${shown.kitPassphrase}</p>
        ${shown.isAnother ? html`<p>${t("officer.kit.another")}</p>` : nothing}
        <p class="quiet">${t("entry.kit.keep")}</p>`,
      action: button({ label: t("entry.kit.done"), disabled: !isFileSaved, onClick: saved }),
    });
  }

  return { show, load, reminder, template, forget };
}
