/** What was handed in after an access had ended: by whom, when, how much. The officer decides, without being able to read it here. */
import { html, nothing } from "lit-html";
import { button, notice } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @typedef {{device: string, label: string, member: string, name: string, first: string, last: string, undecided: number, kept: number, admitted: number, drafts: number, pieces: number}} HeldGroup */

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createHeld({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  const deciding = createAttempt({ explain: explainDirect(context), draw });
  /** @type {HeldGroup[]} */
  let groups = [];

  const load = () => looking.run(async () => (groups = await context.officer.held()));

  /** @param {HeldGroup} group @param {"admit"|"keep"} decision */
  async function decide({ device, name }, decision) {
    const { t, plural } = context.i18n;
    let refused = 0;
    const isDone = await deciding.run(async () => ({ refused } = await context.officer.decideHeld(device, decision)));
    if (!isDone) return;
    context.toast(refused > 0 ? plural("leaving.held.refused", refused) : t(`leaving.held.${decision}.done`, { name }));
    await load();
  }

  function view() {
    if (groups.length === 0) return looking.words();
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="held">
      <h2 id="held">${t("leaving.held.title")}</h2>
      <p>${t("leaving.held.what")}</p>
      ${looking.words()}${deciding.words()}
      ${groups.map(one)}
    </section>`;
  }

  /** @param {HeldGroup} group @param {number} index */
  function one(group, index) {
    const { t, time } = context.i18n;
    const { name, label, last, undecided, kept } = group;
    const id = `held-${index}`;
    const isOpen = undecided + kept > 0;
    return notice({
      tone: undecided > 0 ? "attention" : "plain", id, title: t("leaving.held.from", { name, label }),
      body: html`<div class="stack stack--close"><p>${t("leaving.held.at", { time: time(last) })}</p>${counts(group)}</div>`,
      actions: isOpen ? html`
        ${button({ label: t("leaving.held.admit", { name }), kind: "quiet", icon: "check", describedBy: id, onClick: () => decide(group, "admit") })}
        ${undecided > 0 ? button({ label: t("leaving.held.keep", { name }), kind: "quiet", describedBy: id, onClick: () => decide(group, "keep") }) : nothing}` : undefined,
    });
  }

  /** @param {HeldGroup} group */
  function counts(group) {
    const words = /** @type {const} */ (["undecided", "kept", "admitted", "drafts", "pieces"]);
    return words.filter((word) => group[word] > 0).map((word) => html`<p>${context.i18n.plural(`leaving.held.${word}`, group[word])}</p>`);
  }

  return { load, view };
}
