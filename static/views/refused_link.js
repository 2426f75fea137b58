/**
 * An invitation that does not open: why, and what to do. Its answer may have been lost on the way: then the account is there, and
 * the passphrase that was chosen opens it.
 */
import { html, nothing } from "lit-html";
import { button, linkButton, notice, page } from "../components/index.js";
import { explainLink } from "./attempt.js";

/** @typedef {{title: string, body: string, code: string}} Refusal */

/** @param {Refusal} refusal */
const isUsed = ({ code }) => code === "invitation-invalid";

/** @param {{context: import("./context.js").Context, title: string, refusal: Refusal, onAgain: () => unknown}} parts */
export function refusedLink({ context, title, refusal, onAgain }) {
  const { t } = context.i18n;
  const again = button({ label: t("common.tryAgain"), kind: isUsed(refusal) ? "quiet" : "primary", onClick: onAgain });
  const signIn = linkButton({ label: t("entry.signIn.action"), href: "#/sign-in", kind: "primary" });
  return page({
    title,
    body: html`${notice({ tone: "attention", title: refusal.title, body: refusal.body, announce: true })}
      ${isUsed(refusal) ? html`<p>${t("entry.join.usedByYou")}</p>` : nothing}`,
    action: isUsed(refusal) ? signIn : again,
    secondary: isUsed(refusal) ? again : undefined,
  });
}

/**
 * Sends what the link is good for. A link that has been used meanwhile is given back; every other failure goes on to the form.
 * @param {import("./context.js").Context} context @param {() => Promise<void>} send @returns {Promise<Refusal|null>}
 */
export async function sendByLink(context, send) {
  try {
    await send();
    return null;
  } catch (error) {
    const refusal = explainLink(context)(error);
    if (isUsed(refusal)) return refusal;
    throw error;
  }
}
