/**
 * The agency's own keys: when they were made, making new ones, and how far what is sealed to the old ones has come.
 *
 * In this order, so that nothing is ever lost: the new kit is saved, it is proved to open, only then do the new keys count. Whoever is cut off before
 * that is told that the old keys still count; what follows goes on by itself when this page is opened again.
 */
import { html, nothing } from "lit-html";
import { button, definitionList, notice, page, skeleton, statusText } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createCheck } from "../officer_kit/check.js";
import { createNewKit } from "../officer_kit/new_kit.js";
import { createScreen } from "../screen.js";
import { createRenewing } from "./renewing.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, day } = context.i18n;
  const screen = createScreen(root, draw);
  const looking = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const acting = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const made = createNewKit({ context, draw: screen.draw });
  const renewing = createRenewing({ context, draw: screen.draw });
  const check = createCheck({ context, draw: screen.draw, check: publish, onOpened: published });
  /** @type {{madeAt: string|null, isRenewed: boolean, unused: boolean}|null} */
  let found = null;
  let isChecking = false;
  let isPublished = false;
  let isBusy = false;

  async function load() {
    const isThere = await looking.run(async () => (found = await (await context.officer.keys()).state()));
    if (isThere && found?.isRenewed) await renewing.run();
  }

  async function begin() {
    isBusy = true;
    isPublished = false;
    screen.draw();
    await acting.run(async () => made.show(await (await context.officer.keys()).prepare()));
    isBusy = false;
    screen.draw();
  }

  /** @param {string} kit @param {string} words */
  async function publish(kit, words) {
    await (await context.officer.keys()).publish(kit, words);
  }

  async function published() {
    isPublished = true;
    isChecking = false;
    check.forget();
    await load();
  }

  async function stop() {
    made.forget();
    check.forget();
    isChecking = false;
    (await context.officer.keys()).forget();
    await load();
  }

  function next() {
    made.forget();
    isChecking = true;
    screen.draw();
  }

  const forgetUnused = async () => {
    if (await acting.run(async () => (await context.officer.keys()).forgetUnused())) await load();
  };

  function draw() {
    if (made.isShown()) return newKit();
    if (isChecking) return proof();
    return page({
      title: t("officer.keys.title"), lead: t("officer.keys.lead"), back: t("common.back"), onBack: () => context.router.back("/officer"), top: context.tools(),
      body: html`${looking.words()}${acting.words()}${found ? overview(found) : skeleton({ label: t("common.loading"), lines: 4 })}`,
    });
  }

  /** @param {{madeAt: string|null, isRenewed: boolean, unused: boolean}} state */
  function overview({ madeAt, unused, isRenewed }) {
    return html`
      ${isPublished ? notice({ tone: "done", title: t("officer.keys.published"), body: t("officer.keys.published.body"), announce: true }) : nothing}
      ${unused ? notice({ tone: "attention", title: t("officer.keys.unused"), body: t("officer.keys.unused.body"), actions: button({ label: t("officer.keys.unused.done"), kind: "quiet", icon: "check", onClick: forgetUnused }) }) : nothing}
      ${definitionList([{ term: t("officer.keys.madeAt"), detail: madeAt ? day(madeAt) : t("leaving.kit.unknown") }])}
      ${isRenewed ? renewing.view() : nothing}
      <section class="stack" aria-labelledby="why">
        <h2 id="why">${t("officer.keys.why")}</h2>
        <p>${t("officer.keys.why.body")}</p>
        <p>${t("officer.keys.what")}</p>
        <p>${t("officer.keys.not")}</p>
        <p>${t("officer.keys.stolen")}</p>
        ${button({ label: t("officer.keys.make"), kind: "quiet", icon: "key", onClick: begin, busy: isBusy, busyLabel: t("officer.keys.making") })}
      </section>`;
  }

  function newKit() {
    return page({
      title: t("entry.kit.title"), back: t("common.cancel"), onBack: stop, body: made.view(t("officer.keys.kit")),
      action: button({ label: t("officer.keys.next"), disabled: !made.isSaved(), onClick: next }),
    });
  }

  function proof() {
    return page({
      title: t("officer.keys.check"), back: t("common.cancel"), onBack: stop,
      body: html`<p>${t("officer.keys.check.body")}</p>
        ${check.view({ label: t("officer.keys.check"), action: t("officer.keys.publish"), busyLabel: t("officer.keys.publishing"), kind: "primary" })}
        ${statusText({ id: "keys-before", text: t("officer.keys.before"), icon: "info" })}`,
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
