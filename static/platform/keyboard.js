/**
 * Is a keyboard on the screen? `<html data-keyboard="open">` lets the style sheet make room, so that the line being written is never covered.
 *
 * Standard: Visual Viewport API. A keyboard is told from a pinch by the scale, and from a browser's own bars by its height.
 */

const LEAST_KEYBOARD_PX = 120;

/**
 * @param {{innerHeight: number, visualViewport: (EventTarget & {width: number, height: number, scale: number})|null}} window
 * @param {{dataset: DOMStringMap}} root  `document.documentElement`
 * @returns {() => void} stops it
 */
export function watchKeyboard(window, root) {
  const viewport = window.visualViewport;
  if (!viewport) return () => undefined;
  // With `interactive-widget=resizes-content` the layout shrinks with the keyboard, so the tallest height seen is what counts.
  let tallest = 0;
  let width = 0;
  const look = () => {
    if (viewport.width !== width && viewport.scale < 1.05) tallest = 0; // Turned: another shape, another tallest.
    width = viewport.width;
    tallest = Math.max(tallest, window.innerHeight, viewport.height);
    const open = viewport.scale < 1.05 && tallest - viewport.height > LEAST_KEYBOARD_PX;
    if (open) root.dataset.keyboard = "open";
    else delete root.dataset.keyboard;
  };
  viewport.addEventListener("resize", look);
  look();
  return () => viewport.removeEventListener("resize", look);
}
