/**
 * A hint about the network, no more: `navigator.onLine` is often wrong. Only a failed request proves that there is none.
 */

/** @param {EventTarget & {navigator: {onLine: boolean}}} window */
export function createNetwork(window) {
  return {
    mayBeOnline: () => window.navigator.onLine,
    /** The network seems to be back: worth a try. @param {() => void} listener @returns {() => void} stops it */
    onReturn(listener) {
      window.addEventListener("online", listener);
      return () => window.removeEventListener("online", listener);
    },
  };
}
