/**
 * How far along: dots with words, lines of states with times, a bar, and grey lines while something loads.
 */
import { html, nothing } from "lit-html";

/**
 * @param {object} options
 * @param {number} options.step from 1
 * @param {number} options.of
 * @param {string} options.label the same in words: "Step 2 of 4"
 */
export function stepper({ step, of, label }) {
  const dots = Array.from({ length: of }, (_, index) => (index + 1 < step ? "done" : index + 1 === step ? "current" : "todo"));
  return html`<div class="stepper">
    <span class="stepper__dots" aria-hidden="true">${dots.map((state) => html`<span class="dot" data-state=${state}></span>`)}</span>
    <span class="stepper__label">${label}</span>
  </div>`;
}

/**
 * @typedef {object} TimelineStep
 * @property {string} label
 * @property {unknown} [detail] a time, who
 * @property {"done"|"current"|"todo"|"failed"} state
 * @property {string} [stateLabel] the state in a word for who cannot see the dot: "done", "not yet"
 */

/**
 * States in their order, with times. What has not happened is grey and open, so it cannot be taken for what has.
 * @param {readonly TimelineStep[]} steps
 * @param {string} [label]
 */
export function timeline(steps, label) {
  const item = (/** @type {TimelineStep} */ step) => html`<li class="timeline__step" data-state=${step.state} aria-current=${step.state === "current" ? "step" : nothing}>
    <span class="dot" data-state=${step.state} aria-hidden="true"></span>
    <span class="timeline__label">${step.label}${step.stateLabel ? html`<span class="unseen">, ${step.stateLabel}</span>` : nothing}</span>
    ${step.detail ? html`<span class="timeline__detail">${step.detail}</span>` : nothing}
  </li>`;
  return html`<ol class="timeline" role="list" aria-label=${label ?? nothing}>${steps.map(item)}</ol>`;
}

/**
 * @param {object} options
 * @param {string} options.label
 * @param {number} [options.value] from 0 to `max`; absent when nobody can know
 * @param {number} [options.max]
 * @param {string} options.id
 */
export function progress({ label, value, max = 1, id }) {
  return html`<div class="progress">
    <label for=${id}>${label}</label>
    <progress id=${id} max=${max} value=${value ?? nothing}></progress>
  </div>`;
}

/**
 * Grey lines where text will be. They appear only after 300 ms, so that what is quick does not flicker.
 * @param {object} options
 * @param {string} options.label said to who cannot see it: "Loading"
 * @param {number} [options.lines]
 */
export function skeleton({ label, lines = 3 }) {
  return html`<div class="skeleton" role="status">
    <span class="unseen">${label}</span>
    ${Array.from({ length: lines }, () => html`<span class="skeleton__line" aria-hidden="true"></span>`)}
  </div>`;
}
