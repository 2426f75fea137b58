/**
 * People who lost their passphrase, each with the code to compare aloud. Invariant: a tick is for one request with one code, and what is answered is that.
 */
import { html, nothing } from "lit-html";
import { button, choices, definitionList, notice } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { inTwoLines } from "./waiting.js";

/** @typedef {{id: string, member: string, name: string, since: string, code: string}} Request */

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createRecoveries({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  const acting = createAttempt({ explain: explainDirect(context), draw });
  /** @type {Request[]} */
  let requests = [];
  /** What was ticked: a request and its code. @type {Set<string>} */
  const compared = new Set();
  /** @type {string|null} */
  let unticked = null;
  /** @type {{name: string, code: string}|null} */
  let second = null;

  const load = () => looking.run(async () => (requests = await context.officer.recoveries()));
  const mark = (/** @type {Request} */ { id, code }) => `${id} ${code}`;

  /** @param {Request} request @param {boolean} isTicked */
  function tick(request, isTicked) {
    if (isTicked) compared.add(mark(request));
    else compared.delete(mark(request));
    unticked = null;
    draw();
  }

  /** @param {Request} request */
  async function answer(request) {
    unticked = compared.has(mark(request)) ? null : request.id;
    draw();
    if (unticked) return;
    await acting.run(async () => (second = { name: request.name, code: await context.officer.answerRecovery(request) }));
    await load();
  }

  /** @param {Request} request */
  async function decline({ id, name }) {
    if (!(await acting.run(() => context.officer.declineRecovery(id)))) return;
    context.toast(context.i18n.t("leaving.recoveries.declined", { name }));
    await load();
  }

  function view() {
    if (requests.length === 0 && !second) return looking.words();
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="recoveries">
      <h2 id="recoveries">${t("leaving.recoveries.title")}</h2>
      ${looking.words()}${acting.words()}
      ${second ? secondCode(second) : nothing}
      ${requests.length ? html`<p>${t("leaving.recoveries.how")}</p>${requests.map(one)}` : nothing}
    </section>`;
  }

  /** @param {{name: string, code: string}} shown */
  function secondCode({ name, code }) {
    const { t } = context.i18n;
    const done = () => {
      second = null;
      draw();
    };
    return notice({
      tone: "attention", title: t("leaving.recoveries.second", { name }), announce: true,
      body: html`<div class="stack"><p>${t("leaving.recoveries.second.body", { name })}</p><p class="speech own-words" id="second-code">${inTwoLines(code)}</p></div>`,
      actions: button({ label: t("leaving.recoveries.second.done"), kind: "quiet", onClick: done }),
    });
  }

  /** @param {Request} request @param {number} index */
  function one(request, index) {
    const { t, time } = context.i18n;
    const { id, name, since, code } = request;
    return html`<section class="stack" aria-labelledby=${`recovery-${index}`}>
      <h3 id=${`recovery-${index}`}>${name}</h3>
      ${definitionList([
        { term: t("leaving.recoveries.since"), detail: time(since) },
        { term: t("officer.waiting.code"), detail: html`<span class="speech own-words">${inTwoLines(code)}</span>` },
      ])}
      ${choices({
        legend: t("leaving.recoveries.compare", { name }), legendUnseen: true, name: `recovery-compared-${index}`, multiple: true,
        options: [{ value: "compared", label: t("officer.waiting.compared"), hint: t("officer.waiting.compared.hint", { name }) }],
        value: compared.has(mark(request)) ? ["compared"] : [], onChange: (values) => tick(request, values.length > 0),
        error: unticked === id ? t("officer.waiting.first") : undefined,
      })}
      <p class="quiet" id=${`recovery-told-${index}`}>${t("leaving.recoveries.told", { name })}</p>
      ${button({ label: t("leaving.recoveries.answer", { name }), kind: "quiet", icon: "key", describedBy: `recovery-told-${index}`, onClick: () => answer(request) })}
      ${button({ label: t("leaving.recoveries.decline", { name }), kind: "plain", icon: "close", onClick: () => decline(request) })}
    </section>`;
  }

  return { load, view };
}
