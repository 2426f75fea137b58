/** Add a person or a group. The same name twice is pointed out, never blocked. */
import { html, nothing } from "lit-html";
import { button, choices, field, form as formOf, notice, page, statusText } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";
import { createScreen, formErrors } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t } = context.i18n;
  const screen = createScreen(root, draw);
  const form = createKeptForm({ kind: "case", name: "", language: context.i18n.language, adult: "", contact: "" }, { key: "person/new", screen, context, picked: ["kind", "language", "adult"] });
  /** @type {string[]} */
  let names = [];

  function draw() {
    const { values, errors, set } = form;
    const isGroup = values.kind === "group";
    const isTaken = names.includes(values.name.trim().toLowerCase());
    return page({
      title: t("people.new.title"),
      back: t("common.back"),
      onBack: () => context.router.back("/people"),
      top: context.tools(),
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: "name", ids: { adult: "adult-first" } })}
        ${formOf({ id: "person", onSubmit: add, body: html`
          ${choices({ name: "kind", legend: t("people.new.kind"), value: values.kind, onChange: set("kind"),
            options: [{ value: "case", label: t("people.new.person") }, { value: "group", label: t("people.new.group"), hint: t("people.new.groupHint") }] })}
          ${field({ id: "name", label: t(isGroup ? "people.new.groupName" : "people.new.name"), hint: isGroup ? undefined : t("people.new.nameHint"),
            capitals: "words", maxlength: 200, value: values.name, onInput: set("name"), error: errors.name })}
          ${isTaken ? notice({ tone: "attention", title: t("people.new.taken"), body: t("people.new.takenBody") }) : nothing}
          ${isGroup ? nothing : choices({ name: "adult", legend: t("people.new.adult"), value: values.adult, onChange: set("adult"), error: errors.adult,
            options: [{ value: "yes", label: t("people.new.adultYes") }, { value: "no", label: t("people.new.adultNo") }] })}
          ${choices({ name: "language", legend: t("people.new.language"), value: values.language, onChange: set("language"),
            options: [{ value: "en", label: t("common.english") }, { value: "es", label: t("common.spanish") }] })}
          ${isGroup ? nothing : field({ id: "contact", label: t("people.new.contact"), hint: t("people.new.contactHint"), value: values.contact, maxlength: 200, onInput: set("contact") })}` })}
        ${statusText({ text: form.keptWords() })}`,
      action: button({ label: t("common.save"), type: "submit", form: "person", busy: form.busy, busyLabel: t("common.saving") }),
    });
  }

  async function add() {
    const { kind, name, language, adult, contact } = form.values;
    const errors = { ...(name.trim() ? {} : { name: t("people.new.nameMissing") }), ...(kind === "group" || adult ? {} : { adult: t("people.new.adultMissing") }) };
    if (!form.check(errors)) return;
    const spoken = /** @type {"en"|"es"} */ (language);
    let vault = "";
    await form.finish(async () => {
      vault = kind === "group"
        ? await context.cases.createGroup({ name: name.trim(), language: spoken })
        : await context.cases.create({ name: name.trim(), language: spoken, adult: adult === "yes", contact: contact.trim() });
    }, () => context.router.go(`/people/${vault}`, { replace: true }));
  }

  /** What was typed before a kill or a lock, and which names there are. */
  async function load() {
    await form.resume();
    names = (await context.cases.list()).map((each) => each.name.toLowerCase());
    screen.draw();
  }

  screen.draw();
  void load().catch((error) => form.send(() => Promise.reject(error)));
  return screen.leave;
}
