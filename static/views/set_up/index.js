/**
 * Founding an agency, in the officer's own browser: the agency's keys are made here and never leave unsealed.
 * The recovery kit is handed over before anything else can be done, because without it and the officer nobody can open the records.
 */
import { html } from "lit-html";
import { button, choices, field, form as formOf, linkButton, page, skeleton } from "../../components/index.js";
import { explainDirect, explainLink } from "../attempt.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { homeScreenFirst } from "../home_screen_first.js";
import { createKit } from "../officer/kit.js";
import { newPassphrase, passphraseErrors } from "../new_passphrase.js";
import { canBeDialled } from "../phone_number.js";
import { privateWindowNotice } from "../private_window.js";
import { refusedLink, sendByLink } from "../refused_link.js";

const IDS = { name: "your-name", signInName: "sign-in-name", part2: "part2-first", onCallName: "on-call-name", onCallPhone: "on-call-phone" };

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const token = params["token"] ?? "";
  const screen = createScreen(root, draw);
  const form = createForm(
    { name: "", signInName: "", passphrase: "", again: "", part2: "", language: context.settings.get().language, onCallName: "", onCallPhone: "" },
    { draw: screen.draw, explain: explainDirect(context) },
  );
  /** @type {{agencyName: string}|null} */
  let agency = null;
  /** @type {import("../refused_link.js").Refusal|null} */
  let refusal = null;
  const kit = createKit({ context, draw: screen.draw, onSaved: () => context.router.go("/officer", { replace: true }) });

  async function look() {
    refusal = null;
    screen.draw();
    try {
      agency = await context.account.lookSetUp(token);
    } catch (error) {
      refusal = explainLink(context)(error);
    }
    screen.draw();
  }

  function draw() {
    const shownKit = kit.template();
    if (shownKit) return shownKit;
    if (refusal) return refusedLink({ context, title: t("entry.setUp.title"), refusal, onAgain: look });
    if (!agency) return page({ title: t("entry.setUp.title"), body: skeleton({ label: t("common.loading") }) });
    return homeScreenFirst(context) ?? asking(agency);
  }

  /** @param {{agencyName: string}} of */
  function asking({ agencyName }) {
    return page({
      title: t("entry.setUp.titleFor", { agency: agencyName }),
      lead: t("entry.setUp.lead"),
      body: html`${privateWindowNotice(context)}
        ${formErrors(form, { title: t("common.errors.title"), first: "your-name", ids: IDS })}
        ${formOf({ id: "set-up", onSubmit: found, body: fields() })}`,
      action: button({ label: t("entry.setUp.action"), type: "submit", form: "set-up", busy: form.busy, busyLabel: t("entry.setUp.busy") }),
    });
  }

  function fields() {
    const { values, errors, set } = form;
    const answers = ["yes", "no", "unsure"].map((value) => ({ value, label: t(`entry.part2.${value}`) }));
    return html`
      ${field({ id: "your-name", label: t("entry.yourName"), autocomplete: "name", capitals: "words", value: values.name, onInput: set("name"), error: errors.name })}
      ${field({ id: "sign-in-name", label: t("entry.newSignInName"), hint: t("entry.newSignInNameHint"), autocomplete: "username", capitals: "off",
        value: values.signInName, onInput: set("signInName"), error: errors.signInName })}
      ${newPassphrase({ t, form })}
      ${choices({ legend: t("entry.part2.question"), hint: t("entry.part2.hint"), name: "part2", options: answers, value: values.part2, onChange: set("part2"), error: errors.part2 })}
      ${field({ id: "on-call-name", label: t("entry.onCallName"), hint: t("entry.onCallHint"), capitals: "words", value: values.onCallName, onInput: set("onCallName"), error: errors.onCallName })}
      ${field({ id: "on-call-phone", label: t("entry.onCallPhone"), type: "tel", autocomplete: "off", value: values.onCallPhone, onInput: set("onCallPhone"), error: errors.onCallPhone })}`;
  }

  async function found() {
    const { values } = form;
    const wanted = /** @type {const} */ (["name", "signInName", "part2", "onCallName", "onCallPhone"]);
    const empty = Object.fromEntries(wanted.filter((name) => !values[name].trim()).map((name) => [name, t(`entry.missing.${name}`)]));
    const silent = canBeDialled(values.onCallPhone) ? {} : { onCallPhone: t("officer.onCall.error.phone") };
    if (!form.check({ ...silent, ...empty, ...passphraseErrors({ t, values, checkPassphrase: context.account.checkPassphrase }) })) return;
    const settings = {
      language: values.language, part2: values.part2, naming: "first-name", jurisdiction: "generic",
      onCall: [{ member: null, name: values.onCallName.trim(), phone: values.onCallPhone.trim() }],
    };
    const { name, signInName, passphrase } = values;
    await form.send(async () => {
      refusal = await sendByLink(context, async () => {
        kit.show(await context.account.setUp({ token, name: name.trim(), signInName: signInName.trim(), passphrase, settings }));
      });
      values.passphrase = values.again = "";
    });
  }

  void look();
  screen.onLeave(context.onChange(screen.draw));
  screen.onLeave(kit.forget);
  return screen.leave;
}
