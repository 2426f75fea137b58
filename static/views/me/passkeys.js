/** Opening this phone with a finger or a face: the ways there are, adding one (with the passphrase once more), removing one. */
import { html, nothing } from "lit-html";
import { button, field, form as formOf, list, row, sheet, skeleton, statusText } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { createForm } from "../screen.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createPasskeys({ context, draw }) {
  const { t, time } = context.i18n;
  const acting = createAttempt({ explain: context.explain, draw });
  const form = createForm({ passphrase: "" }, { draw, explain: context.explain });
  /** @type {Array<{id: string, since: string}>|null} */
  let passkeys = null;
  let isAvailable = false;
  let isAdding = false;
  /** The one that someone wants to remove. @type {{id: string, since: string}|null} */
  let asked = null;
  let result = "";

  const load = () =>
    acting.run(async () => {
      [passkeys, isAvailable] = await Promise.all([context.account.passkeys.list(), context.account.passkeys.isAvailable()]);
    });

  /** @param {boolean} isOpen */
  function open(isOpen) {
    isAdding = isOpen;
    form.values.passphrase = "";
    form.failure = null;
    form.errors = {};
    draw();
  }

  async function add() {
    if (!form.check(form.values.passphrase ? {} : { passphrase: t("entry.passphraseMissing") })) return;
    await form.send(() => context.account.addPasskey(form.values.passphrase));
    if (form.failure) return;
    open(false);
    result = t("me.passkeys.added");
    await load();
  }

  /** @param {{id: string, since: string}|null} passkey */
  function ask(passkey) {
    asked = passkey;
    draw();
  }

  async function remove() {
    const { id } = /** @type {{id: string}} */ (asked);
    ask(null);
    if (!(await acting.run(() => context.account.passkeys.remove(id)))) return;
    result = t("me.passkeys.removed");
    await load();
  }

  function view() {
    return html`<section class="stack" aria-labelledby="passkeys">
      <h2 id="passkeys">${t("me.passkeys.title")}</h2>
      <p>${t(passkeys?.length || isAvailable ? "me.passkeys.body" : "me.passkeys.none")}</p>
      ${acting.words()}
      ${passkeys ? nothing : skeleton({ label: t("common.loading"), lines: 1 })}
      ${passkeys?.length ? list(passkeys.map(passkeyRow), { labelledBy: "passkeys" }) : nothing}
      ${isAvailable ? button({ label: t("me.passkeys.add"), kind: "quiet", icon: "key", onClick: () => open(true) }) : nothing}
      ${statusText({ id: "passkeys-result", text: result, icon: "info" })}
    </section>`;
  }

  /** @param {{id: string, since: string}} passkey */
  const passkeyRow = (passkey) =>
    row({ key: passkey.id, title: t("me.passkeys.way"), detail: t("me.passkeys.since", { time: time(passkey.since) }), icon: "key", onClick: () => ask(passkey) });

  const overlay = () => html`${adding()}${removing()}`;

  const adding = () =>
    sheet({
      id: "add-passkey", crisis: context.helpRow(), open: isAdding, title: t("me.passkeys.add"), closeLabel: t("common.cancel"), onClose: () => open(false),
      body: html`<p>${t("me.passkeys.ask")}</p>
        ${formOf({ id: "passkey-form", onSubmit: add, body: field({
          id: "passkey-passphrase", label: t("entry.passphrase"), type: "password", autocomplete: "current-password", capitals: "off",
          value: form.values.passphrase, onInput: form.set("passphrase"), error: form.failure ?? form.errors.passphrase,
          revealable: { show: t("common.show"), hide: t("common.hide") },
        }) })}`,
      actions: button({ label: t("me.passkeys.go"), type: "submit", form: "passkey-form", busy: form.busy, busyLabel: t("entry.unlock.busy") }),
    });

  const removing = () =>
    sheet({
      id: "remove-passkey", crisis: context.helpRow(), open: asked !== null, title: t("me.passkeys.askRemove"), closeLabel: t("common.cancel"), onClose: () => ask(null),
      body: html`<p>${t("me.passkeys.askRemove.body")}</p>`,
      actions: button({ label: t("me.passkeys.remove"), onClick: remove }),
    });

  return { load, view, overlay, leave: () => void (form.values.passphrase = "") };
}
