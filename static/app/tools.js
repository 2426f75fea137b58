/**
 * The right side of every screen's top bar: the truth about what has left this phone, in words, and hiding.
 */
import { html } from "lit-html";
import { button, icon } from "../components/index.js";
import { verdictOf } from "../views/sync/verdict.js";

/**
 * What the sync state is called in a word or two; which is the worst is decided where the sync screen decides it.
 * @param {any} i18n @param {import("../views/sync/verdict.js").Counts} state
 * @returns {{text: string, icon: string}}
 */
export function syncWords(i18n, state) {
  const { verdict, count } = verdictOf(state, 0);
  if (verdict === "lost") return { text: i18n.plural("app.sync.lost", count), icon: "alert" };
  if (verdict === "stuck") return { text: i18n.plural("app.sync.notTaken", count), icon: "alert" };
  if (verdict === "distrusted") return { text: i18n.t("app.sync.distrusted"), icon: "alert" };
  if (verdict === "only-here") return { text: i18n.plural("app.sync.onlyHere", count), icon: "device" };
  if (state.phase === "signed-out") return { text: i18n.t("app.sync.signedOut"), icon: "alert" };
  if (state.phase === "offline") return { text: i18n.t("app.sync.offline"), icon: "device" };
  if (state.phase === "unanswered") return { text: i18n.t("app.sync.unanswered"), icon: "device" };
  if (state.lastContact === null || state.phase === "reading") return { text: i18n.t("app.sync.busy"), icon: "sync" };
  return { text: i18n.t("app.sync.allSent"), icon: "check" };
}

/**
 * @param {{i18n: any, state: any, onHide: () => void}} parts
 */
export function tools({ i18n, state, onHide }) {
  const words = syncWords(i18n, state);
  return html`
    <a class="button" data-kind="plain" href="#/sync">${icon(/** @type {any} */ (words.icon))}<span id="sync-words">${words.text}</span></a>
    ${button({ label: i18n.t("app.hide"), kind: "plain", icon: "hide", onClick: onHide })}
  `;
}
