/**
 * What a push becomes: always one visible notification, always the same words, whatever arrived or failed.
 *
 * Apple withdraws the permission of an app whose push shows nothing, and a supervisor who sees nothing cannot help; so no path here ends
 * without `showNotification`. The text of the message itself is never shown: a lock screen learns nothing, not even from a server that was broken into.
 */
import { createTranslator } from "../static/lib/i18n.js";
import { isId } from "../static/lib/ids.js";
import { OPEN_PLACE } from "../static/lib/messages.js";
import en from "../static/locales/push.en.js";
import es from "../static/locales/push.es.js";
import { isLanguage } from "./preferences.js";

const TAG_WITHOUT_ID = "sotto";

/** @typedef {import("./preferences.js").Language} Language */
/** @typedef {{registration: Pick<ServiceWorkerRegistration, "showNotification">, language: () => Promise<Language|null>, icons: {icon: string, badge: string}}} Parts */

/**
 * @param {Parts} parts
 * @param {Pick<PushMessageData, "json">|null} data
 */
export async function showPush({ registration, language, icons }, data) {
  const message = read(data);
  const chosen = await language().catch(() => null);
  const speaks = chosen ?? message.language ?? "en";
  const { t } = createTranslator({ catalogues: { en, es }, language: speaks });
  const options = { body: t("push.body"), lang: speaks, tag: message.id ?? TAG_WITHOUT_ID, renotify: true, data: { id: message.id }, ...icons };
  // A platform that refuses an option must still show the words.
  await registration.showNotification(t("push.title"), options).catch(() => registration.showNotification(t("push.title"), { body: options.body }));
}

/**
 * The opaque id and the language, as far as they are what the protocol says (PROTOCOL §8); anything else is as good as nothing.
 * @param {Pick<PushMessageData, "json">|null} data
 * @returns {{id: string|null, language: Language|null}}
 */
function read(data) {
  try {
    const { id, notification } = data?.json() ?? {};
    return { id: idOf(id), language: isLanguage(notification?.lang) ? notification.lang : null };
  } catch {
    // Not JSON, or JSON that is not an object: there is nothing in it to use, and the notification is shown all the same.
    return { id: null, language: null };
  }
}

/** @param {unknown} value @returns {string|null} */
const idOf = (value) => (typeof value === "string" && isId(value) ? value : null);

/**
 * A notification was touched: bring the app to the front at the place it stands for. A page that is open is told, not loaded again: nothing
 * that is being written is lost.
 * @param {Pick<Clients, "matchAll"|"openWindow">} clients
 * @param {unknown} data  of the notification
 * @param {string} origin
 */
export async function openFrom(clients, data, origin) {
  const id = idOf(/** @type {{id?: unknown}|null} */ (data)?.id);
  const pages = (await clients.matchAll({ type: "window", includeUncontrolled: true })).filter(({ url }) => isApp(url, origin));
  const page = pages.find(({ visibilityState }) => visibilityState === "visible") ?? pages[0];
  if (!page) {
    await clients.openWindow(id ? `/#/open/${id}` : "/");
    return;
  }
  if (id) page.postMessage({ type: OPEN_PLACE, id });
  await page.focus();
}

/** @param {string} url @param {string} origin */
function isApp(url, origin) {
  const address = new URL(url);
  return address.origin === origin && address.pathname === "/";
}
