/**
 * Choosing a passphrase, twice typed, on the two screens where an account is made.
 */
import { html } from "lit-html";
import { field } from "../components/index.js";

/**
 * @param {{t: (key: string) => string, form: any}} parts  the form has `passphrase` and `again`
 */
export function newPassphrase({ t, form }) {
  const reveal = { show: t("common.show"), hide: t("common.hide") };
  return html`
    ${field({ id: "passphrase", label: t("entry.newPassphrase"), hint: t("entry.newPassphraseHint"), type: "password",
      autocomplete: "new-password", capitals: "off", value: form.values.passphrase, onInput: form.set("passphrase"),
      error: form.errors.passphrase, revealable: reveal })}
    ${field({ id: "again", label: t("entry.passphraseAgain"), type: "password", autocomplete: "new-password", capitals: "off",
      value: form.values.again, onInput: form.set("again"), error: form.errors.again, revealable: reveal })}`;
}

/**
 * @param {{t: (key: string) => string, values: {passphrase: string, again: string}, checkPassphrase: (text: string) => null|string}} parts
 * @returns {{passphrase?: string, again?: string}}
 */
export function passphraseErrors({ t, values, checkPassphrase }) {
  const weakness = checkPassphrase(values.passphrase);
  if (weakness) return { passphrase: t(`app.error.${weakness}`) };
  return values.again === values.passphrase ? {} : { again: t("entry.passphrasesDiffer") };
}
