/**
 * The page's side of the service worker: registering, and an update that is offered and taken by consent.
 *
 * A new version waits beside the running one until `takeUpdate()`. That first asks everyone who holds something unsaved (`beforeUpdate`), and
 * goes no further if one of them cannot save. When another tab took the update, this page is not reloaded under its reader's hands: the
 * update is offered here too, and the files of this page's build stay until it is gone.
 */
import { OPEN_PLACE, TAKE_UPDATE } from "../lib/messages.js";
import { buildLock, LANGUAGE, TIDY } from "../lib/worker_names.js";
import { holdWhileOpen } from "./locks.js";

const LOOK_AGAIN_MS = 60 * 60 * 1000;
const CHANGE_OVER_MS = 10 * 1000;

/**
 * @typedef {object} Parts
 * @property {ServiceWorkerContainer|undefined} container  `navigator.serviceWorker`
 * @property {LockManager|undefined} locks  `navigator.locks`
 * @property {string} scriptUrl  trusted address of the worker's script
 * @property {string} build  the build id of this page
 * @property {() => void} reload
 * @property {EventTarget & {visibilityState: DocumentVisibilityState}} page  `document`
 * @property {() => number} now
 * @property {(act: () => void, ms: number) => void} [later]
 */

/** @param {Parts} parts */
export function createServiceWorker(parts) {
  const { container, locks, scriptUrl, build, reload, page, now, later = setTimeout } = parts;
  /** @type {Set<() => Promise<void>|void>} */
  const saviours = new Set();
  /** @type {Set<() => void>} */
  const readyListeners = new Set();
  /** @type {Set<(id: string) => void>} */
  const openListeners = new Set();
  /** @type {ServiceWorkerRegistration|undefined} */
  let registration;
  let ready = false;
  /** Told whether the version came over; there while somebody waits for it. @type {((cameOver: boolean) => void)|null} */
  let taking = null;
  let reloaded = false;
  let lookedAt = 0;

  function announce() {
    if (ready) return;
    ready = true;
    for (const listener of readyListeners) listener();
  }

  function reloadOnce() {
    if (reloaded) return;
    reloaded = true;
    reload();
  }

  /** @param {ServiceWorkerRegistration} registered */
  function watch(registered) {
    if (registered.waiting && container?.controller) announce();
    registered.addEventListener("updatefound", () => {
      const arriving = registered.installing;
      arriving?.addEventListener("statechange", () => {
        // Without a controller it is the first one ever, and there is nothing to update.
        if (arriving.state === "installed" && container?.controller) announce();
      });
    });
  }

  /** @param {ServiceWorkerContainer} workers */
  function listen(workers) {
    let hadController = workers.controller !== null;
    workers.addEventListener("controllerchange", () => {
      if (taking) taking(true);
      else if (hadController) announce();
      hadController = true;
    });
    workers.addEventListener("message", (event) => {
      const { type, id } = event.data ?? {};
      if (type === OPEN_PLACE && typeof id === "string") for (const listener of openListeners) listener(id);
    });
    page.addEventListener("visibilitychange", () => {
      if (page.visibilityState === "visible" && now() - lookedAt > LOOK_AGAIN_MS) void lookForUpdate();
    });
  }

  /** Resolves to false when the browser does not change over in time: from then on this page is not reloaded under its reader's hands. */
  async function changeOver() {
    /** @type {Promise<boolean>} */
    const cameOver = new Promise((resolve) => {
      taking = resolve;
      later(() => resolve(false), CHANGE_OVER_MS);
    });
    registration?.waiting?.postMessage({ type: TAKE_UPDATE });
    return cameOver.finally(() => (taking = null));
  }

  /** Asks the server for a newer worker. Resolves to false when it could not be asked: with no network that is not a failure. */
  async function lookForUpdate() {
    lookedAt = now();
    if (!registration) return false;
    return registration.update().then(() => true, () => false);
  }

  return {
    /** Registers the worker. Resolves to false where there is none (an old browser, a private window of some). */
    async start() {
      if (!container) return false;
      listen(container);
      await holdWhileOpen(locks, buildLock(build));
      registration = await container.register(scriptUrl, { scope: "/", updateViaCache: "none" });
      lookedAt = now();
      watch(registration);
      // While a version waits there is nothing to tidy, and work for the old worker would put off the change-over.
      if (!registration.waiting) registration.active?.postMessage({ type: TIDY });
      return true;
    },
    lookForUpdate,
    /** @param {() => void} listener  called once, at once if it is so already @returns {() => void} stops it */
    onUpdateReady(listener) {
      readyListeners.add(listener);
      if (ready) listener();
      return () => void readyListeners.delete(listener);
    },
    /** Someone who must save before the page goes; a rejection stops the update. @param {() => Promise<void>|void} save @returns {() => void} */
    beforeUpdate(save) {
      saviours.add(save);
      return () => void saviours.delete(save);
    },
    /**
     * Takes the version that waits: saves everything, then changes over and reloads. Rejects, with nothing changed, when saving fails.
     * @returns {Promise<boolean>} false when the browser still uses the old version: it is there after the app was closed
     */
    async takeUpdate() {
      for (const save of saviours) await save();
      // Nothing waits when another tab has taken it already: then a reload is all that is left to do.
      const cameOver = !registration?.waiting || (await changeOver());
      if (cameOver) reloadOnce();
      return cameOver;
    },
    /** A notification was touched: `listener` gets the opaque id. @param {(id: string) => void} listener @returns {() => void} */
    onOpen(listener) {
      openListeners.add(listener);
      return () => void openListeners.delete(listener);
    },
    /** Tells the worker in which language notifications speak. @param {"en"|"es"} language */
    async speak(language) {
      const active = container && (await container.ready).active;
      active?.postMessage({ type: LANGUAGE, language });
    },
    /** @returns {Promise<ServiceWorkerRegistration|null>} the registration once a worker is active */
    async registration() {
      return container ? container.ready : null;
    },
  };
}
