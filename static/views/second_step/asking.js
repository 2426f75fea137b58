/**
 * The page after the passphrase on a phone that the server does not know yet: choose a way, prove it, in. Shared by every screen on which one signs in.
 * What was typed stays after a mistake; leaving the page forgets all of it.
 */
import { html, nothing } from "lit-html";
import { button, choices, field, form as formOf, page } from "../../components/index.js";
import { createForm, formErrors } from "../screen.js";
import { turnPage } from "../turn_page.js";

const CODE = "second-code";
/** What an authenticator app shows, however it was typed. */
const SIX_DIGITS = /^\d{6}$/;

/**
 * @param {{context: import("../context.js").Context, root: HTMLElement, draw: () => void, explain: import("../context.js").Context["explain"], onBack: () => void}} parts
 */
export function createAsking({ context, root, draw, explain, onBack }) {
  const form = createForm(/** @type {Record<string, any>} */ ({ way: "totp", totp: "", recovery: "" }), { draw, explain });
  /** @type {import("../context.js").SecondStep|null} */
  let step = null;

  /** @param {import("../context.js").SecondStep|null} next  null: nothing is asked */
  function begin(next) {
    step = next;
    forgetTyped();
    form.values.way = next?.ways[0] ?? "totp";
    draw();
    if (next) turnPage(root);
  }

  function forgetTyped() {
    form.values.totp = form.values.recovery = "";
    form.failure = null;
    form.errors = {};
  }

  /** @param {string} way */
  function choose(way) {
    form.failure = null;
    form.errors = {};
    form.set("way")(way);
  }

  async function prove() {
    const asked = /** @type {import("../context.js").SecondStep} */ (step);
    const { way } = form.values;
    if (way === "passkey") return form.send(asked.byPasskey);
    const isApp = way === "totp";
    const typed = isApp ? form.values.totp.replace(/\s/g, "") : form.values.recovery.trim();
    const fits = isApp ? SIX_DIGITS.test(typed) : /^[0-9A-Za-z -]{12,40}$/.test(typed);
    if (!form.check(fits ? {} : { code: context.i18n.t(`second.ask.${way}.missing`) })) return;
    await form.send(() => asked.byCode(isApp ? "totp" : "recovery", typed));
  }

  function leave() {
    begin(null);
    onBack();
  }

  /** @returns {unknown} the page, or null while nothing is asked */
  function template() {
    if (!step) return null;
    const { t } = context.i18n;
    const { way } = form.values;
    return page({
      title: t("second.ask.title"), lead: t("second.ask.lead"), back: t("common.back"), onBack: leave,
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: way === "passkey" ? "second-go" : CODE, ids: { code: CODE } })}
        ${step.ways.length > 1 ? ways(step.ways) : nothing}
        ${step.ways.length === 0 ? html`<p>${t("second.ask.none")}</p>` : formOf({ id: "second-step", onSubmit: prove, body: way === "passkey" ? html`<p>${t("second.ask.passkey.body")}</p>` : codeField() })}
        <p class="quiet">${t("second.ask.lost")}</p>`,
      action: step.ways.length === 0 ? undefined : button({ id: "second-go", label: t(way === "passkey" ? "second.ask.passkey.action" : "second.ask.action"), type: "submit", form: "second-step", busy: form.busy, busyLabel: t("entry.signIn.busy") }),
    });
  }

  /** @param {string[]} all */
  function ways(all) {
    const { t } = context.i18n;
    const options = all.map((value) => ({ value, label: t(`second.way.${value}`) }));
    return choices({ legend: t("second.ask.way"), name: "second-way", value: form.values.way, options, onChange: choose });
  }

  function codeField() {
    const { t } = context.i18n;
    const isApp = form.values.way === "totp";
    const common = { id: CODE, error: form.errors.code, capitals: "off" };
    return isApp
      ? field({ ...common, label: t("second.ask.totp"), hint: t("second.ask.totp.hint"), autocomplete: "one-time-code", inputmode: "numeric", value: form.values.totp, onInput: setCode("totp") })
      : field({ ...common, label: t("second.ask.recovery"), hint: t("second.ask.recovery.hint"), value: form.values.recovery, onInput: setCode("recovery") });
  }

  /** @param {"totp"|"recovery"} name */
  const setCode = (name) => (/** @type {string} */ value) => {
    delete form.errors.code;
    form.set(name)(value);
  };

  return { begin, template, forget: () => begin(null) };
}
