/**
 * The way to the Home Screen: why it matters, and how, step by step. On iPhones a tab may lose what is written and cannot be woken
 * (WebKit: storage of a tab goes after seven days without use; Web Push only from the Home Screen).
 */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, linkButton, list, notice, page, row } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { invitationPath } from "./invitation.js";

/** @type {Record<string, Array<[string, import("../../components/icon.js").IconName]>>} */
const STEPS = {
  apple: [["apple.share", "share"], ["apple.add", "plus"], ["apple.confirm", "check"], ["apple.open", "home"]],
  other: [["other.menu", "settings"], ["other.add", "plus"], ["other.open", "home"]],
};
const NEXT = { none: "/welcome", locked: "/unlock", waiting: "/waiting", unlocked: "/me" };

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const screen = createScreen(root, draw);
  const attempt = createAttempt({ explain: context.explain, draw: screen.draw });
  const form = createForm({ link: "" }, { draw: screen.draw, explain: context.explain });

  function draw() {
    const { standalone, iosNeedsHomeScreen, canInstall } = context.device.install();
    const isNew = context.account.state() === "none";
    if (isNew && standalone) return pasting();
    const next = { label: t(standalone ? "common.continue" : "me.install.later"), href: `#${NEXT[context.account.state()]}` };
    const later = iosNeedsHomeScreen && context.account.state() === "unlocked"
      ? button({ label: t("entry.install.goOn"), kind: "quiet", onClick: context.goOnInTab })
      : linkButton({ ...next, kind: canInstall ? "plain" : "quiet" });
    return page({
      title: t(standalone ? "me.install.done" : "me.install.title"),
      back: t("common.back"),
      onBack: () => context.router.back(NEXT[context.account.state()]),
      body: html`
        ${attempt.words()}
        ${standalone ? html`<p>${t("me.install.done.body")}</p>` : html`<p>${t(iosNeedsHomeScreen ? "entry.install.why" : "me.install.why")}</p>`}
        ${standalone || canInstall ? nothing : steps(iosNeedsHomeScreen, isNew)}`,
      action: canInstall ? button({ label: t("me.install.action"), icon: "download", onClick: install }) : standalone ? linkButton({ ...next, kind: "primary" }) : undefined,
      secondary: standalone ? undefined : later,
    });
  }

  /** @param {boolean} isApple @param {boolean} isNew */
  function steps(isApple, isNew) {
    const first = isNew && isApple ? /** @type {typeof STEPS[string]} */ ([["apple.copy", "document"]]) : [];
    const all = [...first, ...(STEPS[isApple ? "apple" : "other"] ?? [])];
    const step = (/** @type {[string, import("../../components/icon.js").IconName]} */ [name, icon], /** @type {number} */ index) =>
      row({ icon, title: t("me.install.step", { step: index + 1, words: t(`me.install.${name}`) }), detail: t(`me.install.${name}.more`) });
    return html`${list(all.map(step), { label: t("me.install.steps") })}
      ${isApple ? notice({ tone: "attention", title: t("me.install.apart"), body: t("me.install.apart.body") }) : nothing}`;
  }

  /** On the Home Screen, nobody enrolled: the invitation comes in by pasting, or the person signs in. */
  function pasting() {
    return page({
      title: t("me.invitation.title"),
      back: t("common.back"),
      onBack: () => context.router.back("/welcome"),
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: "invitation", ids: { link: "invitation" } })}
        ${formOf({ id: "paste", onSubmit: open, body: field({
          id: "invitation", label: t("me.invitation.label"), hint: t("me.invitation.hint"), multiline: true, rows: 3, capitals: "off",
          value: form.values.link, onInput: form.set("link"), error: form.errors.link }) })}`,
      action: button({ label: t("me.invitation.action"), type: "submit", form: "paste" }),
      secondary: linkButton({ label: t("entry.welcome.signIn"), href: "#/sign-in", kind: "plain" }),
    });
  }

  function open() {
    const path = invitationPath(form.values.link);
    if (form.check(path ? {} : { link: t("me.invitation.wrong") }) && path) context.router.go(path);
  }

  const install = () => attempt.run(() => context.device.install().install());

  screen.draw();
  screen.onLeave(context.onChange(screen.draw));
  return screen.leave;
}
