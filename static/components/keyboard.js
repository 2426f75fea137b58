/**
 * Whether the on-screen keyboard is up, and how much of the screen is left. Tells the style sheet through
 * html[data-keyboard="open"] and --visible-height; there is no event for it, so it is read from the visual viewport.
 */

/**
 * A keyboard takes at least a quarter of the height; an address bar or a toolbar takes less.
 * @param {{ height: number, tallest: number, editing: boolean }} seen
 */
export function isKeyboardOpen({ height, tallest, editing }) {
  return editing && height < tallest * 0.75;
}

/** @param {Element | null} element */
function isEditable(element) {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !["radio", "checkbox", "button"].includes(element.type));
}

/**
 * @param {Window} window
 * @returns {() => void} stops watching
 */
export function watchKeyboard(window) {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const root = window.document.documentElement;
  let width = 0;
  let tallest = 0;
  const look = () => {
    // Zooming in makes the visual viewport smaller too, and is the reader's own business.
    if (viewport.scale > 1.01) return;
    tallest = viewport.width === width ? Math.max(tallest, viewport.height) : viewport.height;
    width = viewport.width;
    const open = isKeyboardOpen({ height: viewport.height, tallest, editing: isEditable(window.document.activeElement) });
    if (open) root.setAttribute("data-keyboard", "open");
    else root.removeAttribute("data-keyboard");
    if (open) root.style.setProperty("--visible-height", `${viewport.height}px`);
    else root.style.removeProperty("--visible-height");
    // A phone that slides the page up under its keyboard would push the top bar out of sight.
    if (open && viewport.offsetTop > 0) window.scrollTo(0, 0);
  };
  const targets = [[viewport, "resize"], [viewport, "scroll"], [root, "focusin"], [root, "focusout"]];
  for (const [target, type] of targets) /** @type {EventTarget} */ (target).addEventListener(/** @type {string} */ (type), look);
  look();
  return () => {
    for (const [target, type] of targets) /** @type {EventTarget} */ (target).removeEventListener(/** @type {string} */ (type), look);
  };
}
