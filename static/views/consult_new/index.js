/**
 * "I'm worried" and "I'm not sure": a request without any noticed word. What will be shared is shown before it is; the name never is.
 *
 * Words are not asked for by force: in a bad moment a touch must be enough. When it is urgent, the call comes first.
 */
import { html, nothing } from "lit-html";
import { button, choices, definitionList, field, form as formOf, notice, page, skeleton, statusText } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";
import { callFirst, onCallButtons } from "../help/calls.js";
import { createScreen, formErrors } from "../screen.js";
import { createPersonChoice } from "./person_choice.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, list } = context.i18n;
  const cause = params["cause"] === "worried" ? "worried" : "unsure";
  const screen = createScreen(root, draw);
  const form = createKeptForm({ urgency: "", words: "", caseVault: "" }, { key: `consult/new/${cause}`, screen, context, picked: ["urgency"] });
  const person = createPersonChoice({ context, screen, chosen: () => form.values.caseVault, onChoose: (vault) => form.set("caseVault")(vault) });
  /** @type {{names: string[], pushable: string[]}|null} */
  let supervisors = null;
  let isReady = false;

  async function load() {
    try {
      await form.resume();
      isReady = true;
      supervisors = await context.consults.supervisors();
      await person.load();
    } catch (error) {
      isReady = true;
      form.failure = context.explain(error).body;
      form.tries += 1;
    }
    screen.draw();
  }

  function draw() {
    const frame = { title: t(`consult.new.${cause}`), lead: t(`consult.new.${cause}.lead`), back: t("common.back"), onBack: () => context.router.back("/consults"), top: context.tools() };
    if (!isReady) return page({ ...frame, body: skeleton({ label: t("common.loading") }) });
    const { values, errors, set } = form;
    return page({
      ...frame,
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: "urgency-first", ids: { urgency: "urgency-first" } })}
        ${values.urgency === "now" ? callFirst(context, { announce: true }) : nothing}
        ${formOf({ id: "ask", onSubmit: send, body: html`
          ${choices({ name: "urgency", legend: t("consult.new.urgency"), value: values.urgency, error: errors.urgency, onChange: set("urgency"),
            options: ["now", "soon"].map((value) => ({ value, label: t(`consult.urgency.${value}`), hint: t(`consult.urgency.${value}.hint`) })) })}
          ${field({ id: "words", label: t("consult.new.words"), hint: t("consult.new.wordsHint"), multiline: true, rows: 5, maxlength: 2000, value: values.words, onInput: set("words") })}
          ${statusText({ text: form.keptWords() })}` })}
        ${person.template()}
        ${supervisors ? reachNotice(supervisors) : nothing}
        ${shared()}`,
      action: button({ label: t("consult.new.send"), type: "submit", form: "ask", busy: form.busy, busyLabel: t("common.saving") }),
    });
  }

  /** Exactly what goes, and to whom. */
  function shared() {
    const { urgency, words } = form.values;
    const names = supervisors?.names ?? [];
    return html`<section class="stack">
      <h2>${t("consult.new.shared")}</h2>
      ${definitionList([
        ...(names.length ? [{ term: t("consult.new.sharedWith"), detail: t("consult.new.sharedWithNames", { names: list(names) }) }] : []),
        { term: t("consult.new.sharedKind"), detail: t(`consult.cause.${cause}`) },
        { term: t("consult.new.sharedUrgency"), detail: urgency ? t(`consult.urgency.${urgency}`) : t("consult.new.sharedNotYet") },
        { term: t("consult.new.sharedWords"), detail: html`<span class="own-words">${words.trim() || t("consult.new.sharedNothing")}</span>` },
        { term: t("consult.new.sharedPerson"), detail: person.code() || t("consult.new.sharedNobody") },
      ])}
      <p class="quiet">${t("consult.new.sharedNot")}</p>
    </section>`;
  }

  /** @param {{names: string[], pushable: string[]}} known */
  function reachNotice({ names, pushable }) {
    if (!names.length) return notice({ tone: "attention", title: t("consult.new.noSupervisor"), body: withCalls("consult.new.noSupervisorBody") });
    return pushable.length ? nothing : notice({ tone: "attention", title: t("consult.new.nobodyWoken"), body: withCalls("consult.new.nobodyWokenBody") });
  }

  /** When it is urgent the numbers stand on top already. @param {string} key */
  const withCalls = (key) => html`<div class="stack stack--close"><p>${t(key)}</p>${form.values.urgency === "now" ? nothing : onCallButtons(context)}</div>`;

  async function send() {
    const { urgency, words } = form.values;
    if (!form.check(urgency ? {} : { urgency: t("consult.new.urgencyMissing") })) return;
    let vault = "";
    await form.finish(
      async () => {
        const ask = { cause: /** @type {"worried"|"unsure"} */ (cause), urgency: /** @type {"now"|"soon"} */ (urgency), categories: [], excerpt: "" };
        vault = await context.consults.ask({ ...ask, words: words.trim(), caseVault: person.vault() });
      },
      () => context.router.go(`/consults/${vault}`, { replace: true }),
    );
  }

  screen.draw();
  void load();
  return screen.leave;
}
