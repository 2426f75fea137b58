/**
 * The recovery kit: is it there, does it open, is it the right one? And another one, when it is lost or nobody is sure.
 * What is typed and chosen stays on this screen and is forgotten when it goes.
 */
import { html, nothing } from "lit-html";
import { button, definitionList, form as formOf, linkButton, notice, page, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { KIT_IDS, kitErrors, kitFields } from "../kit_fields.js";
import { createForm, createScreen, formErrors } from "../screen.js";
import { riskOf } from "./risk.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, day } = context.i18n;
  const screen = createScreen(root, draw);
  const looking = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const acting = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const form = createForm({ kit: "", words: "" }, { draw: screen.draw, explain: explainDirect(context) });
  /** @type {{made: string|null, verified: string|null, lost: string|null}|null} */
  let kit = null;
  /** @type {{kit: string, kitPassphrase: string, href: string}|null} */
  let made = null;
  let isSaved = false;
  let isVerified = false;

  const load = () => looking.run(async () => (kit = await context.officer.kit.state()));

  async function verify() {
    isVerified = false;
    const { kit: text, words } = form.values;
    if (!form.check(kitErrors({ t, values: form.values }))) return;
    await form.send(() => context.officer.kit.verify(text, words));
    if (form.failure) return;
    isVerified = true;
    form.values.words = "";
    await load();
  }

  async function remake() {
    await acting.run(async () => {
      const { kit: text, kitPassphrase } = await context.officer.kit.remake();
      made = { kit: text, kitPassphrase, href: URL.createObjectURL(new Blob([text], { type: "application/octet-stream" })) };
      isSaved = isVerified = false;
    });
  }

  async function keep() {
    const note = async () => {
      await context.officer.kit.noteMade();
      await context.officer.keepKitSaved();
    };
    if (!(await acting.run(note))) return;
    forget();
    await load();
  }

  function forget() {
    if (made) URL.revokeObjectURL(made.href);
    made = null;
  }

  async function miss() {
    if (await acting.run(context.officer.kit.noteLost)) await load();
  }

  const back = { back: t("common.back"), onBack: () => context.router.back("/officer") };

  function draw() {
    if (made) return newKit(made);
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
        ${formErrors(form, { title: t("common.errors.title"), first: KIT_IDS.kit, ids: KIT_IDS })}
        ${formOf({ label: t("leaving.kit.check"), onSubmit: verify, body: html`
          ${kitFields({ t, form })}
          ${button({ label: t("leaving.kit.verify"), kind: "quiet", type: "submit", icon: "check", busy: form.busy, busyLabel: t("leaving.kit.verifying") })}` })}
      </section>
      <section class="stack" aria-labelledby="again">
        <h2 id="again">${t("leaving.kit.again")}</h2>
        <p>${t("leaving.kit.again.body")}</p>
        ${button({ label: t("leaving.kit.remake"), kind: "quiet", icon: "key", onClick: remake })}
        ${state.lost ? nothing : button({ label: t("leaving.kit.miss"), kind: "plain", icon: "alert", onClick: miss })}
      </section>`;
  }

  /** @param {{kitPassphrase: string, href: string}} shown */
  function newKit({ kitPassphrase, href }) {
    const saved = () => {
      isSaved = true;
      screen.draw();
    };
    return page({
      title: t("entry.kit.title"), back: t("common.cancel"),
      onBack: () => {
        forget();
        screen.draw();
      },
      body: html`${acting.words()}<p>${t("leaving.kit.new")}</p>
        ${linkButton({ label: t("entry.kit.download"), href, download: "sotto-recovery-kit.txt", icon: "download", onClick: saved })}
        <p>${t("entry.kit.write")}</p>
        <p class="speech own-words" id="kit-passphrase">${kitPassphrase}</p>
        <p class="quiet">${t("entry.kit.keep")}</p>`,
      action: button({ label: t("entry.kit.done"), disabled: !isSaved, onClick: keep }),
    });
  }

  screen.draw();
  void load();
  screen.onLeave(() => {
    forget();
    Object.assign(form.values, { kit: "", words: "" });
  });
  return screen.leave;
}
