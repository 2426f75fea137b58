/**
 * Joining an agency from an invitation. The link's fragment carries the agency's key print, so a false server is noticed here.
 */
import { html } from "lit-html";
import { button, definitionList, field, form as formOf, page, skeleton } from "../../components/index.js";
import { explainDirect, explainLink } from "../attempt.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { homeScreenFirst } from "../home_screen_first.js";
import { newPassphrase, passphraseErrors } from "../new_passphrase.js";
import { privateWindowNotice } from "../private_window.js";
import { refusedLink, sendByLink } from "../refused_link.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const token = params["token"] ?? "";
  const pin = params["pin"] ?? "";
  const screen = createScreen(root, draw);
  const form = createForm({ signInName: "", passphrase: "", again: "" }, { draw: screen.draw, explain: explainDirect(context) });
  /** @type {{agencyName: string, role: string, name: string}|null} */
  let invitation = null;
  /** @type {import("../refused_link.js").Refusal|null} */
  let refusal = null;

  async function look() {
    refusal = null;
    screen.draw();
    try {
      invitation = await context.account.lookInvitation(token, pin);
    } catch (error) {
      refusal = explainLink(context)(error);
    }
    screen.draw();
  }

  function draw() {
    if (refusal) return refusedLink({ context, title: t("entry.join.title"), refusal, onAgain: look });
    if (!invitation) return page({ title: t("entry.join.title"), body: skeleton({ label: t("common.loading") }) });
    const first = homeScreenFirst(context);
    if (first) return first;
    return page({
      title: t("entry.join.title"),
      body: html`
        ${privateWindowNotice(context)}
        ${formErrors(form, { title: t("common.errors.title"), first: "sign-in-name", ids: { signInName: "sign-in-name" } })}
        ${definitionList([
          { term: t("entry.join.agency"), detail: invitation.agencyName },
          { term: t("entry.join.you"), detail: invitation.name },
          { term: t("entry.join.role"), detail: t(`entry.role.${invitation.role}`) },
        ])}
        ${formOf({ id: "join", onSubmit: join, body: html`
          ${field({ id: "sign-in-name", label: t("entry.newSignInName"), hint: t("entry.newSignInNameHint"), autocomplete: "username", capitals: "off",
            value: form.values.signInName, onInput: form.set("signInName"), error: form.errors.signInName })}
          ${newPassphrase({ t, form })}` })}`,
      action: button({ label: t("entry.join.action"), type: "submit", form: "join", busy: form.busy, busyLabel: t("entry.join.busy") }),
    });
  }

  async function join() {
    const { signInName, passphrase } = form.values;
    const errors = {
      ...(signInName.trim().length >= 3 ? {} : { signInName: t("entry.signInNameShort") }),
      ...passphraseErrors({ t, values: form.values, checkPassphrase: context.account.checkPassphrase }),
    };
    if (!form.check(errors)) return;
    await form.send(async () => {
      refusal = await sendByLink(context, () => context.account.enrol({ token, pin, signInName: signInName.trim(), passphrase }));
    });
  }

  void look();
  screen.onLeave(context.onChange(screen.draw));
  screen.onLeave(() => (form.values.passphrase = form.values.again = ""));
  return screen.leave;
}
