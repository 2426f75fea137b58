/**
 * The frame of every screen: top bar, one <main> that scrolls, and a bottom within reach of the thumb.
 * A screen has one heading (h1) that takes the focus when the screen changes, and one main action.
 */
import { html, nothing } from "lit-html";
import { button } from "./button.js";
import { icon } from "./icon.js";

/**
 * @param {object} options
 * @param {string} [options.back] label of the way back, such as "Back"
 * @param {(event: Event) => unknown} [options.onBack]
 * @param {string} [options.backHref] when the way back is a link rather than a handler
 * @param {string} [options.place] where I am, in a word; shown when there is no way back
 * @param {unknown} [options.tools] right side: sync in words, hide
 */
export function topBar({ back, onBack, backHref, place, tools }) {
  const way = () =>
    backHref
      ? html`<a class="button" data-kind="plain" href=${backHref}>${icon("back")}<span>${back}</span></a>`
      : button({ label: back ?? "", kind: "plain", icon: "back", onClick: onBack });
  return html`<header class="top-bar"><div class="top-bar__inner">
    ${back ? way() : place ? html`<span class="top-bar__place">${place}</span>` : nothing}
    ${tools ? html`<div class="top-bar__tools">${tools}</div>` : nothing}
  </div></header>`;
}

/**
 * What stays at the bottom, in this order: main action, second action, crisis row, tabs. Absent parts leave no gap.
 * @param {object} options
 * @param {unknown} [options.action] one primary button
 * @param {unknown} [options.secondary]
 * @param {unknown} [options.crisis] a crisisRow
 * @param {unknown} [options.tabs]
 * @param {boolean} [options.edge] false when another band stands below this one
 * @param {boolean} [options.landmark] a screen's own foot, so that who jumps from landmark to landmark finds the main action; one a document
 */
export function bottomBar({ action, secondary, crisis, tabs, edge = true, landmark = false }) {
  if (!action && !secondary && !crisis && !tabs) return nothing;
  const name = edge ? "bottom-band bottom-band--edge" : "bottom-band";
  const band = html`<div class="bottom">
    ${action || secondary ? html`<div class="bottom__actions">${action ?? nothing}${secondary ?? nothing}</div>` : nothing}
    ${crisis ?? nothing}
    ${tabs ?? nothing}
  </div>`;
  return landmark ? html`<footer class=${name}>${band}</footer>` : html`<div class=${name}>${band}</div>`;
}

/**
 * One screen. Inside a shell leave `crisis` and `tabs` to the shell.
 * @param {object} options
 * @param {string} options.title the h1
 * @param {string} [options.back]
 * @param {(event: Event) => unknown} [options.onBack]
 * @param {string} [options.backHref]
 * @param {string} [options.place]
 * @param {unknown} [options.top] tools on the right of the top bar
 * @param {unknown} [options.lead] one line under the heading
 * @param {unknown} options.body
 * @param {unknown} [options.action]
 * @param {unknown} [options.secondary]
 * @param {unknown} [options.crisis]
 * @param {unknown} [options.tabs]
 * @param {boolean} [options.titleUnseen] the heading is spoken but not drawn (when the body shows it larger)
 * @param {string} [options.language] when the screen is not in the language of the document (WCAG 3.1.2)
 */
export function page({
  title, back, onBack, backHref, place, top, lead, body, action, secondary, crisis, tabs, titleUnseen = false, language,
}) {
  return html`<div class="page" lang=${language ?? nothing}>
    ${topBar({ back, onBack, backHref, place, tools: top })}
    <main class="page__main"><div class="page__content">
      <div class=${titleUnseen ? "unseen" : "stack stack--close"}>
        <h1 tabindex="-1">${title}</h1>
        ${lead ? html`<p class="quiet">${lead}</p>` : nothing}
      </div>
      ${body}
    </div></main>
    ${bottomBar({ action, secondary, crisis, tabs, landmark: true })}
  </div>`;
}

/**
 * The frame that outlives screens: an outlet into which views mount, the toast region, the crisis row and the tabs.
 * The outlet is `#outlet`, the toast region `#toasts`.
 * @param {object} options
 * @param {unknown} [options.crisis]
 * @param {unknown} [options.tabs]
 * @param {unknown} [options.overlay] sheets that belong to the whole app
 */
export function shell({ crisis, tabs, overlay }) {
  return html`<div class="shell">
    <div class="shell__outlet" id="outlet"></div>
    <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
    <div class="shell__foot">${bottomBar({ crisis, tabs })}</div>
    ${overlay ?? nothing}
  </div>`;
}

/**
 * After a change of screen: the new heading takes the focus, so that it is read out and Tab starts there.
 * @param {ParentNode} root
 */
export function focusHeading(root) {
  const heading = root.querySelector("h1");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}
