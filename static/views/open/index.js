/**
 * Where a push leads: to the consult it is about. If that is not on this phone yet it is fetched; a test push is told kindly.
 * The push knows only an opaque id: a consult's vault, or this device in a test.
 */
import { html, nothing } from "lit-html";
import { button, notice, page, skeleton } from "../../components/index.js";
import { onCallButtons } from "../help/calls.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const vault = params["vault"] ?? "";
  const screen = createScreen(root, draw);
  /** @type {"looking"|"test"|"offline"|"absent"|"failed"} */
  let state = "looking";
  /** @type {{title: string, body: string, code: string}|null} */
  let trouble = null;

  /** @returns {Promise<boolean>} whether it is here, and is being shown */
  async function goIfHere() {
    const all = await context.consults.list();
    const isHere = all.some((consult) => consult.vault === vault);
    if (isHere && screen.isShown()) context.router.go(`/consults/${vault}`, { replace: true });
    return isHere;
  }

  async function look() {
    state = "looking";
    screen.draw();
    try {
      if (await goIfHere()) return;
      await context.sync.tryNow();
      if (await goIfHere()) return;
      state = await whyAbsent();
    } catch (error) {
      trouble = context.explain(error);
      state = ["offline", "unavailable"].includes(trouble.code) ? "offline" : "failed";
    }
    screen.draw();
  }

  /** @returns {Promise<"offline"|"test"|"absent">} */
  async function whyAbsent() {
    if (["offline", "unanswered"].includes(context.sync.state().phase)) return "offline";
    const devices = await context.account.devices();
    return devices.some(({ id, current }) => current && id === vault) ? "test" : "absent";
  }

  /** It may arrive while one looks on. */
  async function onChange() {
    if (state === "looking" || state === "test") return;
    try {
      await goIfHere();
    } catch (error) {
      trouble = context.explain(error);
      state = "failed";
      screen.draw();
    }
  }

  function draw() {
    const again = state === "offline" || state === "absent" || state === "failed";
    return page({
      title: state === "looking" ? t("consult.open.looking") : t("consult.open.title"),
      place: t("app.tab.consults"),
      titleUnseen: state !== "looking",
      top: context.tools(),
      body: body(),
      action: again ? button({ label: t("common.tryAgain"), onClick: look }) : undefined,
      secondary: state === "looking" ? undefined : button({ label: t("consult.open.toList"), kind: "quiet", onClick: () => context.router.go("/consults") }),
    });
  }

  function body() {
    if (state === "looking") return html`<p>${t("consult.open.lookingBody")}</p>${skeleton({ label: t("common.loading") })}`;
    if (state === "test") return notice({ tone: "done", title: t("consult.open.test"), body: t("consult.open.testBody"), announce: true });
    if (state === "failed") return trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing;
    const words = html`<div class="stack stack--close"><p>${t(`consult.open.${state}Body`)}</p>${state === "offline" ? onCallButtons(context) : nothing}</div>`;
    return notice({ tone: "waiting", title: t(`consult.open.${state}`), body: words, announce: true });
  }

  screen.draw();
  void look();
  screen.onLeave(context.onChange(() => void onChange()));
  return screen.leave;
}
