/**
 * Is the app installed, can it be, and must it be?
 *
 * On iPhones and iPads a tab loses its storage after seven days without use and gets no push; only the Home Screen helps, and only the person
 * can put it there (WebKit, "Full Third-Party Cookie Blocking and More"; "Web Push for Web Apps on iOS and iPadOS"). Elsewhere the browser
 * offers it by `beforeinstallprompt`, which is kept until the person asks.
 */

/** @typedef {Event & {prompt: () => Promise<void>, userChoice: Promise<{outcome: "accepted"|"dismissed"}>}} InstallOffer */

/**
 * iPadOS calls itself a Macintosh; its touch points give it away.
 * @param {{userAgent: string, maxTouchPoints: number}} navigator
 */
export function isAppleMobile({ userAgent, maxTouchPoints }) {
  return /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1);
}

/**
 * @param {EventTarget & {matchMedia: (query: string) => {matches: boolean}, navigator: {userAgent: string, maxTouchPoints: number, standalone?: boolean}}} window
 */
export function createInstall(window) {
  /** @type {InstallOffer|null} */
  let offer = null;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const changed = () => listeners.forEach((listener) => listener());

  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = /** @type {InstallOffer} */ (event);
    changed();
  });
  window.addEventListener("appinstalled", () => {
    offer = null;
    changed();
  });

  const standalone = () => window.navigator.standalone === true || window.matchMedia("(display-mode: standalone)").matches;

  return {
    standalone,
    /** An iPhone or iPad on which the app is not on the Home Screen: the way there must be shown before the first record. */
    iosNeedsHomeScreen: () => isAppleMobile(window.navigator) && !standalone(),
    canInstall: () => offer !== null,
    /** Shows the browser's own question; call it from a touch. @returns {Promise<"accepted"|"dismissed"|"unavailable">} */
    async install() {
      const current = offer;
      if (!current) return "unavailable";
      offer = null; // An offer can be used once.
      await current.prompt();
      const { outcome } = await current.userChoice;
      changed();
      return outcome;
    },
    /** @param {() => void} listener @returns {() => void} stops it */
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
