/**
 * A signature drawn with a finger or a pen, and how it looks afterwards. Never the only way to sign: a typed name stands beside it (WCAG 2.5.7).
 *
 * A stroke is a list of points [x, y, t]: CSS pixels from the corner of the sheet, milliseconds since the first touch. Library: signature_pad (MIT).
 */
import { html, noChange, nothing, svg } from "lit-html";
import { AsyncDirective, directive } from "lit-html/async-directive.js";
import SignaturePad from "signature_pad";
import { button } from "./button.js";

/** @typedef {Array<[number, number, number]>} Stroke */

const PRESSURE = 0.5;
const MARGIN = 8;

class PadDirective extends AsyncDirective {
  /** @type {SignaturePad|undefined} */
  #pad;
  /** @type {(strokes: Stroke[]) => unknown} */
  #onChange = () => undefined;
  #drawn = "";

  /** @param {readonly Stroke[]} _strokes @param {(strokes: Stroke[]) => unknown} _onChange */
  render(_strokes, _onChange) {
    return noChange;
  }

  /**
   * @override
   * @param {import("lit-html/directive.js").ElementPart} part
   * @param {[readonly Stroke[], (strokes: Stroke[]) => unknown]} values
   */
  update(part, [strokes, onChange]) {
    const canvas = /** @type {HTMLCanvasElement} */ (part.element);
    this.#onChange = onChange;
    // On first render the element has no size yet.
    queueMicrotask(() => this.isConnected && this.#show(canvas, strokes));
    return noChange;
  }

  /** @param {HTMLCanvasElement} canvas @param {readonly Stroke[]} strokes */
  #show(canvas, strokes) {
    const pad = (this.#pad ??= this.#begin(canvas));
    if (JSON.stringify(strokes) === this.#drawn) return;
    this.#drawn = JSON.stringify(strokes);
    pad.fromData(/** @type {any} */ (strokes.map((points) => ({ points: points.map(([x, y, time]) => ({ x, y, time, pressure: PRESSURE })) }))));
  }

  /** @param {HTMLCanvasElement} canvas */
  #begin(canvas) {
    const { devicePixelRatio: ratio = 1 } = canvas.ownerDocument.defaultView ?? {};
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d")?.scale(ratio, ratio);
    const pad = new SignaturePad(canvas, { penColor: getComputedStyle(canvas).color });
    pad.addEventListener("endStroke", () => {
      const strokes = strokesOf(pad);
      this.#drawn = JSON.stringify(strokes);
      this.#onChange(strokes);
    });
    this.#drawn = "[]";
    return pad;
  }

  /** @override */
  disconnected() {
    this.#pad?.off();
    this.#pad = undefined;
  }
}

const pad = directive(PadDirective);

/** @param {SignaturePad} drawn @returns {Stroke[]} */
function strokesOf(drawn) {
  const groups = drawn.toData();
  const start = groups[0]?.points[0]?.time ?? 0;
  return groups.map(({ points }) => points.map(({ x, y, time }) => [Math.round(x), Math.round(y), Math.round(time - start)]));
}

/**
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {readonly Stroke[]} options.strokes
 * @param {(strokes: Stroke[]) => unknown} options.onChange
 * @param {string} options.clearLabel
 */
export function signaturePad({ id, label, hint, strokes, onChange, clearLabel }) {
  return html`<div class="signature" role="group" aria-labelledby=${`${id}-label`}>
    <p class="field__label" id=${`${id}-label`}>${label}</p>
    ${hint ? html`<p class="field__hint">${hint}</p>` : nothing}
    <canvas class="signature__pad" id=${id} role="img" aria-labelledby=${`${id}-label`} ${pad(strokes, onChange)}></canvas>
    ${strokes.length ? button({ label: clearLabel, kind: "plain", onClick: () => onChange([]) }) : nothing}
  </div>`;
}

/** @param {{strokes: readonly Stroke[], label: string}} drawing */
export function signatureDrawing({ strokes, label }) {
  const points = strokes.flat();
  const [left, top] = [Math.min(...points.map(([x]) => x)) - MARGIN, Math.min(...points.map(([, y]) => y)) - MARGIN];
  const width = Math.max(...points.map(([x]) => x)) + MARGIN - left;
  const height = Math.max(...points.map(([, y]) => y)) + MARGIN - top;
  return html`<svg class="signature__drawing" viewBox=${`${left} ${top} ${width} ${height}`} role="img" aria-label=${label}>${strokes.map((stroke) => svg`<polyline points=${line(stroke)}></polyline>`)}</svg>`;
}

/** A dot is a line of no length: drawn because its ends are round. @param {Stroke} stroke */
function line(stroke) {
  const [first] = stroke;
  return [...stroke, ...(stroke.length === 1 && first ? [first] : [])].map(([x, y]) => `${x},${y}`).join(" ");
}
