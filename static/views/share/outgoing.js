/**
 * What leaves, as a document: the notice of 42 CFR 2.32 first, then what allows it, then what is shared and nothing besides. Pure: every way out,
 * spoken words and spreadsheets too, is made from this one document, so that none can go without the notice.
 *
 * @typedef {{what: "words"|"sessions"|"note", label: string, text: string}} Item  what was ticked
 * @typedef {{version: string, statement: string, plain: string, scope?: string}} Notice  scope: what leads over to the consent, where it is said aloud
 * @typedef {{categories: Record<string, string>, purposes: Record<string, string>}} Names  what each is called
 * @typedef {import("../paper.js").Block} Block
 * @typedef {{title: string, language: "en"|"es", blocks: Block[]}} Paper
 * @typedef {import("../../lib/i18n.js").Translator} Translator
 */

/**
 * A day as paper says it: whoever reads it later must not have to know when "today" was.
 * @param {string} language @param {string} day  a day, or a time of which the day is said that it was where it was written down
 */
export function writtenDay(language, day) {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day.slice(0, 10)));
}

/** @param {string} language @param {"text"|"day"|"moment"} type @param {string} value */
export function writtenAs(language, type, value) {
  if (type === "moment") return writtenTime(language, value);
  return type === "day" ? writtenDay(language, value) : value;
}

/** The day, the time and how far from Greenwich. @param {string} language @param {string} stamp */
export const writtenTime = (language, stamp) => `${writtenDay(language, stamp)}, ${stamp.slice(11, 16)} UTC${stamp.slice(23)}`;

/**
 * @param {Translator} i18n @param {object} parts
 * @param {Notice} parts.notice
 * @param {Names} parts.names
 * @param {any} parts.release  the one that permits it
 * @param {string} parts.at  when
 * @param {readonly Item[]} parts.items
 * @returns {Paper}
 */
export function paperOf(i18n, { notice, names, release, at, items }) {
  const { t, language } = i18n;
  return whole(i18n, { title: t("share.paper.title"), notice, blocks: [
    { kind: "heading", text: t("share.paper.scope") },
    { kind: "text", text: notice.scope ?? t("share.paper.scopeLead") },
    { kind: "list", items: scopeOf(i18n, release, names) },
    { kind: "heading", text: t("share.paper.what", { day: writtenDay(language, at) }) },
    ...items.flatMap(({ label, text }) => /** @type {Block[]} */ ([{ kind: "text", text: `${label}:` }, { kind: "text", text }])),
  ] });
}

/**
 * Without a release: the facts of the exception. With what takes nothing of the record along goes no notice either, and no rule: both would say that
 * somebody is in care for drugs or drink, which such a report must not.
 * @param {Translator} i18n @param {{notice: Notice|null, basis: string, facts: ReadonlyArray<{label: string, text: string}>}} parts @returns {Paper}
 */
export function exceptionPaper(i18n, { notice, basis, facts }) {
  const { t } = i18n;
  return whole(i18n, { title: t(`share.basis.${basis}`), notice, blocks: [
    ...(notice ? [{ kind: /** @type {const} */ ("text"), text: t(`share.basis.${basis}.rule`) }] : []),
    { kind: "list", items: facts.map(({ label, text }) => `${label}: ${text}`) },
  ] });
}

/** @param {Translator} i18n @param {{title: string, notice: Notice|null, blocks: Block[]}} parts @returns {Paper} */
function whole({ t, language }, { title, notice, blocks }) {
  /** @type {Block[]} */
  const first = notice ? [{ kind: "heading", text: t("share.paper.notice") }, { kind: "fixed", text: notice.statement, plain: notice.plain }] : [];
  return { title, language: language === "es" ? "es" : "en", blocks: [...first, ...blocks] };
}

/** What the consent allows, as its person signed it. @param {Translator} i18n @param {any} release @param {Names} names @returns {string[]} */
export function scopeOf({ t, language, list }, { document: { terms }, hash, signedAt }, { categories, purposes }) {
  const { expires } = terms;
  const until = expires.kind === "date" ? writtenDay(language, expires.date) : expires.kind === "event" ? expires.event : t("share.scope.noEnd");
  return [
    t("share.scope.person", { name: terms.participant.name }),
    t("share.scope.from", { name: terms.discloser.name }),
    t("share.scope.to", { name: terms.recipient.name }),
    t("share.scope.kinds", { kinds: list(terms.categories.map((/** @type {string} */ id) => categories[id] ?? id)) }),
    ...(terms.details ? [t("share.scope.details", { details: terms.details })] : []),
    t("share.scope.dates", { dates: datesOf({ t, language }, terms) }),
    t("share.scope.purpose", { purpose: purposeOf(terms.purpose, purposes) }),
    t("share.scope.until", { until }),
    t("share.scope.signed", { day: writtenDay(language, signedAt) }),
    t("share.scope.mark", { hash }),
  ];
}

/** In the person's own words where it is none of the list. @param {{id: string, words: string}} purpose @param {Record<string, string>} purposes */
export const purposeOf = ({ id, words }, purposes) => (id === "other" ? words : [purposes[id] ?? id, words].filter(Boolean).join(". "));

/** @param {Pick<Translator, "t"|"language">} i18n @param {{from: string|null, to: string|null}} dates */
export function datesOf({ t, language }, { from, to }) {
  const said = (/** @type {string} */ date) => writtenDay(language, date);
  if (from && to) return t("share.dates.both", { from: said(from), to: said(to) });
  if (from) return t("share.dates.from", { from: said(from) });
  return to ? t("share.dates.to", { to: said(to) }) : t("share.dates.any");
}

/**
 * The same document as rows of a spreadsheet: the notice and the scope are its first rows.
 * @param {Paper} document @returns {Array<{part: string, text: string}>}
 */
export function rowsOf({ title, blocks }) {
  let part = title;
  /** @type {Array<{part: string, text: string}>} */
  const rows = [];
  for (const { kind, text = "", items = [], plain = "" } of blocks) {
    if (kind === "heading") part = text;
    else for (const line of kind === "list" ? items : [plain, text].filter(Boolean)) rows.push({ part, text: line });
  }
  return rows;
}
