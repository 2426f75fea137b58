/**
 * The entry: shows the shell and registers the service worker.
 */
import { createServiceWorker } from "../platform/service_worker.js";
import { trustedScripts } from "./trusted_types.js";

const { dataset } = document.documentElement;
const scripts = trustedScripts(/** @type {any} */ (window), dataset["kdfWorker"] ?? "");

const serviceWorker = createServiceWorker({
  container: navigator.serviceWorker,
  locks: navigator.locks,
  scriptUrl: scripts.serviceWorker,
  build: dataset["build"] ?? "",
  reload: () => location.reload(),
  page: document,
  now: Date.now,
});

await serviceWorker.start();
