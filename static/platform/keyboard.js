/**
 * Is a keyboard on the screen, and how much of the screen is left? The style sheet makes room by `<html data-keyboard="open">` and
 * `--visible-height`, so that the line being written is never covered.
 *
 * Standard: Visual Viewport API; there is no event for a keyboard. It is told from a pinch by the scale, from a browser's own bars by its height,
 * and from a small window by whether anything is being written.
 */

/** A keyboard takes at least a quarter of the height; an address bar or a toolbar takes less. */
const MOST_LEFT = 0.75;
const PINCHED = 1.05;
const WRITTEN_IN = "textarea, input:not([type=radio], [type=checkbox], [type=button])";

/**
 * @typedef {object} Page
 * @property {Pick<HTMLElement, "dataset"|"addEventListener"|"removeEventListener"> & {style: Pick<CSSStyleDeclaration, "setProperty"|"removeProperty">}} documentElement
 * @property {Pick<Element, "matches">|null} activeElement
 */

/**
 * @param {object} window
 * @param {number} window.innerHeight
 * @param {(EventTarget & {width: number, height: number, scale: number, offsetTop: number})|null} window.visualViewport
 * @param {Page} window.document
 * @param {(x: number, y: number) => void} window.scrollTo
 * @returns {() => void} stops it
 */
export function watchKeyboard(window) {
  const viewport = window.visualViewport;
  if (!viewport) return () => undefined;
  const root = window.document.documentElement;
  // With `interactive-widget=resizes-content` the layout shrinks with the keyboard, so the tallest height seen is what counts.
  let tallest = 0;
  let width = 0;

  function look() {
    if (viewport === null || viewport.scale > PINCHED) return;
    if (viewport.width !== width) tallest = 0; // Turned: another shape, another tallest.
    width = viewport.width;
    tallest = Math.max(tallest, window.innerHeight, viewport.height);
    const isOpen = Boolean(window.document.activeElement?.matches(WRITTEN_IN)) && viewport.height < tallest * MOST_LEFT;
    if (isOpen) root.dataset["keyboard"] = "open";
    else delete root.dataset["keyboard"];
    if (isOpen) root.style.setProperty("--visible-height", `${viewport.height}px`);
    else root.style.removeProperty("--visible-height");
    // A phone that slides the page up under its keyboard would push the top bar out of sight.
    if (isOpen && viewport.offsetTop > 0) window.scrollTo(0, 0);
  }

  for (const type of ["resize", "scroll"]) viewport.addEventListener(type, look);
  for (const type of ["focusin", "focusout"]) root.addEventListener(type, look);
  look();
  return () => {
    for (const type of ["resize", "scroll"]) viewport.removeEventListener(type, look);
    for (const type of ["focusin", "focusout"]) root.removeEventListener(type, look);
  };
}
