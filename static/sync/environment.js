/**
 * What the engine needs to know of the page around it: is anyone looking, when to wake, and a word to the other tabs.
 * `navigator.onLine` is a hint for when to try, never a proof of anything.
 */

const CHANNEL = "sotto";

/**
 * @typedef {object} Environment
 * @property {() => boolean} isWatched  someone looks at the page, and the platform does not say that there is no network at all
 * @property {(wake: () => void) => () => void} onWake  the network came back, or the page came to the front
 * @property {(message: object) => void} tell  to the other tabs
 * @property {(listener: (message: any) => void) => () => void} onTold
 * @property {(work: () => void, milliseconds: number) => () => void} later
 */

/** @returns {Environment} */
export function pageEnvironment() {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;
  return {
    isWatched: () => document.visibilityState === "visible" && navigator.onLine,
    onWake(wake) {
      const events = /** @type {Array<[EventTarget, string]>} */ ([[window, "online"], [window, "focus"], [document, "visibilitychange"]]);
      for (const [target, name] of events) target.addEventListener(name, wake);
      return () => events.forEach(([target, name]) => target.removeEventListener(name, wake));
    },
    tell: (message) => channel?.postMessage(message),
    onTold(listener) {
      const handle = (/** @type {MessageEvent} */ event) => listener(event.data);
      channel?.addEventListener("message", handle);
      return () => channel?.removeEventListener("message", handle);
    },
    later(work, milliseconds) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
