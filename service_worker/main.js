/**
 * What runs without a page: listeners only. Each does its work in a module of its own that is handed what it needs.
 *
 * A new version waits until the person takes it (`take-update`); it never puts itself in the place of the running one.
 */
/// <reference path="./build.d.ts" />
import { TAKE_UPDATE } from "../static/lib/messages.js";
import { LANGUAGE, QUEUE_TAG, TIDY } from "../static/lib/worker_names.js";
import { openFrom, showPush } from "./notifications.js";
import { createPreferences, isLanguage } from "./preferences.js";
import { sendQueue } from "./queue.js";
import { createShellCache } from "./shell_cache.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { registration, clients, caches, location } = worker;
const locks = worker.navigator.locks;
const browserFetch = worker.fetch.bind(worker);
const preferences = createPreferences(caches);
const shell = createShellCache({
  build: SOTTO_BUILD,
  precache: SOTTO_PRECACHE,
  caches,
  fetch: browserFetch,
  locks,
  registration,
  origin: location.origin,
});

/**
 * Calls of the API go past the worker, where the browser can do that (Service Worker Static Routing API): it need not be woken for them,
 * and a call in the moment of a change-over does not wake the worker that is leaving, which would put the change off.
 * @param {ExtendableEvent & {addRoutes?: (rules: object) => Promise<void>}} event
 */
const leaveApiToNetwork = (event) =>
  event.addRoutes?.({ condition: { urlPattern: { pathname: "/api/*" } }, source: "network" });

const pages = () => clients.matchAll({ type: "window", includeUncontrolled: true });
const isPageOpen = async () => (await pages()).length > 0;
const tidy = async () => shell.tidy(await isPageOpen());

worker.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([leaveApiToNetwork(event), shell.install()]));
});

worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([tidy(), clients.claim()])));

worker.addEventListener("fetch", (event) => {
  const answer = shell.answer(event.request);
  if (answer) event.respondWith(answer());
});

worker.addEventListener("message", (event) => {
  const { type, language } = event.data ?? {};
  if (type === TAKE_UPDATE) event.waitUntil(worker.skipWaiting());
  if (type === TIDY) event.waitUntil(Promise.all([tidy(), shell.mend()]));
  if (type === LANGUAGE && isLanguage(language)) event.waitUntil(preferences.setLanguage(language));
});

worker.addEventListener("sync", (event) => {
  const { tag, waitUntil } = /** @type {ExtendableEvent & {tag: string}} */ (event);
  if (tag === QUEUE_TAG) waitUntil.call(event, sendQueue({ fetch: browserFetch, locks, isPageOpen }));
});

worker.addEventListener("push", (event) => {
  event.waitUntil(showPush({ registration, language: preferences.language, icons: SOTTO_ICONS }, event.data));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openFrom(clients, event.notification.data, location.origin));
});
