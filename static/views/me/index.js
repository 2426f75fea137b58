/**
 * Me: who I am here, how I am reached, what this phone keeps, and the way out. What keeps a supervisor from being woken comes first.
 */
import { html, nothing } from "lit-html";
import { button, choices, linkButton, page } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { createReturnedNotice } from "../returned/notice.js";
import { createScreen } from "../screen.js";
import { updateNotice } from "../update_notice.js";
import { about } from "./about.js";
import { createDevices } from "./devices.js";
import { createEvents } from "./events.js";
import { createPasskeys } from "./passkeys.js";
import { createNotifications } from "./notifications.js";
import { createSignOut } from "./sign_out.js";
import { createStorage } from "./storage.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const screen = createScreen(root, draw);
  const parts = { context, draw: screen.draw };
  const notifications = createNotifications(parts);
  const storage = createStorage(parts);
  const devices = createDevices(parts);
  const passkeys = createPasskeys(parts);
  const events = createEvents(parts);
  const returned = createReturnedNotice(parts);
  const leaving = createSignOut(parts);
  const attempt = createAttempt({ explain: context.explain, draw: screen.draw });
  const build = root.ownerDocument.documentElement.dataset["build"] ?? "";

  function draw() {
    const { t } = context.i18n;
    const member = context.account.member();
    const isWoken = member?.role === "supervisor";
    return page({
      title: member?.name ?? t("app.tab.me"),
      lead: member ? t(`entry.role.${member.role}`) : undefined,
      place: t("app.tab.me"),
      top: context.tools(),
      body: html`
        ${attempt.words()}
        ${updateNotice(context)}
        ${returned.view()}
        ${isWoken ? notifications.view() : nothing}
        ${button({ label: t("me.lock"), kind: "quiet", icon: "lock", onClick: () => attempt.run(() => context.account.lock()) })}
        <p class="quiet">${t("me.lock.times", context.account.lockTimes())} ${t("me.lock.hide")}</p>
        ${isWoken ? nothing : notifications.view()}
        ${passkeys.view()}
        ${secondStep()}
        ${appearance()}
        ${storage.view()}
        ${devices.view()}
        ${events.view()}
        ${about(context.i18n, build)}
        ${leaving.view()}
        ${passkeys.overlay()}
        ${devices.overlay()}
        ${leaving.overlay()}`,
    });
  }

  /** Signing in elsewhere, not unlocking here: a screen of its own. */
  function secondStep() {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="second-step">
      <h2 id="second-step">${t("second.title")}</h2>
      <p>${t("me.second.body")}</p>
      ${linkButton({ label: t("me.second.action"), href: "#/me/second-step", kind: "quiet", icon: "key" })}
    </section>`;
  }

  function appearance() {
    const { t } = context.i18n;
    const { language, theme } = context.settings.get();
    const themes = ["system", "light", "dark"].map((value) => ({ value, label: t(`common.theme.${value}`) }));
    return html`
      ${choices({
        legend: t("entry.language"), name: "language", value: language, onChange: (value) => change({ language: value }),
        options: [{ value: "en", label: t("common.english") }, { value: "es", label: t("common.spanish") }],
      })}
      ${choices({ legend: t("me.theme"), name: "theme", value: theme, options: themes, onChange: (value) => change({ theme: value }) })}`;
  }

  /** @param {object} choice */
  const change = (choice) => attempt.run(() => context.settings.set(choice));

  screen.draw();
  for (const part of [notifications, passkeys, storage, devices, events, returned]) void part.load();
  screen.onLeave(context.onChange(() => {
    void notifications.load();
    void storage.load();
  }));
  screen.onLeave(passkeys.leave);
  return screen.leave;
}
