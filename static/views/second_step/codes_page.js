/** The ten recovery codes, shown this once: to copy, to save as a file, to print. */
import { html } from "lit-html";
import { button, linkButton, page } from "../../components/index.js";
import { createAttempt } from "../attempt.js";

/** @param {{context: import("../context.js").Context, root: HTMLElement, draw: () => void, onKept: () => void}} parts */
export function createCodesPage({ context, root, draw, onKept }) {
  const acting = createAttempt({ explain: context.explain, draw });
  /** @type {{codes: string[], href: string}|null} */
  let shown = null;

  /** @param {string[]} codes */
  function show(codes) {
    forget();
    shown = { codes, href: URL.createObjectURL(new Blob([`${codes.join("\n")}\n`], { type: "text/plain" })) };
    draw();
  }

  function forget() {
    if (shown) URL.revokeObjectURL(shown.href);
    shown = null;
  }

  function kept() {
    forget();
    onKept();
  }

  function template() {
    if (!shown) return null;
    const { t } = context.i18n;
    const { codes, href } = shown;
    const copy = () => acting.run(async () => {
      await context.device.copy(codes.join("\n"));
      context.toast(t("second.codes.copied"));
    });
    return page({
      title: t("second.codes.title"),
      body: html`${acting.words()}
        <p>${t("second.codes.body")}</p>
        <ol class="codes" id="recovery-codes" translate="no">${codes.map((code) => html`<li>${code}</li>`)}</ol>
        ${linkButton({ label: t("second.codes.download"), href, download: "sotto-codes.txt", icon: "download" })}
        ${button({ label: t("second.codes.copy"), kind: "quiet", onClick: copy })}
        ${button({ label: t("second.codes.print"), kind: "quiet", onClick: () => root.ownerDocument.defaultView?.print() })}
        <p class="quiet">${t("second.codes.keep")}</p>`,
      action: button({ label: t("second.codes.done"), onClick: kept }),
    });
  }

  return { show, template, forget };
}
