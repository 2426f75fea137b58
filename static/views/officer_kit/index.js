/**
 * The recovery kit: is it there, does it open, is it the right one? And another one, when it is lost or nobody is sure.
 * What is typed and chosen stays on this screen and is forgotten when it goes.
 */
import { html, nothing } from "lit-html";
import { button, definitionList, notice, page, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createScreen } from "../screen.js";
import { createCheck } from "./check.js";
import { createNewKit } from "./new_kit.js";
import { riskOf } from "./risk.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, day } = context.i18n;
  const screen = createScreen(root, draw);
  const looking = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const acting = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const made = createNewKit({ context, draw: screen.draw });
  /** @type {{made: string|null, verified: string|null, lost: string|null}|null} */
  let kit = null;
  let isVerified = false;
  const check = createCheck({ context, draw: screen.draw, check: verify, onOpened: opened });

  const load = () => looking.run(async () => (kit = await context.officer.kit.state()));

  /** @param {string} text @param {string} words */
  async function verify(text, words) {
    isVerified = false;
    await context.officer.kit.verify(text, words);
  }

  async function opened() {
    isVerified = true;
    await load();
  }

  async function remake() {
    await acting.run(async () => {
      made.show(await context.officer.kit.remake());
      isVerified = false;
    });
  }

  async function keep() {
    if (!(await acting.run(context.officer.kit.noteMade))) return;
    made.forget();
    await load();
  }

  async function miss() {
    if (await acting.run(context.officer.kit.noteLost)) await load();
  }

  const back = { back: t("common.back"), onBack: () => context.router.back("/officer") };

  function draw() {
    if (made.isShown()) return newKit();
    return page({
      title: t("leaving.kit.title"), lead: t("leaving.kit.lead"), ...back, top: context.tools(),
      body: html`${looking.words()}${acting.words()}${kit ? found(kit) : skeleton({ label: t("common.loading"), lines: 3 })}`,
    });
  }

  /** @param {{made: string|null, verified: string|null, lost: string|null}} state */
  function found(state) {
    const risk = riskOf(state, context.now());
    return html`
      ${risk ? notice({ tone: "attention", title: t(`leaving.kit.risk.${risk}`), body: t(`leaving.kit.risk.${risk}.body`) }) : nothing}
      ${isVerified ? notice({ tone: "done", title: t("leaving.kit.verified"), body: t("leaving.kit.verified.body"), announce: true }) : nothing}
      ${definitionList([
        { term: t("leaving.kit.madeAt"), detail: state.made ? day(state.made) : t("leaving.kit.unknown") },
        { term: t("leaving.kit.verifiedAt"), detail: state.verified ? day(state.verified) : t("leaving.kit.never") },
      ])}
      <section class="stack" aria-labelledby="check">
        <h2 id="check">${t("leaving.kit.check")}</h2>
        ${check.view({ label: t("leaving.kit.check"), action: t("leaving.kit.verify"), busyLabel: t("leaving.kit.verifying") })}
      </section>
      <section class="stack" aria-labelledby="again">
        <h2 id="again">${t("leaving.kit.again")}</h2>
        <p>${t("leaving.kit.again.body")}</p>
        ${button({ label: t("leaving.kit.remake"), kind: "quiet", icon: "key", onClick: remake })}
        ${state.lost ? nothing : button({ label: t("leaving.kit.miss"), kind: "plain", icon: "alert", onClick: miss })}
      </section>`;
  }

  function newKit() {
    return page({
      title: t("entry.kit.title"), back: t("common.cancel"),
      onBack: () => {
        made.forget();
        screen.draw();
      },
      body: html`${acting.words()}${made.view(t("leaving.kit.new"))}`,
      action: button({ label: t("entry.kit.done"), disabled: !made.isSaved(), onClick: keep }),
    });
  }

  screen.draw();
  void load();
  screen.onLeave(() => {
    made.forget();
    check.forget();
  });
  return screen.leave;
}
