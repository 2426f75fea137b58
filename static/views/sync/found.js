/**
 * What does not add up about the server: in plain words, in whose record, what is safe, and what to do. A restore by the agency explains some of it, and
 * that is said first, so that nobody is called a liar for having been restored.
 */
import { html, nothing } from "lit-html";
import { button, notice, statusText } from "../../components/index.js";

const SHOWN = 10;

/**
 * @typedef {import("../context.js").Finding} Finding
 * @typedef {object} Parts
 * @property {import("../../lib/i18n.js").Translator} i18n
 * @property {readonly Finding[]} findings
 * @property {Map<string, string>} names  by vault
 * @property {string} result  what came of saving
 * @property {() => unknown} onSave
 * @property {(findings: readonly Finding[]) => unknown} onAside
 */

/** @param {Parts} parts */
export function foundItems(parts) {
  const { i18n: { t, plural }, findings } = parts;
  if (!findings.length) return nothing;
  const explained = findings.filter(({ restored }) => restored);
  const open = findings.filter(({ restored }) => !restored);
  return html`<section class="stack" aria-labelledby="found">
    <h2 id="found">${t("sync.found.heading")}</h2>
    ${open.length ? html`<p>${t("sync.found.safe")}</p><p><strong>${t("sync.found.todo")}</strong></p>` : nothing}
    ${open.slice(0, SHOWN).map((finding, index) => one(parts, finding, index))}
    ${open.length > SHOWN ? html`<p>${plural("sync.more", open.length - SHOWN)}</p>` : nothing}
    ${explained.length ? restored(parts, explained) : nothing}
    ${button({ id: "save-evidence", label: t("sync.found.save"), kind: "quiet", icon: "share", onClick: parts.onSave })}
    <p class="quiet">${t("sync.found.file")}</p>
    ${statusText({ id: "result-evidence", text: parts.result, icon: "info" })}
    ${open.length ? button({ id: "told", label: t("sync.found.told"), kind: "quiet", icon: "check", onClick: () => parts.onAside(open) }) : nothing}
  </section>`;
}

/** @param {Parts} parts @param {Finding} finding @param {number} index */
function one({ i18n: { t, time }, names }, { kind, vault, at, reported }, index) {
  const title = vault === null ? t("sync.found.directory.title") : (names.get(vault) ?? t("sync.found.record"));
  return notice({
    tone: "attention", id: `found-${index + 1}`, title,
    body: html`<div class="stack stack--close">
      <p>${t(`sync.found.${kind}`)}</p>
      <p>${t("sync.found.at", { time: time(at) })}</p>
      <p>${t(reported ? "sync.found.reported" : "sync.found.notReported")}</p>
    </div>`,
  });
}

/** @param {Parts} parts @param {readonly Finding[]} findings */
function restored({ i18n: { t, plural }, onAside }, findings) {
  return notice({
    tone: "plain", id: "found-restored", title: t("sync.found.restored.title"),
    body: html`<div class="stack stack--close"><p>${plural("sync.found.restored.count", findings.length)}</p><p>${t("sync.found.restored.todo")}</p></div>`,
    actions: button({ label: t("sync.found.restored.done"), kind: "quiet", icon: "check", describedBy: "found-restored", onClick: () => onAside(findings) }),
  });
}
