/** Adding an authenticator app: its key as a link, as letters and as a picture, and the first code that proves it. */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, linkButton, page } from "../../components/index.js";
import { createForm, formErrors } from "../screen.js";

const CODE = "app-code";

/**
 * @param {{context: import("../context.js").Context, draw: () => void, explain: import("../context.js").Context["explain"], onConfirmed: () => Promise<void>, onBack: () => void}} parts
 */
export function createAppPage({ context, draw, explain, onConfirmed, onBack }) {
  const form = createForm({ code: "" }, { draw, explain });
  /** @type {{key: string, address: string, confirm: (code: string) => Promise<void>}|null} */
  let adding = null;
  /** @type {unknown} */
  let picture = null;

  /** @param {NonNullable<typeof adding>} begun */
  async function begin(begun) {
    forget();
    adding = begun;
    draw();
    // Without it the link and the letters do as well: on the phone that has the app nobody can photograph its own screen anyway.
    const part = await import("./qr.js").catch(() => null);
    if (adding === begun && part) picture = part.qrCode(begun.address, context.i18n.t("second.app.picture"));
    draw();
  }

  async function confirm() {
    const { t } = context.i18n;
    const code = form.values.code.replace(/\s/g, "");
    if (!form.check(/^\d{6}$/.test(code) ? {} : { code: t("second.ask.totp.missing") })) return;
    await form.send(() => /** @type {NonNullable<typeof adding>} */ (adding).confirm(code));
    if (form.failure) return;
    forget();
    await onConfirmed();
  }

  function forget() {
    adding = picture = null;
    form.values.code = "";
    form.failure = null;
    form.errors = {};
  }

  function template() {
    if (!adding) return null;
    const { t } = context.i18n;
    return page({
      title: t("second.app.title"), back: t("common.cancel"),
      onBack: () => {
        forget();
        onBack();
      },
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: CODE, ids: { code: CODE } })}
        <p>${t("second.app.lead")}</p>
        ${linkButton({ label: t("second.app.open"), href: adding.address, icon: "key" })}
        <p>${t("second.app.letters")}</p>
        <p class="speech" id="app-key" translate="no">${(adding.key.match(/.{1,4}/g) ?? []).join(" ")}</p>
        ${picture ? html`<p>${t("second.app.scan")}</p>${picture}` : nothing}
        ${formOf({ id: "app-form", onSubmit: confirm, body: field({
          id: CODE, label: t("second.ask.totp"), hint: t("second.app.code"), autocomplete: "one-time-code", inputmode: "numeric", capitals: "off",
          value: form.values.code, onInput: form.set("code"), error: form.errors.code }) })}`,
      action: button({ label: t("second.app.confirm"), type: "submit", form: "app-form", busy: form.busy, busyLabel: t("second.app.confirming") }),
    });
  }

  return { begin, template, forget };
}
