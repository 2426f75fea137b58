/** Somebody's second step as the officer sees it: is there one, and removing it after a lost phone. Says first what it does. */
import { html, nothing } from "lit-html";
import { button, sheet } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @param {{context: import("../context.js").Context, draw: () => void, onRemoved: () => Promise<void>}} parts */
export function createPersonSecondStep({ context, draw, onRemoved }) {
  const acting = createAttempt({ explain: explainDirect(context), draw });
  let isAsked = false;

  /** @param {boolean} next */
  function ask(next) {
    isAsked = next;
    draw();
  }

  /** @param {any} person */
  async function remove(person) {
    if (!(await acting.run(() => context.officer.clearSecondStep(person.member)))) return;
    ask(false);
    context.toast(context.i18n.t("officer.second.done", { name: person.name }));
    await onRemoved();
  }

  /** @param {any} person */
  function view(person) {
    const { t } = context.i18n;
    const mayOpen = person.member !== context.account.member()?.id && person.state === "active" && (person.secondStep || context.secondStep.isRequired());
    return html`<section class="stack" aria-labelledby="second-step">
      <h2 id="second-step">${t("officer.second.title")}</h2>
      <p>${t(person.secondStep ? "officer.second.set" : "officer.second.none")}</p>
      ${mayOpen ? button({ label: t(person.secondStep ? "officer.second.remove" : "officer.second.open"), kind: "quiet", icon: "key", onClick: () => ask(true) }) : nothing}
    </section>`;
  }

  /** @param {any} person */
  function overlay(person) {
    const { t } = context.i18n;
    const label = t(person?.secondStep ? "officer.second.remove" : "officer.second.open");
    return sheet({
      crisis: context.helpRow(), open: isAsked, id: "clear-second-step", title: label, closeLabel: t("common.cancel"), onClose: () => ask(false),
      body: html`${acting.words()}<p>${t("officer.second.what", { name: person?.name ?? "" })}</p><p>${t("officer.second.sure")}</p>`,
      actions: button({ label, onClick: () => remove(person) }),
    });
  }

  return { view, overlay };
}
