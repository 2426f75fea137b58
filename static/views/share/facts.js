/** What every entry of the log says besides what was shared: when, where, with or without signal, and the notice that went along. */
import { stampOf } from "../../lib/clock.js";

/** @param {number} moment @returns {string} as this place writes it */
export const stampAt = (moment) => stampOf(moment, -new Date(moment).getTimezoneOffset());

/** @param {import("../context.js").Context} context */
export function circumstances({ now, sync, device }) {
  const offline = !device.mayBeOnline() || ["offline", "unanswered"].includes(sync.state().phase);
  return { sharedAt: stampAt(now()), zone: Intl.DateTimeFormat().resolvedOptions().timeZone, offline };
}

/** What kinds and purposes are called, in the language of the reader. @param {import("../context.js").Context} context */
export function namesOf({ releases, i18n: { language, t } }) {
  const { categories, purposes } = releases.content();
  /** @param {Record<string, Record<string, string>>} all */
  const named = (all) => Object.fromEntries(Object.entries(all).map(([id, words]) => [id, words[language] ?? ""]));
  return { categories: { ...named(categories), accounting: t("share.log") }, purposes: named(purposes) };
}

/**
 * The statement of 42 CFR 2.32 that goes along: the long one on whatever can be kept, the short one where it is said. Either one is the law's.
 * @param {import("../context.js").Context} context @param {import("./ways.js").Way} way
 * @returns {import("./outgoing.js").Notice}
 */
export function noticeFor({ releases, i18n: { language } }, way) {
  const { notices, spoken } = releases.content();
  const { id, version, text, plain } = way === "spoken" ? notices.short : notices.long;
  const said = way === "spoken" ? { plain: spoken.notice[language], scope: spoken.scope[language] } : { plain: plain[language] };
  return { version: `${id}/${version}`, statement: text, ...said };
}

/**
 * What was shared is not kept twice: the log holds which piece it was and its hash.
 * @param {import("../context.js").Context} context @param {readonly {what: string, text: string}[]} items
 */
export async function hashed({ releases }, items) {
  return Promise.all(items.map(async ({ what, text }) => ({ what, hash: await releases.hashOf(text) })));
}
