/**
 * Notifications on this phone: their state in words, turning them on by a tap, and a test that only the person can confirm,
 * because a push that was accepted is not a push that was seen.
 */
import { html, nothing } from "lit-html";
import { button, linkButton, notice, skeleton, statusText } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { cannotBeWoken, pushStateOf } from "./words.js";

/** @type {Record<import("./words.js").PushState, "done"|"attention"|"waiting"|"plain">} */
const TONES = { "home-screen": "attention", unsupported: "attention", blocked: "attention", off: "waiting", failing: "attention", unknown: "waiting", untested: "waiting", on: "done" };
const CAN_TEST = ["untested", "on", "failing"];

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createNotifications({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  const acting = createAttempt({ explain: explainDirect(context), draw });
  /** @type {import("./words.js").PushState|null} */
  let state = null;
  let asksWhetherSeen = false;
  let result = "";

  const load = () => looking.run(async () => (state = pushStateOf(await context.device.push())));

  /** @param {() => Promise<void>} work */
  async function change(work) {
    result = "";
    if (await acting.run(work)) await load();
  }

  async function test() {
    result = "";
    asksWhetherSeen = await acting.run(() => context.device.testPush());
    draw();
  }

  /** @param {boolean} wasSeen */
  async function answered(wasSeen) {
    asksWhetherSeen = false;
    result = context.i18n.t(wasSeen ? "me.push.seen" : "me.push.notSeen");
    await load();
  }

  const isLoud = () => state !== null && cannotBeWoken(context.account.member()?.role, state);

  function view() {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="notifications">
      <h2 id="notifications">${t("me.push.title")}</h2>
      ${looking.words()}
      ${acting.words()}
      ${state ? stateNotice(state) : skeleton({ label: t("common.loading"), lines: 2 })}
      ${asksWhetherSeen ? question() : nothing}
      ${statusText({ id: "push-result", text: result, icon: "info" })}
    </section>`;
  }

  /** @param {import("./words.js").PushState} now */
  function stateNotice(now) {
    const { t } = context.i18n;
    const body = html`<p>${t(`me.push.${now}.body`)}</p>${isLoud() ? html`<p><strong>${t("me.push.loud")}</strong></p>` : nothing}`;
    return notice({ tone: isLoud() ? "attention" : TONES[now], title: t(`me.push.${now}`), body, announce: isLoud(), actions: actions(now) });
  }

  /** @param {import("./words.js").PushState} now */
  function actions(now) {
    const { t } = context.i18n;
    if (now === "home-screen") return linkButton({ label: t("me.install.how"), href: "#/install" });
    const on = now === "off" || now === "failing" ? button({ label: t("me.push.turnOn"), kind: "quiet", icon: "bell", onClick: () => change(context.device.subscribePush) }) : nothing;
    const testing = CAN_TEST.includes(now) ? button({ label: t("me.push.test"), kind: "quiet", icon: "send", onClick: test }) : nothing;
    const off = now === "on" || now === "untested" ? button({ label: t("me.push.turnOff"), kind: "plain", onClick: () => change(context.device.unsubscribePush) }) : nothing;
    return html`${on}${testing}${off}`;
  }

  function question() {
    const { t } = context.i18n;
    return notice({
      tone: "waiting", title: t("me.push.asked"), body: t("me.push.asked.body"), announce: true,
      actions: html`${button({ label: t("me.push.saw"), kind: "quiet", onClick: () => answered(true) })}
        ${button({ label: t("me.push.sawNot"), kind: "quiet", onClick: () => answered(false) })}`,
    });
  }

  return { load, view, isLoud };
}
