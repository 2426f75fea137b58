/** Three times the same key, with nothing between: quick enough to do without looking, and nothing that one types by accident. */

const TIMES = 3;
const MILLISECONDS = 1_500;

/**
 * @param {object} parts
 * @param {EventTarget} parts.page  `document`
 * @param {string} [parts.key]  as in `KeyboardEvent.key`
 * @param {() => void} parts.onPress
 */
export function watchHideKey({ page, key = "Shift", onPress }) {
  /** When it was pressed, by the events' own clock. @type {number[]} */
  let presses = [];
  page.addEventListener("keydown", (event) => {
    const pressed = /** @type {KeyboardEvent} */ (event);
    if (pressed.repeat) return;
    presses = pressed.key === key ? [...presses, pressed.timeStamp].filter((each) => pressed.timeStamp - each <= MILLISECONDS) : [];
    if (presses.length < TIMES) return;
    presses = [];
    onPress();
  }, { capture: true });
}
