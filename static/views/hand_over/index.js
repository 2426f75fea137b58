/**
 * Handing one person or several over to a colleague: whom, to whom, and how it goes on; what that means is said in plain words before it is done.
 */
import { html, nothing } from "lit-html";
import { button, choices, notice, page, sheet, skeleton } from "../../components/index.js";
import { createForm, createScreen, formErrors } from "../screen.js";

const IDS = { vaults: "hand-who", to: "hand-to", then: "hand-then" };

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params  `vault`: one person; none: several to choose from */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const only = params["vault"] ?? null;
  const home = only ? `/people/${only}` : "/people";
  const screen = createScreen(root, draw);
  const form = createForm({ vaults: only ? [only] : /** @type {string[]} */ ([]), to: "", then: "" }, { draw: screen.draw, explain: context.explain });
  /** @type {{people: import("../context.js").CaseSummary[], colleagues: any[]}|null} */
  let found = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  /** Who goes on seeing it besides; null while nothing is asked. @type {string[]|null} */
  let asked = null;

  async function load() {
    try {
      const [cases, colleagues] = await Promise.all([context.cases.list(), context.handingOver.colleagues()]);
      found = { people: cases.filter(({ vault, away }) => (only ? vault === only : !away)), colleagues };
      trouble = null;
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  const chosen = () => (found?.people ?? []).filter(({ vault }) => form.values.vaults.includes(vault));
  const nameTo = () => found?.colleagues.find(({ id }) => id === form.values.to)?.name ?? "";
  const namesOf = (/** @type {Array<{name: string}>} */ all) => all.map(({ name }) => name).join(", ");

  /** What will happen stands on the sheet before it happens. */
  async function ask() {
    const { vaults, to, then } = form.values;
    if (!form.check({ ...(vaults.length ? {} : { vaults: t("people.hand.whoMissing") }), ...(to ? {} : { to: t("people.hand.toMissing") }), ...(then ? {} : { then: t("people.hand.thenMissing") }) })) return;
    await form.send(async () => {
      const lists = await Promise.all(vaults.map((vault) => context.handingOver.others(vault, to)));
      asked = [...new Set(lists.flat())];
    });
  }

  /** One after the other; what does not work stays chosen, with the reason. */
  async function handOver() {
    const { to, then } = form.values;
    const people = chosen();
    let done = 0;
    await form.send(async () => {
      for (const { vault } of people) {
        await context.handingOver.handOver(vault, { to, keep: then === "both" });
        done += 1;
        form.values.vaults = form.values.vaults.filter((each) => each !== vault);
      }
    });
    if (form.failure) form.values.vaults = people.slice(done).map(({ vault }) => vault);
    if (done > 0) context.toast(context.i18n.plural("people.hand.done", done, { to: nameTo() }));
    asked = null;
    if (!form.failure) return context.router.go("/people", { replace: true });
    await load();
  }

  function draw() {
    const one = only ? found?.people[0]?.name : null;
    return page({
      title: one ? t("people.hand.title", { name: one }) : t("people.hand.titleMany"),
      back: t("common.back"), onBack: () => context.router.back(home), top: context.tools(),
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : nothing}
        ${found ? questions(found) : skeleton({ label: t("common.loading"), lines: 5 })}
        ${confirmation()}`,
      action: found?.colleagues.length ? button({ label: t("people.hand.go"), onClick: ask, busy: form.busy, busyLabel: t("people.hand.busy") }) : undefined,
    });
  }

  /** @param {{people: import("../context.js").CaseSummary[], colleagues: any[]}} all */
  function questions({ people, colleagues }) {
    const { values, errors, set } = form;
    if (!colleagues.length) return notice({ tone: "waiting", title: t("people.hand.nobody") });
    return html`
      ${formErrors(form, { title: t("common.errors.title"), first: IDS.to, ids: IDS })}
      ${form.failure && !only ? html`<p>${t("people.hand.stopped", { names: namesOf(chosen()) })}</p>` : nothing}
      ${only ? nothing : choices({
        legend: t("people.hand.who"), name: IDS.vaults, multiple: true, value: values.vaults, error: errors.vaults, onChange: set("vaults"),
        options: people.map(({ vault, name, code }) => ({ value: vault, label: name, ...(code ? { hint: code } : {}) })),
      })}
      ${choices({
        legend: t("people.hand.to"), name: IDS.to, value: values.to, error: errors.to, onChange: set("to"),
        options: colleagues.map(({ id, name, role }) => ({ value: id, label: name, hint: t(`entry.role.${role}`) })),
      })}
      ${choices({
        legend: t("people.hand.then"), name: IDS.then, value: values.then, error: errors.then, onChange: set("then"),
        options: [{ value: "stop", label: t("people.hand.stop"), hint: t("people.hand.stopHint") }, { value: "both", label: t("people.hand.both") }],
      })}`;
  }

  function confirmation() {
    const to = nameTo();
    const shut = () => {
      asked = null;
      screen.draw();
    };
    return sheet({
      crisis: context.helpRow(), id: "hand-over", open: asked !== null, title: t("people.hand.ask", { to }), closeLabel: t("common.cancel"), onClose: shut,
      body: html`
        <p>${t("people.hand.sees", { to, names: namesOf(chosen()) })}</p>
        <p>${t(form.values.then === "both" ? "people.hand.youStay" : "people.hand.youStop")}</p>
        ${asked?.length ? html`<p>${t("people.hand.others", { names: asked.join(", ") })}</p>` : nothing}
        <p class="quiet">${t("people.hand.final", { to })}</p>`,
      actions: button({ label: t("people.hand.go"), busy: form.busy, busyLabel: t("people.hand.busy"), onClick: handOver }),
    });
  }

  screen.draw();
  void load();
  return screen.leave;
}
