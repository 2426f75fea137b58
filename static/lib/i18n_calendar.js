/**
 * Moments as people say them: "10:51", "yesterday 10:51", "Mon 3 Nov 10:51". The zone is named only when the moment was recorded
 * with another offset than the reader's, because only then can two people mean different times by the same figures.
 * Days are counted on the calendar of the reader's zone, so a change of the clocks cannot shift them.
 */

/** @typedef {import("./i18n.js").Moment} Moment */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {Moment} moment */
function toMilliseconds(moment) {
  const milliseconds = moment instanceof Date ? moment.getTime() : typeof moment === "number" ? moment : Date.parse(moment);
  if (Number.isNaN(milliseconds)) throw new RangeError("expected a moment, got something that is no date");
  return milliseconds;
}

/**
 * The offset written in an ISO 8601 text, in minutes, or null where none is told ("Z" tells only that it is UTC, not where).
 * @param {Moment} moment
 */
function writtenOffset(moment) {
  const match = typeof moment === "string" ? /([+-])(\d\d):?(\d\d)$/.exec(moment) : null;
  if (!match) return null;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/**
 * @param {object} parts
 * @param {(key: string, params?: Record<string, string|number>) => string} parts.t
 * @param {string} parts.language
 * @param {() => number} parts.clock
 * @param {string | undefined} parts.timeZone
 * @param {"h12"|"h23"} parts.hourCycle
 */
export function createCalendar({ t, language, clock, timeZone, hourCycle }) {
  const spoken = language === "es" ? "es-US" : hourCycle === "h12" ? "en-US" : "en-GB";
  /** @type {Intl.DateTimeFormatOptions} */
  const hours = { hour: hourCycle === "h12" ? "numeric" : "2-digit", minute: "2-digit", hourCycle, timeZone };
  const clockFormat = new Intl.DateTimeFormat(spoken, hours);
  const zoneFormat = new Intl.DateTimeFormat(spoken, { ...hours, timeZoneName: "short" });
  const dayFormat = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone });
  const civilFormat = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
  const offsetFormat = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: "always" });

  /** Days since 1970 on the reader's calendar. @param {number} at */
  const civilDay = (at) => Date.parse(civilFormat.format(at)) / DAY;
  /** Minutes east of UTC in the reader's zone at that moment. @param {number} at */
  const readersOffset = (at) => {
    const name = offsetFormat.formatToParts(at).find((part) => part.type === "timeZoneName");
    return writtenOffset(name?.value ?? "") ?? 0;
  };
  /** @param {Moment} moment */
  const clockTime = (moment) => {
    const at = toMilliseconds(moment);
    const offset = writtenOffset(moment);
    return (offset === null || offset === readersOffset(at) ? clockFormat : zoneFormat).format(at);
  };
  /** @param {number} at */
  const writtenDay = (at) => {
    const parts = new Map(dayFormat.formatToParts(at).map((part) => [part.type, part.value.replace(/\.$/, "")]));
    const sameYear = civilFormat.format(at).slice(0, 4) === civilFormat.format(clock()).slice(0, 4);
    const first = sameYear ? [parts.get("weekday")] : [];
    return [...first, parts.get("day"), parts.get("month"), ...(sameYear ? [] : [parts.get("year")])].join(" ");
  };
  /** @param {Moment} moment */
  const day = (moment) => {
    const at = toMilliseconds(moment);
    const distance = civilDay(at) - civilDay(clock());
    if (distance === 0) return t("common.today");
    if (distance === -1) return t("common.yesterday");
    return distance === 1 ? t("common.tomorrow") : writtenDay(at);
  };
  /** @param {Moment} moment */
  const time = (moment) => {
    const at = toMilliseconds(moment);
    if (civilDay(at) === civilDay(clock())) return clockTime(moment);
    return t("common.dayAndTime", { day: day(moment), time: clockTime(moment) });
  };
  /** @param {Moment} moment */
  const relative = (moment) => {
    const distance = toMilliseconds(moment) - clock();
    const size = Math.abs(distance);
    if (size < MINUTE) return t("common.justNow");
    if (size < HOUR) return relativeFormat.format(Math.trunc(distance / MINUTE), "minute");
    if (size < DAY) return relativeFormat.format(Math.trunc(distance / HOUR), "hour");
    return relativeFormat.format(Math.trunc(distance / DAY), "day");
  };
  return { clockTime, time, day, relative };
}
