/**
 * Unlock: the same with and without signal. Says nothing of whose app this is, nor what it is for.
 */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, linkButton, notice, page } from "../../components/index.js";
import { createForm, createScreen } from "../screen.js";

const MINUTE = 60;

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural } = context.i18n;
  const screen = createScreen(root, draw);
  const form = createForm({ passphrase: "" }, { draw: screen.draw, explain: context.explain });
  const touch = createForm({}, { draw: screen.draw, explain: context.explain });
  let hasPasskey = false;

  function draw() {
    const { waiting: unsent, received, leaving } = context.sync.state();
    const onlyHere = unsent + received;
    return page({
      title: t("entry.unlock.title"),
      body: html`
        ${leaving ? notice({ tone: "attention", title: t("leaving.unlock.title"), body: t("leaving.unlock.body") }) : nothing}
        ${onlyHere > 0 ? notice({ tone: "waiting", title: plural("entry.unlock.onlyHere", onlyHere), body: t("entry.unlock.onlyHereBody") }) : nothing}
        ${context.account.guessWait() > 0 ? waiting(context.account.guessWait()) : nothing}
        ${touch.failure ? notice({ tone: "attention", title: t("entry.unlock.notOpened"), body: touch.failure, announce: true }) : nothing}
        ${formOf({ id: "unlock", onSubmit: unlock, body: html`
          ${field({
            id: "passphrase", label: t("entry.passphrase"), type: "password", autocomplete: "current-password", capitals: "off",
            value: form.values.passphrase, onInput: form.set("passphrase"), error: form.failure ?? form.errors.passphrase,
            revealable: { show: t("common.show"), hide: t("common.hide") },
          })}` })}
        ${hasPasskey ? withPassphrase("quiet") : nothing}
        <p class="quiet">${t("entry.unlock.forgot")}</p>
        ${linkButton({ label: t("leaving.recover.link"), href: "#/recover", kind: "plain" })}`,
      action: hasPasskey ? withPasskey() : withPassphrase("primary"),
    });
  }

  /** After too many wrong guesses: how long, in the words in which one waits. @param {number} left milliseconds */
  function waiting(left) {
    const seconds = Math.ceil(left / 1000);
    const body = seconds < MINUTE ? plural("entry.unlock.waitSeconds", seconds) : plural("entry.unlock.waitMinutes", Math.ceil(seconds / MINUTE));
    return notice({ tone: "attention", title: t("entry.unlock.wait"), body });
  }

  /** @param {"primary"|"quiet"} kind */
  const withPassphrase = (kind) =>
    button({ label: t("entry.unlock.action"), kind, type: "submit", form: "unlock", busy: form.busy, busyLabel: t("entry.unlock.busy") });

  const withPasskey = () =>
    button({ label: t("entry.unlock.passkey"), icon: "key", busy: touch.busy, busyLabel: t("entry.unlock.busy"), onClick: () => touch.send(context.account.unlockWithPasskey) });

  /** A passkey of this phone opens it only where the phone can ask for a finger or a face. */
  async function look() {
    const [known, isAvailable] = await Promise.all([context.account.passkeys.list(), context.account.passkeys.isAvailable()]);
    hasPasskey = known.length > 0 && isAvailable;
    screen.draw();
  }

  async function unlock() {
    if (!form.check(form.values.passphrase ? {} : { passphrase: t("entry.passphraseMissing") })) return;
    await form.send(() => context.account.unlock(form.values.passphrase));
    if (screen.isShown()) root.querySelector("input")?.focus();
  }

  screen.draw();
  void look();
  screen.onLeave(context.onChange(screen.draw));
  screen.onLeave(() => (form.values.passphrase = ""));
  return screen.leave;
}
