/**
 * The long text one writes in, with words marked while one types. A mirror of the text lies behind the textarea, hidden from
 * assistive technology; it has the same metrics, carries the marks as lines under the words, and gives the field its height.
 * The text itself is never moved, and typing never waits for the marks.
 */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { describedBy, errorText } from "./field.js";

/**
 * @typedef {object} Segment
 * @property {string} text
 * @property {"attention"|"urgent"} [mark]
 */

/**
 * Marks that were found in an earlier text, laid over the present one: those before and after the place that changed stay,
 * what was written since is unmarked until the next look. The result always spells `value` exactly.
 * @param {readonly Segment[]} segments
 * @param {string} value
 * @returns {Segment[]}
 */
export function fitSegments(segments, value) {
  const earlier = segments.map((segment) => segment.text).join("");
  if (earlier === value) return segments.filter((segment) => segment.text !== "");
  const shorter = Math.min(earlier.length, value.length);
  let head = 0;
  while (head < shorter && earlier[head] === value[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && earlier[earlier.length - 1 - tail] === value[value.length - 1 - tail]) tail += 1;
  const changed = { text: value.slice(head, value.length - tail) };
  return [...between(segments, 0, head), changed, ...between(segments, earlier.length - tail, earlier.length)].filter(
    (segment) => segment.text !== "",
  );
}

/**
 * The part of the segments from one offset to another; a mark that is cut loses itself, since its word is no longer whole.
 * @param {readonly Segment[]} segments
 * @param {number} from
 * @param {number} to
 * @returns {Segment[]}
 */
function between(segments, from, to) {
  let offset = 0;
  return segments.map((segment) => {
    const start = Math.max(from - offset, 0);
    const end = Math.max(Math.min(to - offset, segment.text.length), start);
    offset += segment.text.length;
    const whole = end - start === segment.text.length;
    return whole ? segment : { text: segment.text.slice(start, end) };
  });
}

/**
 * The segments as text with marks; also for reading, where nothing is typed.
 * @param {readonly Segment[]} segments
 */
export function highlightText(segments) {
  return segments.map((segment) => (segment.mark ? html`<mark class="mark" data-tone=${segment.mark}>${segment.text}</mark>` : segment.text));
}

/**
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.label
 * @param {string} options.value
 * @param {readonly Segment[]} [options.segments] as last found; may lag behind `value`
 * @param {(value: string, event: InputEvent) => unknown} options.onInput must render again with the new value, at once
 * @param {string} [options.hint]
 * @param {string} [options.error]
 * @param {boolean} [options.labelUnseen] when the heading of the screen names it
 * @param {boolean} [options.readonly]
 * @param {string} [options.language]
 * @param {(event: Event) => unknown} [options.onBlur]
 */
export function noteEditor({ id, label, value, segments = [], onInput, hint, error, labelUnseen = false, readonly = false, language, onBlur }) {
  const onInputEvent = (/** @type {InputEvent} */ event) => onInput(/** @type {HTMLTextAreaElement} */ (event.currentTarget).value, event);
  // The last line must keep its height while it is still empty, as a textarea does.
  const mirror = html`<div class="note__mirror" aria-hidden="true">${highlightText(fitSegments(segments, value))}${"\u200b"}</div>`;
  return html`<div class="field note" ?data-error=${Boolean(error)}>
    <label class=${labelUnseen ? "unseen" : "field__label"} for=${id}>${label}</label>
    ${hint ? html`<p class="field__hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
    ${errorText(id, error)}
    <div class="note__paper">${mirror}<textarea class="note__text" id=${id} spellcheck="false" autocomplete="off" autocapitalize="sentences"
      lang=${language ?? nothing} ?readonly=${readonly} aria-invalid=${error ? "true" : nothing}
      aria-describedby=${describedBy(id, { hint, error })} .value=${live(value)} @input=${onInputEvent} @blur=${onBlur ?? nothing}></textarea></div>
  </div>`;
}
