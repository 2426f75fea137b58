/**
 * Signing out takes everything off this phone. So it says first what is only here, and goes no further while anything is:
 * what is saved but not sent, and what is begun but not saved.
 */
import { html, nothing } from "lit-html";
import { button, linkButton, notice, sheet, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createSignOut({ context, draw }) {
  const attempt = createAttempt({ explain: explainDirect(context), draw });
  let isOpen = false;
  /** @type {{unsynced: number, unfinished: number}|null} */
  let left = null;

  const look = () =>
    attempt.run(async () => {
      left = await context.account.beforeSignOut();
    });

  async function open() {
    left = null;
    isOpen = true;
    draw();
    await look();
  }

  function close() {
    isOpen = false;
    draw();
  }

  async function signOut() {
    await look();
    if (!left || left.unsynced + left.unfinished > 0) return;
    // Another window was still writing: what stands in the way now is shown as it would have been before.
    const isBusy = (/** @type {unknown} */ error) => context.explain(error).code === "unsynced";
    await attempt.run(() => context.account.signOut().catch((error) => (isBusy(error) ? look() : Promise.reject(error))));
  }

  const view = () => button({ label: context.i18n.t("me.signOut"), kind: "quiet", onClick: open });

  function overlay() {
    const { t } = context.i18n;
    const isFree = left !== null && left.unsynced + left.unfinished === 0;
    return sheet({
      crisis: context.helpRow(), open: isOpen, id: "sign-out", title: t("me.signOut.title"), closeLabel: t("common.cancel"), onClose: close,
      body: html`${attempt.words()}${left ? found(left) : skeleton({ label: t("common.loading"), lines: 2 })}`,
      actions: isFree ? button({ label: t("me.signOut"), onClick: signOut }) : undefined,
    });
  }

  /** @param {{unsynced: number, unfinished: number}} what */
  function found({ unsynced, unfinished }) {
    const { t, plural } = context.i18n;
    if (unsynced + unfinished === 0) return html`<p>${t("me.signOut.free")}</p><p>${t("me.signOut.back")}</p>`;
    return html`
      ${unsynced ? notice({ tone: "attention", title: plural("me.signOut.unsynced", unsynced), body: t("me.signOut.unsynced.body"), actions: linkButton({ label: t("me.signOut.toSync"), href: "#/sync" }) }) : nothing}
      ${unfinished ? notice({ tone: "attention", title: plural("me.signOut.unfinished", unfinished), body: t("me.signOut.unfinished.body"), actions: linkButton({ label: t("app.toToday"), href: "#/today" }) }) : nothing}`;
  }

  return { view, overlay };
}
