/**
 * When the page is seen and when it is not. Leaving is told as early as the platform can: a phone may kill a hidden page without another word.
 *
 * Standard: Page Visibility (WHATWG HTML). `pagehide` is listened to besides, for the browsers that end a page without hiding it first.
 */

/**
 * @param {EventTarget & {visibilityState: DocumentVisibilityState}} page  `document`
 * @param {EventTarget} window
 */
export function createVisibility(page, window) {
  const visible = () => page.visibilityState === "visible";
  return {
    visible,
    /** @param {(visible: boolean) => void} listener  told of each change, once @returns {() => void} stops it */
    onChange(listener) {
      let last = visible();
      const tell = (/** @type {boolean} */ next) => {
        if (next === last) return;
        last = next;
        listener(next);
      };
      const changed = () => tell(visible());
      const hidden = () => tell(false);
      page.addEventListener("visibilitychange", changed);
      window.addEventListener("pagehide", hidden);
      window.addEventListener("pageshow", changed);
      return () => {
        page.removeEventListener("visibilitychange", changed);
        window.removeEventListener("pagehide", hidden);
        window.removeEventListener("pageshow", changed);
      };
    },
  };
}
