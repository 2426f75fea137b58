/** Putting right what is known of a person or a group: a sheet with what stands there now. Only what was changed is written. */
import { html, nothing } from "lit-html";
import { button, choices, field, notice, sheet } from "../../components/index.js";
import { createForm } from "../screen.js";

/**
 * @param {{context: import("../context.js").Context, screen: {draw: () => void}, vault: string, onChanged: () => Promise<void>}} parts
 */
export function createPersonEdit({ context, screen, vault, onChanged }) {
  const { t } = context.i18n;
  const form = createForm({ name: "", language: "", adult: "", contact: "" }, { draw: screen.draw, explain: context.explain });
  /** What stands there now; null while the sheet is shut. @type {any} */
  let person = null;

  /** @param {any} subject  participant or group of the record */
  function open(subject) {
    const { name, language, adult, contact = "" } = subject;
    Object.assign(form.values, { name, language, adult: adult ? "yes" : "no", contact });
    form.errors = {};
    form.failure = null;
    person = subject;
    screen.draw();
  }

  function close() {
    person = null;
    screen.draw();
  }

  function template() {
    const { values, errors, set } = form;
    const isGroup = person?.kind === "group";
    return sheet({
      crisis: context.helpRow(), id: "person-edit", open: person !== null, title: t("people.person.change"), closeLabel: t("common.cancel"), onClose: close,
      body: html`
        ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
        ${field({ id: "edit-name", label: t(isGroup ? "people.new.groupName" : "people.new.name"), capitals: "words", maxlength: 200, value: values.name, error: errors.name, onInput: set("name") })}
        ${isGroup ? nothing : choices({ name: "edit-adult", legend: t("people.new.adult"), value: values.adult, onChange: set("adult"),
          options: [{ value: "yes", label: t("people.new.adultYes") }, { value: "no", label: t("people.new.adultNo") }] })}
        ${choices({ name: "edit-language", legend: t("people.new.language"), value: values.language, onChange: set("language"),
          options: [{ value: "en", label: t("common.english") }, { value: "es", label: t("common.spanish") }] })}
        ${isGroup ? nothing : field({ id: "edit-contact", label: t("people.new.contact"), hint: t("people.new.contactHint"), value: values.contact, maxlength: 200, onInput: set("contact") })}`,
      actions: button({ label: t("common.save"), busy: form.busy, busyLabel: t("common.saving"), onClick: save }),
    });
  }

  async function save() {
    if (!form.check(form.values.name.trim() ? {} : { name: t("people.new.nameMissing") })) return;
    const fields = changedFields(person, form.values);
    await form.send(async () => {
      if (Object.keys(fields).length > 0) await context.cases.change(vault, fields);
      close();
      await onChanged();
    });
    if (!form.failure) context.toast(t("people.person.changed"));
  }

  return { open, template };
}

/**
 * What differs from what stands there: another device's change of another field is left alone.
 * @param {any} before @param {{name: string, language: string, adult: string, contact: string}} values
 */
export function changedFields(before, { name, language, adult, contact }) {
  const ofPerson = before.kind === "group" ? {} : { adult: adult === "yes", contact: contact.trim() };
  const after = { name: name.trim(), language, ...ofPerson };
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== before[field]));
}
