/** What was done to this account, as the server recorded it: told to its person on every phone. */
import { html, nothing } from "lit-html";
import { list, row } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** What this version has words for. */
const KNOWN = new Set(["device-revoked", "recovery-asked", "recovered", "recovered-with-kit", "recovery-declined", "held-admitted", "held-kept", "kit-made", "kit-verified", "kit-lost", "agency-keys-renewed",
  "second-step-added", "second-step-removed", "second-step-codes", "second-step-code-used", "second-step-cleared", "second-step-guessed",
]);

/** @typedef {{id: string, kind: string, by: string|null, device: string|null, count: number|null, at: string}} AccountEvent */

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createEvents({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  /** @type {AccountEvent[]} */
  let events = [];

  const load = () => looking.run(async () => (events = await context.account.events()));

  function view() {
    const { t, time } = context.i18n;
    if (events.length === 0) return nothing;
    const line = (/** @type {AccountEvent} */ { id, kind, at }) => row({ key: id, title: KNOWN.has(kind) ? t(`leaving.event.${kind}`) : t("leaving.event.unknown"), detail: time(at), icon: "info" });
    return html`<section class="stack" aria-labelledby="events">
      <h2 id="events">${t("leaving.events.title")}</h2>
      ${looking.words()}
      ${list(events.map(line), { labelledBy: "events" })}
      <p class="quiet">${t("leaving.events.ask")}</p>
    </section>`;
  }

  return { load, view };
}
