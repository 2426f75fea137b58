/**
 * Telephone and text links, the same everywhere: they work with no data connection and carry no name and no reason.
 *
 * 911 and 988 stand in the code: they must be here even when the content on the phone is damaged. Standards: RFC 3966 (tel), RFC 5724 (sms).
 */
import { html } from "lit-html";
import { linkButton, notice } from "../../components/index.js";
import { canBeDialled } from "../phone_number.js";

/** What follows an extension's sign is dialled after a pause (","). */
const EXTENSION = /^(.*?\d)\s*(?:,|;ext=|\bext\.?|\bx)\s*(\d+)\s*$/i;

/** @param {string} phone as a person writes it @returns {{main: string, extension: string}} */
function parts(phone) {
  const number = phone.trim().replace(/^(?:tel|sms):/i, "");
  const [, main = number, extension = ""] = EXTENSION.exec(number) ?? [];
  return { main, extension };
}

/** @param {string} phone */
function dialled(phone) {
  const { main, extension } = parts(phone);
  return { main: main.replace(/(?!^\+)[^\d*#]/g, "").replaceAll("#", "%23"), extension };
}

/** @param {string} phone @returns {string} */
export function telHref(phone) {
  const { main, extension } = dialled(phone);
  return `tel:${main}${extension ? `,${extension}` : ""}`;
}

/**
 * "?&body=" is read by iPhones and by Android alike; an extension cannot be texted and is left out.
 * @param {string} phone @param {string} [body] @returns {string}
 */
export function smsHref(phone, body = "") {
  const { main } = dialled(phone);
  return `sms:${main}${body ? `?&body=${encodeURIComponent(body)}` : ""}`;
}

/**
 * @typedef {import("../context.js").Context} Context
 * @typedef {{label: string, href: string, kind: "danger"|"quiet", icon: "phone"|"message", detail?: string}} CallLine
 */

/** The numbers that every phone can reach. @param {(key: string) => string} t @returns {CallLine[]} */
export function publicLines(t) {
  return [
    { label: t("help.call911"), href: "tel:911", kind: "danger", icon: "phone" },
    { label: t("help.call988"), href: "tel:988", kind: "quiet", icon: "phone", detail: t("help.call988.detail") },
    { label: t("help.text988"), href: "sms:988", kind: "quiet", icon: "message" },
  ];
}

/**
 * The person on call: by voice, then by a text that gives nothing away.
 * @param {{onCall: Array<{name: string, phone: string}>, neutralText: string}} now
 * @param {(key: string, params?: Record<string, string>) => string} t
 * @returns {CallLine[]}
 */
export function onCallLines({ onCall, neutralText }, t) {
  // The digits of something else that was signed are nobody's number.
  return onCall.filter(({ phone }) => canBeDialled(parts(phone).main)).flatMap(({ name, phone }) => [
    { label: t("help.callOnCall", { name }), href: telHref(phone), kind: /** @type {const} */ ("quiet"), icon: /** @type {const} */ ("phone"), detail: t("help.onCall.detail") },
    { label: t("help.textOnCall", { name }), href: smsHref(phone, neutralText), kind: /** @type {const} */ ("quiet"), icon: /** @type {const} */ ("message"),
      detail: t("help.textOnCall.detail", { text: neutralText }) },
  ]);
}

/** Links to the person on call, one below the other, or words on what to do without one. @param {Context} context */
export function onCallButtons(context) {
  const { t } = context.i18n;
  const lines = onCallLines(context.help.now(), t);
  return lines.length ? html`<div class="stack stack--close calls">${lines.map(linkButton)}</div>` : html`<p>${t("help.noOnCall")}</p>`;
}

/** The shortest form, for a screen that is used while talking: emergency, and whoever is on call by voice. @param {Context} context */
export function callRow(context) {
  const { t } = context.i18n;
  const voices = onCallLines(context.help.now(), t).filter(({ icon }) => icon === "phone");
  return html`<div class="stack stack--close calls">${[...publicLines(t).slice(0, 1), ...voices].map(({ label, href, kind, icon }) => linkButton({ label, href, kind, icon }))}</div>`;
}

/**
 * What stands first wherever someone may be in danger now.
 * @param {Context} context
 * @param {{announce?: boolean, isShort?: boolean}} [options] isShort: by voice alone, where more stands below
 */
export function callFirst(context, { announce = false, isShort = false } = {}) {
  const { t } = context.i18n;
  return notice({
    tone: "urgent", title: t("help.callFirst"), announce,
    body: html`<div class="stack stack--close calls"><p>${t("help.callFirstBody")}</p>
      ${isShort ? callRow(context) : html`${publicLines(t).slice(0, 1).map(linkButton)}${onCallButtons(context)}`}</div>`,
  });
}

/** The same for a supervisor who reads of it: who is on call may be they themselves. @param {Context} context @param {string} asker name */
export function callFirstForSupervisor(context, asker) {
  const { t } = context.i18n;
  return notice({
    tone: "urgent", title: t("help.callFirst"),
    body: html`<div class="stack stack--close calls"><p>${t("help.callFirstBody.supervisor", { name: asker })}</p>${publicLines(t).slice(0, 1).map(linkButton)}</div>`,
  });
}
