/** What the agency has signed: its programme, its language, who is on call. Typed answers stay until they are saved. */
import { html, nothing } from "lit-html";
import { button, choices, field, form as formOf, skeleton, statusText } from "../../components/index.js";
import { LOCK_BOUNDS } from "../../domain/lock_times.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createForm, formErrors } from "../screen.js";
import { changed, formOfSettings, onCallErrors, toSign, without, withOneMore } from "./settings.js";

/** Minutes; within what the protocol allows. */
const LOCK_CHOICES = [LOCK_BOUNDS.least, 2, 5, 10, LOCK_BOUNDS.most];

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createAgency({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  /** @type {ReturnType<typeof createForm<Record<string, any>>>|null} */
  let form = null;
  let result = "";

  const load = () =>
    looking.run(async () => {
      /** @type {Record<string, any>} */
      const values = formOfSettings(await context.officer.settings());
      form = createForm(values, { draw, explain: explainDirect(context) });
    });

  /** @param {any[]} onCall */
  function setOnCall(onCall) {
    result = "";
    if (!form) return;
    form.errors = {};
    form.set("onCall")(onCall);
  }

  async function save() {
    if (!form) return;
    result = "";
    const { t } = context.i18n;
    const found = Object.entries(onCallErrors(form.values.onCall)).map(([id, error]) => [id, t(`officer.onCall.error.${error}`)]);
    if (!form.check(Object.fromEntries(found))) return;
    await form.send(() => context.officer.saveSettings(toSign(/** @type {any} */ (form).values)));
    if (!form.failure) result = t("officer.agency.saved");
    draw();
  }

  function view() {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="agency">
      <h2 id="agency">${t("officer.agency.title")}</h2>
      ${looking.words()}
      ${form ? fields(form) : skeleton({ label: t("common.loading") })}
      ${statusText({ id: "settings-result", text: result, icon: "check" })}
    </section>`;
  }

  /** @param {any} shown */
  function fields(shown) {
    const { t } = context.i18n;
    const { values, errors, set } = shown;
    const answers = ["yes", "no", "unsure"].map((value) => ({ value, label: t(`entry.part2.${value}`) }));
    return html`${formErrors(shown, { title: t("common.errors.title"), first: "part2-first", ids: {} })}
      ${formOf({ label: t("officer.agency.title"), onSubmit: save, body: html`
        ${choices({ legend: t("entry.part2.question"), hint: t("entry.part2.hint"), name: "part2", options: answers, value: values.part2, onChange: set("part2") })}
        ${mandatedQuestion("child", values.mandated, set("mandated"))}
        ${mandatedQuestion("adult", values.mandated, set("mandated"))}
        ${choices({ legend: t("officer.agency.language"), name: "agency-language", value: values.language, onChange: set("language"),
          options: [{ value: "en", label: t("common.english") }, { value: "es", label: t("common.spanish") }] })}
        ${choices({ legend: t("officer.second.policy"), hint: t("officer.second.policy.hint"), name: "second-step", value: values.secondStep, onChange: set("secondStep"),
          options: ["off", "required"].map((value) => ({ value, label: t(`officer.second.${value}`) })) })}
        ${["idle", "hidden"].map((time) => lockQuestion(time, values.lock, set("lock")))}
        <h2>${t("officer.onCall.title")}</h2>
        <p class="quiet">${t("entry.onCallHint")}</p>
        ${values.onCall.map((/** @type {any} */ person, /** @type {number} */ index) => onCallLine(values.onCall, person, index, errors))}
        ${button({ id: "add-on-call", label: t("officer.onCall.add"), kind: "plain", icon: "plus", onClick: () => setOnCall(withOneMore(values.onCall)) })}
        <p class="quiet" id="settings-told">${t("officer.agency.told")}</p>
        ${button({ label: t("officer.agency.save"), kind: "quiet", type: "submit", describedBy: "settings-told", busy: shown.busy, busyLabel: t("common.saving") })}` })}`;
  }

  /** @param {string} time @param {Record<string, number>} lock @param {(next: object) => void} set */
  function lockQuestion(time, lock, set) {
    const { plural, t } = context.i18n;
    const minutes = [...new Set([...LOCK_CHOICES, lock[time] ?? 0])].sort((a, b) => a - b);
    return choices({
      legend: t(`officer.lock.${time}`), name: `lock-${time}`, value: String(lock[time]),
      options: minutes.map((value) => ({ value: String(value), label: plural("officer.lock.minutes", value) })),
      onChange: (value) => set({ ...lock, [time]: Number(value) }),
    });
  }

  /** @param {"child"|"adult"} whom @param {Record<string, string>} mandated @param {(next: object) => void} set */
  function mandatedQuestion(whom, mandated, set) {
    const { t } = context.i18n;
    return choices({
      legend: t(`officer.mandated.${whom}`), hint: t("officer.mandated.hint"), name: `mandated-${whom}`, value: mandated[whom] ?? "unsure",
      options: ["yes", "no", "unsure"].map((value) => ({ value, label: t(`officer.mandated.${value}`) })),
      onChange: (answer) => set({ ...mandated, [whom]: answer }),
    });
  }

  /** @param {any[]} all @param {{name: string, phone: string}} person @param {number} index @param {Record<string, string>} errors */
  function onCallLine(all, { name, phone }, index, errors) {
    const { t } = context.i18n;
    const nameId = `on-call-name-${index}`;
    const phoneId = `on-call-phone-${index}`;
    const place = index + 1;
    return html`<fieldset class="choices">
      <legend class="unseen">${t("officer.onCall.line", { place })}</legend>
      <div class="stack">
        ${field({ id: nameId, label: t("officer.onCall.name", { place }), capitals: "words", value: name, onInput: (value) => setOnCall(changed(all, index, { name: value })), error: errors[nameId] })}
        ${field({ id: phoneId, label: t("officer.onCall.phone", { place }), type: "tel", value: phone, onInput: (value) => setOnCall(changed(all, index, { phone: value })), error: errors[phoneId] })}
        ${all.length > 1 ? button({ label: t("officer.onCall.remove", { name: name.trim() || String(place) }), kind: "plain", icon: "bin", onClick: () => setOnCall(without(all, index)) }) : nothing}
      </div>
    </fieldset>`;
  }

  return { load, view };
}
