/**
 * The privacy officer's desk: who wants in, who is in, and what the agency has signed. Each act says who will be told.
 * People are looked up again every few seconds, since who waits stands beside the officer; what is typed is never touched by that.
 */
import { html, nothing } from "lit-html";
import { badge, button, list, page, row, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createScreen } from "../screen.js";
import { createSecondStepNotice } from "../second_step_notice.js";
import { updateNotice } from "../update_notice.js";
import { createAgency } from "./agency.js";
import { createHeld } from "./held.js";
import { createInvite } from "./invite.js";
import { createKit } from "./kit.js";
import { createKeysLine } from "./keys_line.js";
import { createKitRisk } from "./kit_risk.js";
import { createRecoveries } from "./recoveries.js";
import { createReports } from "./reports.js";
import { createWaiting } from "./waiting.js";

const LOOK_AGAIN_MS = 10_000;

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const screen = createScreen(root, draw);
  const looking = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  /** @type {{people: any[], invitations: any[]}|null} */
  let found = null;
  const load = () => looking.run(async () => (found = await context.officer.people()));
  const waiting = createWaiting({ context, draw: screen.draw, onApproved: load });
  const invite = createInvite({ context, draw: screen.draw, onChanged: load });
  const recoveries = createRecoveries({ context, draw: screen.draw });
  const held = createHeld({ context, draw: screen.draw });
  const reports = createReports({ context, draw: screen.draw });
  const kitRisk = createKitRisk({ context, draw: screen.draw });
  const keysLine = createKeysLine({ context, draw: screen.draw });
  const agency = createAgency({ context, draw: screen.draw });
  const secondStep = createSecondStepNotice({ context, draw: screen.draw });
  const kit = createKit({ context, draw: screen.draw, onSaved: screen.draw });

  const lookAgain = () => {
    void load();
    void recoveries.load();
    void reports.load();
  };

  function draw() {
    return kit.template() ?? desk();
  }

  function desk() {
    const { t } = context.i18n;
    return page({
      title: t("officer.title"),
      lead: t("officer.lead"),
      place: t("app.tab.officer"),
      top: context.tools(),
      body: html`
        ${kit.reminder()}
        ${updateNotice(context)}
        ${secondStep.view()}
        ${looking.words()}
        ${found ? waiting.view(found.people.filter(({ state }) => state === "waiting")) : skeleton({ label: t("common.loading"), lines: 4 })}
        ${recoveries.view()}
        ${reports.view()}
        ${held.view()}
        <div class="stack">${button({ label: t("officer.look"), kind: "plain", icon: "sync", onClick: lookAgain })}</div>
        ${invite.view()}
        ${found ? invite.open(found.invitations) : nothing}
        ${found ? members(found.people.filter(({ state }) => state !== "waiting")) : nothing}
        ${kitRisk.view()}
        ${keysLine.view()}
        ${agency.view()}
        ${waiting.overlay()}
        ${invite.overlay()}`,
    });
  }

  /** @param {any[]} people */
  function members(people) {
    const { t } = context.i18n;
    const line = (/** @type {any} */ { member, name, role, state }) =>
      row({ key: member, href: `#/officer/people/${member}`, title: name, detail: t(`entry.role.${role}`), icon: "person", badge: state === "ended" ? badge({ tone: "plain", label: t("officer.people.ended") }) : undefined });
    return html`<section class="stack" aria-labelledby="people">
      <h2 id="people">${t("officer.people.title")}</h2>
      ${people.length ? list(people.map(line), { labelledBy: "people" }) : html`<p class="quiet">${t("officer.people.none")}</p>`}
    </section>`;
  }

  screen.draw();
  void load();
  void secondStep.load();
  void held.load();
  void kitRisk.load();
  void keysLine.load();
  void kit.load();
  void agency.load();
  void recoveries.load();
  void reports.load();
  const timer = setInterval(lookAgain, LOOK_AGAIN_MS);
  screen.onLeave(() => clearInterval(timer));
  screen.onLeave(kit.forget);
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
