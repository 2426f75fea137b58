/**
 * Words, numbers and times in the reader's language. Catalogues are flat: "area.key" -> "Text with {name}".
 *
 * A reader never sees a key: a text that is missing in one language is shown in English where that is at hand, and
 * otherwise as a plain sentence that asks to report it. With `strict` (tests) both throw, so that neither reaches a reader.
 * Numbers, plurals and lists follow Intl (ECMA-402), whose formats a phone takes long to make: each is made when it is first used. Moments are milliseconds, a Date, or an ISO 8601 text with offset.
 */
import { BRAND } from "./brand.js";
import { createCalendar } from "./i18n_calendar.js";
import { once } from "./once.js";

/** @typedef {Readonly<Record<string, string>>} Catalogue */
/** @typedef {Record<string, string|number>} Params */
/** @typedef {number | string | Date} Moment */

/**
 * @typedef {object} Translator
 * @property {string} language "en" or "es"; also what belongs in `lang`
 * @property {(key: string, params?: Params) => string} t
 * @property {(key: string, count: number, params?: Params) => string} plural reads `key.one` / `key.other`; `{n}` is given
 * @property {(key: string) => boolean} has
 * @property {(catalogue: Catalogue) => void} add  words of the same language that were read later
 * @property {(items: readonly string[]) => string} list "Ana, Riley and Sam"
 * @property {(value: number, options?: Intl.NumberFormatOptions) => string} number
 * @property {(moment: Moment) => string} time "10:51", "yesterday 10:51", "Mon 3 Nov 10:51"
 * @property {(moment: Moment) => string} day "today", "yesterday", "Mon 3 Nov", "3 Nov 2025"
 * @property {(moment: Moment) => string} clockTime "10:51" and no day, whatever the day
 * @property {(moment: Moment) => string} relative "5 minutes ago", "in 2 hours", "just now"
 */

const LOCALES = Object.freeze({ en: "en-GB", es: "es-US" });

/** Letters that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** What turns the direction of everything after it, unseen. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const [ISOLATE, END_OF_ISOLATE] = ["\u2068", "\u2069"];

/** A name must not turn the sentence that it stands in (UAX #9, §2.7: isolates). @param {string} value */
function kept(value) {
  const plain = value.replace(TURNS, "");
  return RIGHT_TO_LEFT.test(plain) ? ISOLATE + plain + END_OF_ISOLATE : plain;
}

/**
 * Puts the parameters into the text; every `{name}` must have its value.
 * @param {string} text
 * @param {Params} params
 * @param {(value: number) => string} formatNumber
 * @param {(name: string) => string} onAbsent
 */
function fill(text, params, formatNumber, onAbsent) {
  return text.replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => {
    const value = params[name];
    if (value === undefined) return onAbsent(name);
    return typeof value === "number" ? formatNumber(value) : kept(value);
  });
}

/**
 * @param {object} parts
 * @param {Readonly<Record<string, Catalogue>>} parts.catalogues by language
 * @param {string} parts.language one that is not in the catalogues becomes "en"
 * @param {() => number} [parts.clock] now, in milliseconds
 * @param {string} [parts.timeZone] IANA name; the device's own when absent
 * @param {() => "h12"|"h23"} [parts.hourCycle] see `deviceHourCycle`
 * @param {boolean} [parts.strict] throw where a reader would be shown a substitute
 * @returns {Translator}
 */
export function createTranslator({ catalogues, language: wanted, clock = Date.now, timeZone, hourCycle = () => "h23", strict = false }) {
  const language = Object.hasOwn(catalogues, wanted) ? wanted : "en";
  const locale = language === "es" ? LOCALES.es : LOCALES.en;
  // Maps, so that a key such as "toString" finds nothing that no catalogue says.
  const english = new Map(Object.entries(catalogues["en"] ?? {}));
  const own = new Map(Object.entries(catalogues[language] ?? {}));
  const numbers = once(() => new Intl.NumberFormat(locale));
  const rules = once(() => new Intl.PluralRules(locale));
  const lists = once(() => new Intl.ListFormat(language, { type: "conjunction" }));

  /** @param {string} problem */
  const refuse = (problem) => {
    if (strict) throw new Error(problem);
  };
  /** @param {string} key */
  const find = (key) => {
    const text = own.get(key);
    if (text !== undefined) return text;
    refuse(`expected a text for "${key}" in "${language}", got none`);
    return english.get(key) ?? own.get("common.textMissing") ?? english.get("common.textMissing") ?? "";
  };
  /** @type {Translator["t"]} */
  const t = (key, params = {}) =>
    fill(find(key), { brand: BRAND, ...params }, (value) => numbers().format(value), (name) => {
      refuse(`expected a value for {${name}} in "${key}", got none`);
      return "";
    });
  /** @type {Translator["plural"]} */
  const plural = (key, count, params = {}) => {
    const exact = `${key}.${rules().select(count)}`;
    return t(own.has(exact) ? exact : `${key}.other`, { n: count, ...params });
  };
  const calendar = once(() => createCalendar({ t, language, clock, timeZone, hourCycle: hourCycle() }));
  return {
    language, t, plural,
    time: (moment) => calendar().time(moment),
    day: (moment) => calendar().day(moment),
    clockTime: (moment) => calendar().clockTime(moment),
    relative: (moment) => calendar().relative(moment),
    has: (key) => own.has(key),
    add(catalogue) {
      for (const [key, text] of Object.entries(catalogue)) own.set(key, text);
    },
    list: (items) => lists().format(items),
    number: (value, options) => (options ? new Intl.NumberFormat(locale, options) : numbers()).format(value),
  };
}

/**
 * How the device itself writes the time: a phone set to 12 hours says "10:51 PM".
 * @returns {"h12"|"h23"}
 */
export function deviceHourCycle() {
  const cycle = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hourCycle;
  return cycle === "h12" || cycle === "h11" ? "h12" : "h23";
}
