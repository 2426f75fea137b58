/**
 * One member as the officer sees them: their phones with when they were last there, and taking access away. Each act says first what it does.
 */
import { html, nothing } from "lit-html";
import { badge, button, linkButton, list, notice, page, row, sheet, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createScreen } from "../screen.js";
import { createCaseload } from "./caseload.js";
import { createPersonSecondStep } from "./second_step.js";

/** @typedef {{id: string, label: string, lastSeen: string, revoked: boolean}} PersonDevice */
/** @typedef {{kind: "device", device: PersonDevice}|{kind: "access"}} Asked */

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, time } = context.i18n;
  const screen = createScreen(root, draw);
  const looking = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const acting = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const caseload = createCaseload({ context, draw: screen.draw, onGiven: load });
  const secondStep = createPersonSecondStep({ context, draw: screen.draw, onRemoved: load });
  /** @type {any} */
  let person = null;
  /** @type {any[]} */
  let everybody = [];
  let isLooked = false;
  /** @type {Asked|null} */
  let asked = null;
  /** Somebody who left and still holds the newest key of so many records. */
  let unrenewed = 0;

  async function load() {
    await looking.run(async () => {
      everybody = (await context.officer.people()).people;
      person = everybody.find(({ member }) => member === params["member"]) ?? null;
    });
    isLooked = true;
    if (person?.state === "ended") await looking.run(async () => (unrenewed = await context.officer.countHoldings(person.member)));
    screen.draw();
  }

  const renew = async () => {
    if (await acting.run(() => context.officer.renewKeys(person.member))) await load();
  };

  /** @param {Asked|null} next */
  function ask(next) {
    asked = next;
    screen.draw();
  }

  async function act() {
    const what = asked;
    if (!what) return;
    const isDone = await acting.run(() => (what.kind === "device" ? context.officer.revokeDevice(what.device.id) : context.officer.endAccess(person.member)));
    if (!isDone) return;
    ask(null);
    context.toast(what.kind === "device" ? t("leaving.device.done", { label: what.device.label }) : t("leaving.access.done", { name: person.name }));
    await load();
  }

  function draw() {
    const title = person?.name ?? t("officer.people.title");
    return page({
      title,
      lead: person ? t(`entry.role.${person.role}`) : undefined,
      back: t("common.back"),
      onBack: () => context.router.back("/officer"),
      top: context.tools(),
      body: html`
        ${looking.words()}
        ${person ? found() : isLooked ? html`<p>${t("leaving.person.none")}</p>` : skeleton({ label: t("common.loading"), lines: 4 })}
        ${overlay()}
        ${secondStep.overlay(person)}`,
    });
  }

  const oldKeys = () => notice({
    tone: "attention", title: context.i18n.plural("leaving.keys.old", unrenewed), body: html`${acting.words()}<p>${t("leaving.keys.old.body")}</p>`,
    actions: button({ label: t("leaving.keys.renew"), kind: "quiet", icon: "key", onClick: renew }),
  });

  const hadKeys = () => notice({
    tone: "attention", title: t("leaving.keys.had", { name: person.name }), body: t("leaving.keys.had.body", { name: person.name }),
    actions: linkButton({ label: t("officer.keys.open"), href: "#/officer/keys", icon: "key" }),
  });

  function found() {
    const mayEnd = person.state !== "ended" && person.member !== context.account.member()?.id;
    return html`
      ${person.state === "ended" ? html`<p>${t("leaving.person.ended")}</p>` : nothing}
      ${unrenewed > 0 ? oldKeys() : nothing}
      ${person.state === "ended" && person.role === "officer" ? hadKeys() : nothing}
      <section class="stack" aria-labelledby="devices">
        <h2 id="devices">${t("leaving.devices.title")}</h2>
        ${person.devices.length ? list(person.devices.map(deviceRow), { labelledBy: "devices" }) : html`<p class="quiet">${t("leaving.devices.none")}</p>`}
      </section>
      ${secondStep.view(person)}
      ${caseload.view(person, everybody)}
      ${mayEnd ? html`<div class="stack">${button({ label: t("leaving.access.end", { name: person.name }), kind: "quiet", icon: "lock", onClick: () => ask({ kind: "access" }) })}</div>` : nothing}`;
  }

  /** @param {PersonDevice} device */
  function deviceRow(device) {
    return row({
      key: device.id, title: device.label, icon: "device", detail: t("me.devices.seen", { time: time(device.lastSeen) }),
      badge: device.revoked ? badge({ tone: "plain", label: t("me.devices.isRemoved") }) : undefined,
      onClick: device.revoked ? undefined : () => ask({ kind: "device", device }),
    });
  }

  function overlay() {
    const isDevice = asked?.kind === "device";
    const title = asked?.kind === "device" ? t("me.devices.ask", { label: asked.device.label }) : t("leaving.access.ask", { name: person?.name ?? "" });
    return sheet({
      crisis: context.helpRow(), open: asked !== null, id: "take-access", title, closeLabel: t("common.cancel"), onClose: () => ask(null),
      body: asked ? html`${acting.words()}<p>${t(isDevice ? "leaving.device.what" : "leaving.access.what", { name: person.name })}</p><p>${t("leaving.held.later")}</p>` : nothing,
      actions: button({ label: isDevice ? t("me.devices.remove") : t("leaving.access.end", { name: person?.name ?? "" }), onClick: act }),
    });
  }

  screen.draw();
  void load();
  return screen.leave;
}
