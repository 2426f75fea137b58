/**
 * An update is offered, never forced: what `context.device.update()` gives.
 *
 * Whoever holds something unsaved registers with `serviceWorker.beforeUpdate`; taking the update fails, and changes nothing, when one of them cannot save.
 */

/** `late`: the browser has not changed over; the next time the app is opened it has. @typedef {"none"|"offered"|"taking"|"late"} UpdateState */

/**
 * @param {Pick<ReturnType<typeof import("../platform/service_worker.js").createServiceWorker>, "takeUpdate"|"onUpdateReady">} serviceWorker
 * @param {() => void} onChange  draw again: there is something else to say
 * @returns {() => {state: UpdateState, take: () => Promise<void>}}
 */
export function createUpdate(serviceWorker, onChange) {
  /** @type {UpdateState} */
  let state = "none";
  /** @param {UpdateState} next */
  function become(next) {
    state = next;
    onChange();
  }
  serviceWorker.onUpdateReady(() => become("offered"));

  async function take() {
    if (state === "taking") return;
    become("taking");
    try {
      if (!(await serviceWorker.takeUpdate())) become("late");
    } catch (error) {
      become("offered");
      throw error;
    }
  }

  return () => ({ state, take });
}
