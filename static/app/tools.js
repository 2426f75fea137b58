/**
 * The right side of every screen's top bar: the truth about what has left this phone, in words, and hiding.
 */
import { html } from "lit-html";
import { button } from "../components/index.js";
import { icon } from "../components/index.js";

/**
 * What the sync state is called, the worst first: something refused, something only here, no network, all safe.
 * @param {any} i18n @param {{phase: string, waiting: number, received: number, refused: number, held: number}} state
 * @returns {{text: string, icon: string}}
 */
export function syncWords(i18n, { phase, waiting, received, refused, held }) {
  const here = waiting + received;
  if (refused + held > 0) return { text: i18n.plural("app.sync.notTaken", refused + held), icon: "alert" };
  if (here > 0) return { text: i18n.plural("app.sync.onlyHere", here), icon: "device" };
  if (phase === "signed-out") return { text: i18n.t("app.sync.signedOut"), icon: "alert" };
  if (phase === "offline") return { text: i18n.t("app.sync.offline"), icon: "device" };
  if (phase === "sending" || phase === "reading") return { text: i18n.t("app.sync.busy"), icon: "sync" };
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
