/**
 * Putting right what is known of a person or a group: a sheet with what stands there now. Only what was changed is written. What is typed is kept, with what
 * stood there when it was begun: resumed later, it changes nothing that another device changed meanwhile.
 */
import { html, nothing } from "lit-html";
import { button, choices, field, notice, sheet, statusText } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";

const EMPTY = { name: "", language: "", adult: "", contact: "", before: /** @type {any} */ (null) };

/**
 * @param {{context: import("../context.js").Context, screen: Parameters<typeof createKeptForm>[1]["screen"], vault: string, onChanged: () => Promise<void>}} parts
 */
export function createPersonEdit({ context, screen, vault, onChanged }) {
  const { t } = context.i18n;
  const form = createKeptForm(EMPTY, { key: `person/${vault}/edit`, screen, context });
  /** What stands there now; null while the sheet is shut. @type {any} */
  let person = null;

  /** @param {any} subject  participant or group of the record */
  function open(subject) {
    const { kind, name, language, adult, contact = "" } = subject;
    Object.assign(form.values, { name, language, adult: adult ? "yes" : "no", contact, before: { kind, name, language, adult, contact } });
    form.errors = {};
    form.failure = null;
    person = subject;
    screen.draw();
  }

  /** What was being corrected when the app was killed or locked stands there again. @param {any} subject */
  async function resume(subject) {
    await form.resume();
    if (form.values.before) person = subject;
    screen.draw();
  }

  function close() {
    person = null;
    screen.draw();
  }

  /** Thrown away on purpose, and still there for a moment. */
  async function cancel() {
    // The sheet closes too when the whole screen goes: nobody threw anything away then.
    if (!screen.isShown() || !person) return;
    const [subject, written] = [person, { ...form.values }];
    const isTouched = Object.keys(changedFields(written.before, written)).length > 0;
    close();
    await form.discard();
    const undo = () => {
      open(subject);
      Object.assign(form.values, written);
      form.set("name")(written.name);
    };
    if (isTouched) context.toast(t("people.session.thrownAway"), { action: { label: t("common.undo"), onClick: undo } });
  }

  function template() {
    const { values, errors, set } = form;
    const isGroup = person?.kind === "group";
    return sheet({
      crisis: context.helpRow(), id: "person-edit", open: person !== null, title: t("people.person.change"), closeLabel: t("common.cancel"), onClose: cancel,
      body: html`
        ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
        ${field({ id: "edit-name", label: t(isGroup ? "people.new.groupName" : "people.new.name"), capitals: "words", maxlength: 200, value: values.name, error: errors.name, onInput: set("name") })}
        ${isGroup ? nothing : choices({ name: "edit-adult", legend: t("people.new.adult"), value: values.adult, onChange: set("adult"),
          options: [{ value: "yes", label: t("people.new.adultYes") }, { value: "no", label: t("people.new.adultNo") }] })}
        ${choices({ name: "edit-language", legend: t("people.new.language"), value: values.language, onChange: set("language"),
          options: [{ value: "en", label: t("common.english") }, { value: "es", label: t("common.spanish") }] })}
        ${isGroup ? nothing : field({ id: "edit-contact", label: t("people.new.contact"), hint: t("people.new.contactHint"), value: values.contact, maxlength: 200, onInput: set("contact") })}
        ${statusText({ text: form.keptWords() })}`,
      actions: button({ label: t("common.save"), busy: form.busy, busyLabel: t("common.saving"), onClick: save }),
    });
  }

  async function save() {
    if (!form.check(form.values.name.trim() ? {} : { name: t("people.new.nameMissing") })) return;
    const fields = changedFields(form.values.before, form.values);
    const change = async () => {
      if (Object.keys(fields).length > 0) await context.cases.change(vault, fields);
    };
    await form.finish(change, () => {
      close();
      form.clear();
      context.toast(t("people.person.changed"));
      void onChanged();
    });
  }

  return { open, resume, template };
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
