/** Giving all that somebody works on to a colleague as well: on leave, or before they leave. */
import { html, nothing } from "lit-html";
import { button, choices } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @param {{context: import("../context.js").Context, draw: () => void, onGiven: () => Promise<unknown>}} parts */
export function createCaseload({ context, draw, onGiven }) {
  const attempt = createAttempt({ explain: explainDirect(context), draw });
  let chosen = "";
  let isMissing = false;
  let busy = false;

  /** @param {any} person @param {any[]} everybody */
  async function give(person, everybody) {
    isMissing = chosen === "";
    busy = !isMissing;
    draw();
    if (isMissing) return;
    const to = everybody.find(({ member }) => member === chosen);
    let left = 0;
    const isDone = await attempt.run(async () => ({ left } = await context.officer.giveCaseload(person.member, chosen)));
    busy = false;
    if (isDone) {
      context.toast(left > 0 ? context.i18n.plural("leaving.caseload.left", left) : context.i18n.t("leaving.caseload.done", { name: to.name }));
      chosen = "";
    }
    await onGiven();
  }

  /** @param {any} person @param {any[]} everybody */
  function view(person, everybody) {
    if (!["specialist", "supervisor"].includes(person.role)) return nothing;
    const { t } = context.i18n;
    const { name } = person;
    const others = everybody.filter(({ member, state, role }) => member !== person.member && state === "active" && role === person.role);
    if (others.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby="caseload">
      <h2 id="caseload">${t("leaving.caseload.title")}</h2>
      <p>${t("leaving.caseload.what", { name })}</p>
      ${attempt.words()}
      ${choices({
        legend: t("leaving.caseload.to"), name: "caseload-to", value: chosen, options: others.map((other) => ({ value: other.member, label: other.name })),
        onChange: (value) => {
          chosen = value;
          isMissing = false;
          draw();
        },
        error: isMissing ? t("leaving.caseload.missing") : undefined,
      })}
      ${button({ label: t("leaving.caseload.give", { name }), kind: "quiet", icon: "people", busy, busyLabel: t("leaving.caseload.busy"), onClick: () => give(person, everybody) })}
    </section>`;
  }

  return { view };
}
