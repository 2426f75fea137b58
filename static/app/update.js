/**
 * An update is offered, never forced: what `context.device.update()` gives.
 *
 * Whoever holds something unsaved registers with `serviceWorker.beforeUpdate`; taking the update fails, and changes nothing, when one of them cannot save.
 */

/**
 * @param {Pick<ReturnType<typeof import("../platform/service_worker.js").createServiceWorker>, "isUpdateReady"|"takeUpdate"|"onUpdateReady">} serviceWorker
 * @param {() => void} onReady  draw again: there is something to offer
 * @returns {() => {ready: boolean, take: () => Promise<void>}}
 */
export function createUpdate(serviceWorker, onReady) {
  serviceWorker.onUpdateReady(onReady);
  return () => ({ ready: serviceWorker.isUpdateReady(), take: serviceWorker.takeUpdate });
}
