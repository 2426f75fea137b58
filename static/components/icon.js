/**
 * Icons: one stroke each on a grid of 24, drawn for this app. An icon never speaks alone: it stands beside words,
 * so it is always hidden from assistive technology (WCAG 1.1.1, 1.4.1).
 */
import { html } from "lit-html";

/** @typedef {keyof typeof STROKES} IconName */

const CIRCLE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18";
const EYE = "M2.5 12c2.2-4 5.5-6 9.5-6s7.3 2 9.5 6c-2.2 4-5.5 6-9.5 6s-7.3-2-9.5-6zM12 9.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6";

const STROKES = Object.freeze({
  alert: "M12 4L2.8 20h18.4zM12 10v4.5M12 17.3h.01",
  back: "M15 5l-7 7 7 7",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.8h4",
  bin: "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10.5 11v5.5M13.5 11v5.5",
  calendar: "M4 6h16v14H4zM4 10.5h16M8 3.5v4M16 3.5v4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: `${CIRCLE}M12 7v5l3.5 2`,
  close: "M6 6l12 12M18 6L6 18",
  device: "M7 3h10v18H7zM11 18h2",
  document: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
  down: "M5 9l7 7 7-7",
  download: "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
  edit: "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5",
  eye: EYE,
  forward: "M9 5l7 7-7 7",
  globe: `${CIRCLE}M3 12h18M12 3c3.5 5 3.5 13 0 18M12 3c-3.5 5-3.5 13 0 18`,
  hide: `${EYE}M4 4l16 16`,
  home: "M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z",
  info: `${CIRCLE}M12 11v5.5M12 7.6h.01`,
  key: "M8 11.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8M11 13l8.5-8.5M16 8l3 3",
  lock: "M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  message: "M4 5h16v11H10l-4.5 4v-4H4z",
  microphone: "M12 3.5a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0v-5a3 3 0 0 0-3-3M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  moon: "M19.5 14A8 8 0 1 1 10 4.5a6.5 6.5 0 0 0 9.5 9.5z",
  people: "M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M2.5 19.5c.5-3.3 3-5 6.5-5s6 1.7 6.5 5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .7 3.2 2.2 3.5 4.6",
  person: "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  phone: "M6.5 3.5h3L11 8 9 9.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z",
  plus: "M12 5v14M5 12h14",
  question: `${CIRCLE}M9.4 9.4a2.7 2.7 0 1 1 3.8 2.5c-.8.4-1.2 1-1.2 1.9M12 17h.01`,
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5l5 5",
  seen: "M2.5 12.5l4 4L14 8.5M11 15.2l1.3 1.3 8.2-8",
  send: "M20.5 3.5l-17 7 7 3 3 7zM20.5 3.5l-10 10",
  settings: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
  share: "M12 15V4M7.5 8L12 3.5 16.5 8M6 12H4.5v8.5h15V12H18",
  shield: "M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z",
  speaker: "M4 9.5v5h3.5l5 4.5V5l-5 4.5zM16 9a4.5 4.5 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  stop: "M7 7h10v10H7z",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  sync: "M19.5 9A8 8 0 0 0 5 7.5M4.5 3.5v4.5H9M4.5 15a8 8 0 0 0 14.5 1.5M19.5 20.5V16H15",
  talk: "M3.5 4.5h12V13h-6l-3 3v-3h-3zM18.5 9h2v8.5H18v3l-3.2-3H11",
  unlock: "M6 11h12v9.5H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1",
  video: "M3.5 6.5h11v11h-11zM14.5 11l6-3.5v9l-6-3.5",
});

/**
 * @param {IconName} name
 * @returns {import("lit-html").TemplateResult}
 */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${STROKES[name]}></path></svg>`;
}

/** Every icon there is, for the gallery and for tests. */
export const iconNames = Object.freeze(/** @type {IconName[]} */ (Object.keys(STROKES)));
