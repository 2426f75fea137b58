/**
 * What the system's list of open apps shows: blank paper. The page is covered as soon as it goes out of sight, and on a touch screen as soon as it loses
 * the front, because phones take that picture before they hide the page.
 */

/**
 * @param {object} parts
 * @param {Pick<Element, "toggleAttribute">} parts.root  `document.documentElement`; the style sheet covers by its attribute
 * @param {EventTarget} parts.window
 * @param {boolean} parts.isTouch  on a desk a page beside the one that is used stays readable
 * @param {() => boolean} parts.isVisible
 */
export function createCover({ root, window, isTouch, isVisible }) {
  const lay = () => void root.toggleAttribute("data-covered", true);
  const lift = () => void (isVisible() && root.toggleAttribute("data-covered", false));
  if (isTouch) window.addEventListener("blur", lay);
  window.addEventListener("focus", lift);
  return { lay, lift };
}
