/**
 * An officer who lost the passphrase, and has nobody to ask: the link of whoever runs the server, and the recovery kit. What is typed and chosen is used once,
 * and forgotten with the screen.
 */
import { html } from "lit-html";
import { button, form as formOf, page } from "../../components/index.js";
import { KIT_IDS, kitErrors, kitFields } from "../kit_fields.js";
import { newPassphrase, passphraseErrors } from "../new_passphrase.js";
import { privateWindowNotice } from "../private_window.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { createAsking } from "../second_step/asking.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const screen = createScreen(root, draw);
  const form = createForm({ kit: "", words: "", passphrase: "", again: "" }, { draw: screen.draw, explain: context.explain });

  const back = () => context.router.go(context.account.state() === "locked" ? "/unlock" : "/sign-in", { replace: true });
  const second = createAsking({ context, root, draw: screen.draw, explain: context.explain, onBack: back });

  async function open() {
    const { kit, words, passphrase } = form.values;
    const errors = { ...kitErrors({ t, values: form.values }), ...passphraseErrors({ t, values: form.values, checkPassphrase: context.account.checkPassphrase }) };
    if (form.check(errors)) await form.send(async () => second.begin(await context.recovery.finishWithKit({ token: params["token"] ?? "", kit, words, passphrase })));
  }

  function draw() {
    return second.template() ?? asking();
  }

  function asking() {
    return page({
      title: t("leaving.recoverKit.title"), lead: t("leaving.recoverKit.lead"), back: t("common.back"), onBack: back,
      body: html`${privateWindowNotice(context)}
        ${formErrors(form, { title: t("common.errors.title"), first: KIT_IDS.kit, ids: KIT_IDS })}
        ${formOf({ id: "recover", onSubmit: open, body: html`${kitFields({ t, form })}${newPassphrase({ t, form })}` })}`,
      action: button({ label: t("leaving.recoverKit.action"), type: "submit", form: "recover", busy: form.busy, busyLabel: t("leaving.recover.finishing") }),
    });
  }

  screen.draw();
  screen.onLeave(() => {
    context.recovery.stop();
    second.forget();
    Object.assign(form.values, { kit: "", words: "", passphrase: "", again: "" });
  });
  return screen.leave;
}
