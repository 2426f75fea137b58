/**
 * People who wait to be let in, each with the code to compare aloud.
 *
 * Invariant: a tick is for exactly what will be signed. If other keys, another name or another role arrive meanwhile, the tick is gone.
 */
import { html, nothing } from "lit-html";
import { button, choices, definitionList, sheet } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @typedef {{member: string, name: string, role: string, signInName?: string, since?: string, state: string, shortCode: string|null}} Person */

/** @param {Person} person */
export const comparedKey = ({ member, name, role, shortCode }) => JSON.stringify([member, name, role, shortCode]);

/** Two groups a line: easier to keep one's place while reading aloud. @param {string} code */
export const inTwoLines = (code) => code.replace(/^(\S+ \S+) /, "$1\n");

/** @param {{context: import("../context.js").Context, draw: () => void, onApproved: () => Promise<unknown>}} parts */
export function createWaiting({ context, draw, onApproved }) {
  const attempt = createAttempt({ explain: explainDirect(context), draw });
  /** @type {Set<string>} */
  const compared = new Set();
  /** @type {string|null} */
  let unticked = null;
  /** @type {string|null} */
  let tried = null;
  /** About to be turned away. @type {Person|null} */
  let asked = null;

  /** @param {Person} person @param {boolean} isTicked */
  function tick(person, isTicked) {
    if (isTicked) compared.add(comparedKey(person));
    else compared.delete(comparedKey(person));
    unticked = null;
    draw();
  }

  /** @param {Person} person */
  async function approve(person) {
    tried = person.member;
    unticked = compared.has(comparedKey(person)) ? null : person.member;
    draw();
    if (unticked) return;
    if (!(await attempt.run(() => context.officer.approve(person)))) return;
    compared.delete(comparedKey(person));
    context.toast(context.i18n.t("officer.approved", { name: person.name }));
    await onApproved();
  }

  /** @param {Person|null} person */
  function ask(person) {
    asked = person;
    draw();
  }

  /** The codes differ: somebody may stand in between. */
  async function decline() {
    const person = asked;
    if (!person) return;
    tried = null;
    if (!(await attempt.run(() => context.officer.decline(person.member)))) return;
    ask(null);
    context.toast(context.i18n.t("officer.declined", { name: person.name }));
    await onApproved();
  }

  function overlay() {
    const { t } = context.i18n;
    return sheet({
      crisis: context.helpRow(), open: asked !== null, id: "decline", title: t("officer.decline.ask", { name: asked?.name ?? "" }), closeLabel: t("common.cancel"), onClose: () => ask(null),
      body: html`${asked ? attempt.words() : nothing}<p>${t("officer.decline.why")}</p><p>${t("officer.decline.what")}</p>`,
      actions: button({ label: t("officer.decline.do"), onClick: decline }),
    });
  }

  /** @param {Person[]} people */
  function view(people) {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="waiting">
      <h2 id="waiting">${t("officer.waiting.title")}</h2>
      ${people.length ? html`<p>${t("officer.waiting.how")}</p>${people.map(one)}` : html`<p class="quiet">${t("officer.waiting.none")}</p>`}
    </section>`;
  }

  /** @param {Person} person @param {number} index */
  function one(person, index) {
    const { t, time } = context.i18n;
    const { name, role, signInName, since, shortCode, member } = person;
    return html`<section class="stack" aria-labelledby=${`waiting-${index}`}>
      <h3 id=${`waiting-${index}`}>${name}</h3>
      ${definitionList([
        { term: t("officer.role"), detail: t(`entry.role.${role}`) },
        ...(signInName ? [{ term: t("entry.signInName"), detail: signInName }] : []),
        ...(since ? [{ term: t("officer.waiting.since"), detail: time(since) }] : []),
        { term: t("officer.waiting.code"), detail: html`<span class="speech own-words">${inTwoLines(shortCode ?? "")}</span>` },
      ])}
      ${choices({
        legend: t("officer.waiting.compare", { name }), legendUnseen: true, name: `compared-${index}`, multiple: true,
        options: [{ value: "compared", label: t("officer.waiting.compared"), hint: t("officer.waiting.compared.hint", { name }) }],
        value: compared.has(comparedKey(person)) ? ["compared"] : [], onChange: (values) => tick(person, values.length > 0),
        error: unticked === member ? t("officer.waiting.first") : undefined,
      })}
      <p class="quiet" id=${`told-${index}`}>${t(role === "officer" ? "officer.waiting.toldOfficer" : "officer.waiting.told", { name, role: t(`entry.role.${role}`) })}</p>
      ${tried === member ? attempt.words() : nothing}
      ${button({ label: t("officer.waiting.approve", { name }), kind: "quiet", icon: "check", describedBy: `told-${index}`, onClick: () => approve(person) })}
      ${button({ label: t("officer.decline"), kind: "plain", icon: "alert", describedBy: `waiting-${index}`, onClick: () => ask(person) })}
    </section>`;
  }

  return { view, overlay };
}
