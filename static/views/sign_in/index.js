/**
 * Sign in on a phone that is new to this member: wants the network once, then never for unlocking.
 */
import { html } from "lit-html";
import { button, field, form as formOf, linkButton, page } from "../../components/index.js";
import { explainDirect } from "../attempt.js";
import { homeScreenFirst } from "../home_screen_first.js";
import { privateWindowNotice } from "../private_window.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { createAsking } from "../second_step/asking.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const screen = createScreen(root, draw);
  const form = createForm({ signInName: "", passphrase: "" }, { draw: screen.draw, explain: explainDirect(context) });

  const second = createAsking({ context, root, draw: screen.draw, explain: explainDirect(context), onBack: screen.draw });

  function draw() {
    return homeScreenFirst(context) ?? second.template() ?? asking();
  }

  function asking() {
    const { values, errors } = form;
    return page({
      title: t("entry.signIn.title"),
      back: t("common.back"),
      onBack: () => context.router.back("/welcome"),
      lead: t("entry.signIn.lead"),
      body: html`
        ${privateWindowNotice(context)}
        ${formErrors(form, { title: t("common.errors.title"), first: "sign-in-name", ids: { signInName: "sign-in-name" } })}
        ${formOf({ id: "sign-in", onSubmit: signIn, body: html`
          ${field({ id: "sign-in-name", label: t("entry.signInName"), autocomplete: "username", capitals: "off",
            value: values.signInName, onInput: form.set("signInName"), error: errors.signInName })}
          ${field({ id: "passphrase", label: t("entry.passphrase"), type: "password", autocomplete: "current-password", capitals: "off",
            value: values.passphrase, onInput: form.set("passphrase"), error: errors.passphrase,
            revealable: { show: t("common.show"), hide: t("common.hide") } })}` })}
        ${linkButton({ label: t("leaving.recover.link"), href: "#/recover", kind: "plain" })}`,
      action: button({ label: t("entry.signIn.action"), type: "submit", form: "sign-in", busy: form.busy, busyLabel: t("entry.signIn.busy") }),
    });
  }

  async function signIn() {
    const { signInName, passphrase } = form.values;
    const errors = {
      ...(signInName.trim() ? {} : { signInName: t("entry.signInNameMissing") }),
      ...(passphrase ? {} : { passphrase: t("entry.passphraseMissing") }),
    };
    if (!form.check(errors)) return;
    await form.send(async () => second.begin(await context.account.signIn(signInName.trim(), passphrase)));
  }

  screen.draw();
  screen.onLeave(context.onChange(screen.draw));
  screen.onLeave(() => {
    form.values.passphrase = "";
    second.forget();
  });
  return screen.leave;
}
