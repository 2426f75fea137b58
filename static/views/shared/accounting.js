/**
 * The log as lists that are asked for: each entry in words, as a document and as rows of a spreadsheet. Pure.
 *
 * @typedef {import("../../lib/i18n.js").Translator} Translator
 * @typedef {import("../share/outgoing.js").Names} Names
 * @typedef {{heading: string, of: (entry: any) => string}} Column
 */
import { BASIS } from "../../domain/disclosure/index.js";
import { datesOf, purposeOf, writtenTime } from "../share/outgoing.js";

/** @param {string[]} parts */
const joined = (...parts) => parts.filter(Boolean).join(", ");

/** What each entry says, in one order for every reader. @param {Translator} i18n @param {Names} names @returns {Column[]} */
export function columnsOf({ t, language, list }, { categories, purposes }) {
  const kinds = (/** @type {string[]} */ ids) => list(ids.map((id) => categories[id] ?? id));
  const correction = (/** @type {{at: string, words: string}} */ { at, words }) => `${writtenTime(language, at)}: ${words}`;
  return [
    { heading: t("share.log.at"), of: ({ sharedAt, zone }) => `${writtenTime(language, sharedAt)} (${zone})` },
    { heading: t("share.log.to"), of: ({ recipient }) => joined(recipient.name, recipient.address) },
    { heading: t("share.log.what"), of: ({ categories: ids, ...days }) => (ids.length ? `${kinds(ids)}; ${datesOf({ t, language }, days)}` : t("share.log.onlyFacts")) },
    { heading: t("share.log.why"), of: ({ purpose }) => purposeOf(purpose, purposes) },
    { heading: t("share.log.basis"), of: ({ basis }) => `${t(`share.basis.${basis}`)} (${BASIS[/** @type {keyof typeof BASIS} */ (basis)].rule})` },
    { heading: t("share.log.way"), of: ({ channel, offline }) => joined(t(`share.way.${channel}`), offline ? t("share.log.offline") : "") },
    { heading: t("share.log.told"), of: ({ told, toldReason }) => joined(t(`share.told.${told}`), toldReason) },
    { heading: t("share.log.incident"), of: ({ incident }) => (incident ? t("share.incident.short") : "") },
    { heading: t("share.log.corrections"), of: ({ corrections }) => corrections.map(correction).join("; ") },
  ];
}

/**
 * @param {Translator} i18n @param {{name: string, view: "all"|"hipaa"|"part2", at: string, entries: any[], columns: Column[]}} parts
 * @returns {import("../share/outgoing.js").Paper}
 */
export function accountingPaper(i18n, { name, view, at, entries, columns }) {
  const { t, language, plural } = i18n;
  const filled = (/** @type {any} */ entry) => columns.map(({ heading, of }) => ({ heading, text: of(entry) })).filter(({ text }) => text);
  return {
    title: t("share.log.paper", { name }), language: i18n.language === "es" ? "es" : "en",
    blocks: [
      { kind: "text", text: t(`share.view.${view}.hint`) },
      { kind: "text", text: t("share.log.made", { time: writtenTime(language, at) }) },
      { kind: "text", text: plural("share.log.count", entries.length) },
      ...entries.flatMap((entry, index) => [
        { kind: /** @type {const} */ ("heading"), text: t("share.log.entry", { n: entries.length - index }) },
        { kind: /** @type {const} */ ("list"), items: filled(entry).map(({ heading, text }) => `${heading}: ${text}`) },
      ]),
    ],
  };
}
