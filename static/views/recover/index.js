/**
 * A lost passphrase: choose a new one, read a code to the privacy officer, and be back in. On a phone with a store everything on it opens again.
 * The new passphrase stays in the form until it is used; leaving the screen forgets it and the request.
 */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, notice, page } from "../../components/index.js";
import { newPassphrase, passphraseErrors } from "../new_passphrase.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { createAsking } from "../second_step/asking.js";

const LOOK_AGAIN_MS = 4_000;

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const isLocked = context.account.state() === "locked";
  const screen = createScreen(root, draw);
  const form = createForm({ signInName: "", passphrase: "", again: "" }, { draw: screen.draw, explain: context.explain });
  const second = createAsking({ context, root, draw: screen.draw, explain: context.explain, onBack: () => begin(isLocked ? "have" : "ask") });
  /** @type {"ask"|"have"|"code"|"confirm"} */
  let step = "ask";
  let code = "";
  /** @type {string|null} */
  let trouble = null;
  let isLooking = false;

  async function ask() {
    const { signInName } = form.values;
    const errors = {
      ...(signInName.trim() ? {} : { signInName: t("entry.signInNameMissing") }),
      ...passphraseErrors({ t, values: form.values, checkPassphrase: context.account.checkPassphrase }),
    };
    if (!form.check(errors)) return;
    await form.send(async () => {
      ({ code } = await context.recovery.begin(signInName.trim()));
      step = "code";
    });
  }

  async function open() {
    const { signInName, passphrase } = form.values;
    const errors = {
      ...(signInName.trim() ? {} : { signInName: t("entry.signInNameMissing") }),
      ...(passphrase ? {} : { passphrase: t("entry.passphraseMissing") }),
    };
    if (form.check(errors)) await form.send(async () => second.begin(await context.account.adopt(signInName.trim(), passphrase)));
  }

  async function look() {
    if (step !== "code" || isLooking || form.busy) return;
    isLooking = true;
    try {
      const answer = await context.recovery.look();
      trouble = null;
      if (answer && step === "code" && screen.isShown()) await answered(answer.confirm);
    } catch (error) {
      trouble = context.explain(error).body;
    }
    isLooking = false;
    screen.draw();
  }

  /** @param {string|null} confirm */
  async function answered(confirm) {
    if (confirm === null) return finish();
    code = confirm;
    step = "confirm";
  }

  const finish = () => form.send(async () => {
    const missing = await context.recovery.finish(form.values.passphrase);
    // The new passphrase counts from here on; what is left is a sign-in, with nothing more to look for.
    step = isLocked ? "have" : "ask";
    second.begin(missing);
  });

  /** @param {"ask"|"have"} next */
  function begin(next) {
    context.recovery.stop();
    step = next;
    trouble = form.failure = null;
    form.values.passphrase = form.values.again = "";
    form.errors = {};
    screen.draw();
  }

  function draw() {
    const asked = second.template();
    if (asked) return asked;
    if (step === "code") return codePage("code", button({ label: t("leaving.recover.code.look"), busy: form.busy, busyLabel: t("leaving.recover.finishing"), onClick: look }));
    if (step === "confirm") return codePage("confirm", button({ label: t("leaving.recover.confirm.action"), busy: form.busy, busyLabel: t("leaving.recover.finishing"), onClick: finish }));
    return step === "have" ? havePage() : askPage();
  }

  const back = () => context.router.go(isLocked ? "/unlock" : "/sign-in", { replace: true });
  const signInName = () => field({ id: "sign-in-name", label: t("entry.signInName"), autocomplete: "username", capitals: "off",
    value: form.values.signInName, onInput: form.set("signInName"), error: form.errors.signInName });
  const errors = () => formErrors(form, { title: t("common.errors.title"), first: "sign-in-name", ids: { signInName: "sign-in-name" } });

  function askPage() {
    return page({
      title: t("leaving.recover.title"), lead: t("leaving.recover.lead"), back: t("common.back"), onBack: back,
      body: html`${errors()}
        ${formOf({ id: "recover", onSubmit: ask, body: html`${signInName()}${newPassphrase({ t, form })}` })}
        <p class="quiet">${t("leaving.recover.officer")}</p>
        ${isLocked ? button({ label: t("leaving.recover.have"), kind: "plain", onClick: () => begin("have") }) : nothing}`,
      action: button({ label: t("leaving.recover.action"), type: "submit", form: "recover", busy: form.busy, busyLabel: t("leaving.recover.busy") }),
    });
  }

  function havePage() {
    return page({
      title: t("leaving.recover.have.title"), lead: t("leaving.recover.have.lead"), back: t("common.back"), onBack: () => begin("ask"),
      body: html`${errors()}
        ${formOf({ id: "recover", onSubmit: open, body: html`${signInName()}
          ${field({ id: "passphrase", label: t("entry.passphrase"), type: "password", autocomplete: "current-password", capitals: "off",
            value: form.values.passphrase, onInput: form.set("passphrase"), error: form.errors.passphrase,
            revealable: { show: t("common.show"), hide: t("common.hide") } })}` })}`,
      action: button({ label: t("leaving.recover.have.action"), type: "submit", form: "recover", busy: form.busy, busyLabel: t("leaving.recover.finishing") }),
    });
  }

  /** @param {"code"|"confirm"} which @param {unknown} action */
  function codePage(which, action) {
    return page({
      title: t(`leaving.recover.${which}.title`), back: t("common.back"), onBack: () => begin("ask"),
      body: html`
        <p>${t(`leaving.recover.${which}.body`)}</p>
        <p class="speech" id="short-code">${code}</p>
        <p class="quiet">${t(`leaving.recover.${which}.why`)}</p>
        ${trouble ? notice({ tone: "waiting", title: t("leaving.recover.code.trouble"), body: trouble }) : nothing}
        ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
        ${which === "confirm" ? button({ label: t("leaving.recover.confirm.differ"), kind: "quiet", onClick: () => begin("ask") }) : nothing}`,
      action,
    });
  }

  screen.draw();
  const timer = setInterval(look, LOOK_AGAIN_MS);
  screen.onLeave(() => {
    clearInterval(timer);
    context.recovery.stop();
    form.values.passphrase = form.values.again = "";
    second.forget();
  });
  return screen.leave;
}
