/**
 * Days of the calendar, written `YYYY-MM-DD`, and which one it is somewhere on earth.
 *
 * A day ends at the midnight of its own place. Comparing the day there with another, as texts, needs no midnight to be worked out: it stays right where
 * the clocks change, where midnight comes twice or not at all, and where a whole day was left out.
 */

const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const MINUTE = 60_000;
const DAY_LENGTH = 24 * 60 * MINUTE;

/** @param {unknown} value  @returns {value is string} a day that exists */
export function isDay(value) {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const moment = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(value);
}

/** @param {unknown} zone  @returns {zone is string} an IANA time zone that this device knows */
export function isZone(zone) {
  return typeof zone === "string" && calendarOf(zone) !== null;
}

/**
 * The day in that zone. A device that does not know the zone counts by the offset instead.
 * @param {number} moment  milliseconds since 1970, UTC
 * @param {string} zone
 * @param {number} [offsetMinutes]  east of Greenwich positive
 * @returns {string}
 */
export function dayIn(moment, zone, offsetMinutes = 0) {
  const calendar = calendarOf(zone);
  if (calendar === null) return new Date(moment + offsetMinutes * MINUTE).toISOString().slice(0, 10);
  const parts = Object.fromEntries(calendar.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts["year"]?.padStart(4, "0")}-${parts["month"]}-${parts["day"]}`;
}

/** How many days `later` is after `day`. @param {string} day @param {string} later */
export function daysBetween(day, later) {
  return Math.round((Date.parse(later) - Date.parse(day)) / DAY_LENGTH);
}

/** @param {string} zone  @returns {Intl.DateTimeFormat|null} */
function calendarOf(zone) {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  } catch (error) {
    // How Intl says that it does not know a zone; there is no asking beforehand that knows the older names too.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
