/**
 * My second step at sign-in: the ways there are, adding and removing them, and the recovery codes. Each change wants the passphrase typed again.
 * What the passphrase opened is kept until this screen goes, and no longer.
 */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, list, notice, page, row, sheet, skeleton, statusText } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createForm, createScreen } from "../screen.js";
import { createAppPage } from "./app_page.js";
import { createCodesPage } from "./codes_page.js";
import { turnPage } from "../turn_page.js";

/** So few codes that it is time for new ones. */
const FEW = 3;

/** @typedef {Awaited<ReturnType<import("../context.js").SecondSteps["state"]>>} State */
/** @typedef {{kind: "app"|"passkey"|"codes"}|{kind: "remove", step: State["steps"][number]}} Wanted */

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, time } = context.i18n;
  const screen = createScreen(root, draw);
  const explain = explainDirect(context);
  const looking = createAttempt({ explain, draw: screen.draw });
  const form = createForm({ passphrase: "", name: "" }, { draw: screen.draw, explain });
  const appPage = createAppPage({ context, draw: screen.draw, explain, onConfirmed: added, onBack: screen.draw });
  const codesPage = createCodesPage({ context, root, draw: screen.draw, onKept: () => void load() });
  /** @type {State|null} */
  let state = null;
  /** @type {Wanted|null} */
  let wanted = null;
  /** @type {import("../context.js").SecondStepChange|null} */
  let change = null;
  let result = "";
  let shown = "overview";
  /** It could not be looked up: no signal, most often. */
  let isTroubled = false;

  async function load() {
    isTroubled = false;
    isTroubled = !(await looking.run(async () => (state = await context.secondStep.state())));
    screen.draw();
  }

  /** @param {Wanted|null} next */
  function want(next) {
    wanted = next;
    form.values.passphrase = "";
    form.values.name = next && next.kind !== "remove" && next.kind !== "codes" ? t(`second.name.${next.kind}`) : "";
    form.failure = null;
    form.errors = {};
    result = "";
    screen.draw();
  }

  async function go() {
    const { passphrase, name } = form.values;
    const what = /** @type {Wanted} */ (wanted);
    const wantsName = what.kind === "app" || what.kind === "passkey";
    const errors = { ...(passphrase ? {} : { passphrase: t("entry.passphraseMissing") }), ...(wantsName && !name.trim() ? { name: t("second.name.missing") } : {}) };
    if (!form.check(errors)) return;
    await form.send(async () => {
      change = await context.secondStep.change(passphrase);
      await act(change, what, name.trim());
    });
    if (!form.failure) closeSheet();
  }

  function closeSheet() {
    const said = result;
    want(null);
    result = said;
    screen.draw();
  }

  /** @param {import("../context.js").SecondStepChange} may @param {Wanted} what @param {string} name */
  async function act(may, what, name) {
    if (what.kind === "app") return void appPage.begin(await may.addApp(name));
    if (what.kind === "codes") return codesPage.show(await may.makeCodes());
    if (what.kind === "remove") {
      await may.remove(what.step.id);
      result = t("second.removed");
      await load();
      return undefined;
    }
    await may.addPasskey(name);
    return added();
  }

  /** The first way brings its recovery codes along. */
  async function added() {
    result = t("second.added");
    await looking.run(async () => {
      state = await context.secondStep.state();
      if (state.codesLeft === 0 && change) codesPage.show(await change.makeCodes());
    });
  }

  function draw() {
    const codesShown = codesPage.template();
    const appShown = codesShown ? null : appPage.template();
    const now = codesShown ? "codes" : appShown ? "app" : "overview";
    if (now !== shown) queueMicrotask(() => turnPage(root));
    shown = now;
    return codesShown ?? appShown ?? overview();
  }

  function overview() {
    return page({
      title: t("second.title"), lead: t("second.lead"), back: t("common.back"), onBack: () => context.router.back("/me"), top: context.tools(),
      body: html`${looking.words()}
        ${statusText({ id: "second-result", text: result, icon: "check" })}
        ${state ? found(state) : waiting()}
        ${asking()}`,
    });
  }

  const waiting = () => (isTroubled ? button({ label: t("common.tryAgain"), kind: "quiet", icon: "sync", onClick: load }) : skeleton({ label: t("common.loading"), lines: 3 }));

  /** @param {State} shown */
  function found({ required, steps, codesLeft }) {
    const isMissing = steps.length === 0;
    return html`
      ${required && isMissing ? notice({ tone: "attention", title: t("second.required.title"), body: t("second.required.body") }) : nothing}
      ${isMissing ? html`<p>${t("second.none")}</p>` : list(steps.map(stepRow), { label: t("second.title") })}
      ${button({ id: "add-app", label: t("second.add.app"), kind: isMissing ? "primary" : "quiet", icon: "plus", onClick: () => want({ kind: "app" }) })}
      ${context.secondStep.isPasskeyAvailable() ? button({ id: "add-step-passkey", label: t("second.add.passkey"), kind: "quiet", icon: "key", onClick: () => want({ kind: "passkey" }) }) : nothing}
      ${isMissing ? nothing : codes(codesLeft)}
      <p class="quiet">${t("second.notUnlock")}</p>`;
  }

  /** @param {number} left */
  function codes(left) {
    return html`<section class="stack" aria-labelledby="codes">
      <h2 id="codes">${t("second.way.recovery")}</h2>
      ${left <= FEW ? notice({ tone: "attention", title: left ? plural("second.codes.left", left) : t("second.codes.noneLeft"), body: t("second.codes.few") }) : html`<p>${plural("second.codes.left", left)}</p>`}
      ${button({ id: "make-codes", label: t("second.codes.make"), kind: "quiet", onClick: () => want({ kind: "codes" }) })}
    </section>`;
  }

  /** @param {State["steps"][number]} step */
  const stepRow = (step) => row({
    key: step.id, title: step.name, icon: "key", onClick: () => want({ kind: "remove", step }),
    detail: `${t(`second.way.${step.kind}`)} · ${step.used ? t("second.used", { time: time(step.used) }) : t("me.passkeys.since", { time: time(step.since) })}`,
  });

  function asking() {
    const kind = wanted?.kind ?? "app";
    const wantsName = kind === "app" || kind === "passkey";
    return sheet({
      id: "second-sheet", crisis: context.helpRow(), open: wanted !== null, title: wanted?.kind === "remove" ? t("second.sheet.remove", { name: wanted.step.name }) : t(`second.sheet.${kind}`), closeLabel: t("common.cancel"), onClose: () => want(null),
      body: html`<p>${t(`second.sheet.${kind}.body`)}</p>
        ${formOf({ id: "second-form", onSubmit: go, body: html`
          ${wantsName ? field({ id: "step-name", label: t("second.name"), hint: t("second.name.hint"), maxlength: 100, capitals: "sentences", value: form.values.name, onInput: form.set("name"), error: form.errors.name }) : nothing}
          ${field({ id: "step-passphrase", label: t("entry.passphrase"), type: "password", autocomplete: "current-password", capitals: "off",
            value: form.values.passphrase, onInput: form.set("passphrase"), error: form.failure ?? form.errors.passphrase, revealable: { show: t("common.show"), hide: t("common.hide") } })}` })}`,
      actions: button({ label: t(`second.go.${kind}`), type: "submit", form: "second-form", busy: form.busy, busyLabel: t("entry.unlock.busy") }),
    });
  }

  screen.draw();
  void load();
  screen.onLeave(() => {
    change = null;
    form.values.passphrase = "";
    appPage.forget();
    codesPage.forget();
  });
  return screen.leave;
}
