/** A supervisor whom no push reaches is told so first, wherever they begin: an urgent request could wait unseen. */
import { html, nothing } from "lit-html";
import { button, linkButton, notice } from "../../components/index.js";
import { createAttempt } from "../attempt.js";
import { pushTrouble } from "./push_trouble.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createDeafNotice({ context, draw }) {
  const attempt = createAttempt({ explain: context.explain, draw });
  /** @type {ReturnType<typeof pushTrouble>} */
  let deaf = null;

  /** Nobody else is woken. */
  async function load() {
    if (context.account.member()?.role !== "supervisor") return;
    await attempt.run(async () => (deaf = pushTrouble(await context.device.push())));
  }

  async function turnOn() {
    if (await attempt.run(context.device.subscribePush)) await load();
  }

  function view() {
    return html`${attempt.words()}${deaf ? words(deaf) : nothing}`;
  }

  /** @param {NonNullable<typeof deaf>} why */
  function words(why) {
    const { t } = context.i18n;
    const ways = {
      off: () => button({ label: t("consult.push.turnOn"), kind: "quiet", icon: "bell", onClick: turnOn }),
      "home-screen": () => linkButton({ label: t("consult.push.howTo"), href: "#/install" }),
      unreachable: () => linkButton({ label: t("consult.push.settings"), href: "#/me" }),
    };
    const way = /** @type {Record<string, () => unknown>} */ (ways)[why];
    return notice({ tone: "attention", title: t("consult.push.title"), body: t(`consult.push.${why}`), actions: way?.(), announce: true });
  }

  return { load, view };
}
