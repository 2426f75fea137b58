/** Whether this phone promises to keep what is stored, and how much room is left, in words. */
import { html, nothing } from "lit-html";
import { button, definitionList, linkButton, notice, skeleton, statusText } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { roomLeft } from "./words.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createStorage({ context, draw }) {
  const looking = createAttempt({ explain: context.explain, draw });
  const acting = createAttempt({ explain: context.explain, draw });
  /** @type {{persisted: boolean, usage: number, quota: number}|null} */
  let storage = null;
  let result = "";

  const load = () => looking.run(async () => (storage = await context.device.storage()));

  async function keepSafe() {
    await acting.run(async () => {
      const isKept = await /** @type {any} */ (context.device).keepStorage();
      result = context.i18n.t(isKept ? "me.storage.promised" : "me.storage.notPromised");
      storage = await context.device.storage();
    });
  }

  function view() {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="storage">
      <h2 id="storage">${t("me.storage.title")}</h2>
      ${looking.words()}
      ${acting.words()}
      ${storage ? facts(storage) : skeleton({ label: t("common.loading"), lines: 2 })}
      ${storage && !storage.persisted ? button({ label: t("me.storage.keepSafe"), kind: "quiet", icon: "shield", onClick: keepSafe }) : nothing}
      ${statusText({ id: "storage-result", text: result, icon: "info" })}
      ${context.device.install().standalone ? nothing : linkButton({ label: t("me.install.offer"), href: "#/install", icon: "home" })}
    </section>`;
  }

  /** @param {{persisted: boolean, usage: number, quota: number}} now */
  function facts(now) {
    const { t, number } = context.i18n;
    const room = roomLeft(now);
    const words = room ? t(`me.storage.room.${room.unit}`, { amount: number(room.amount) }) : t("me.storage.room.unknown");
    return html`
      ${room?.isTight ? notice({ tone: "attention", title: t("me.storage.tight"), body: t("me.storage.tight.body"), announce: true }) : nothing}
      ${definitionList([
        { term: t("me.storage.room"), detail: words },
        { term: t("me.storage.kept"), detail: t(now.persisted ? "me.storage.kept.yes" : "me.storage.kept.no") },
      ])}`;
  }

  return { load, view };
}
