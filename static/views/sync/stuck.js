/** What the server did not take: each thing with its reason in plain words and what to do about it. */
import { html, nothing } from "lit-html";
import { button, notice } from "../../components/index.js";
import { canRetry, reasonOf } from "./words.js";

const SHOWN = 20;

/**
 * @typedef {{id: string, code: string|null, at: string, vault: string, state?: string}} Stuck
 *
 * @param {object} parts
 * @param {import("../../lib/i18n.js").Translator} parts.i18n
 * @param {readonly Stuck[]} parts.items
 * @param {Map<string, string>} parts.names  by vault
 * @param {(item: Stuck) => Promise<void>} parts.onRetry
 */
export function stuckItems({ i18n, items, names, onRetry }) {
  if (!items.length) return nothing;
  const { t, plural, time } = i18n;
  const shown = (/** @type {Stuck} */ item, /** @type {number} */ index) => {
    const reason = reasonOf(item);
    const id = `stuck-${index + 1}`;
    return notice({
      tone: "attention", id,
      // A record whose name is in what was not taken has none to show.
      title: names.get(item.vault) || t("sync.something"),
      body: html`<div class="stack stack--close">
        <p>${t("sync.savedAt", { time: time(item.at) })}</p><p>${t(`sync.reason.${reason}`)}</p><p><strong>${t(`sync.todo.${reason}`)}</strong></p>
      </div>`,
      actions: canRetry(item) ? button({ label: t("sync.retry"), kind: "quiet", icon: "sync", describedBy: id, onClick: () => onRetry(item) }) : undefined,
    });
  };
  return html`<section class="stack" aria-labelledby="stuck">
    <h2 id="stuck">${t("sync.stuck")}</h2>
    ${items.slice(0, SHOWN).map(shown)}
    ${items.length > SHOWN ? html`<p>${plural("sync.more", items.length - SHOWN)}</p>` : nothing}
  </section>`;
}
