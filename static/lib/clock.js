/**
 * The time and how it is written: RFC 3339 with milliseconds and an offset, `2026-11-22T21:04:38.123-05:00`.
 * Invariant: nothing else in the app asks the system for the time; a clock is passed in.
 */
import { Malformed } from "./errors.js";

const STAMP =
  /^(?!0000)(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.(\d{3})([+-])([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTE = 60_000;

/**
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since 1970, UTC
 * @property {() => string} stamp the same moment as this place writes it
 */

/** @param {number} number  @param {number} width */
const digits = (number, width) => String(number).padStart(width, "0");

/**
 * @param {number} milliseconds since 1970, UTC
 * @param {number} offsetMinutes of the place, east of Greenwich positive
 */
export function stampOf(milliseconds, offsetMinutes) {
  const local = new Date(milliseconds + offsetMinutes * MINUTE).toISOString().slice(0, -1);
  const away = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? "-" : "+";
  return `${local}${sign}${digits(Math.floor(away / 60), 2)}:${digits(away % 60, 2)}`;
}

/** @param {unknown} value  @returns {number|null} milliseconds since 1970, or null when it is not a time as we write it */
export function momentOf(value) {
  const parts = typeof value === "string" ? STAMP.exec(value) : null;
  if (!parts) return null;
  const [year, month, day, hour, minute, second, fraction] = parts.slice(1, 8).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day that does not exist (30 February) rolls over into the next month.
  if (date.getUTCDate() !== day || date.getUTCMonth() + 1 !== month) return null;
  date.setUTCHours(Number(hour), Number(minute), Number(second), fraction);
  const away = (Number(parts[9]) * 60 + Number(parts[10])) * MINUTE;
  return parts[8] === "-" ? date.getTime() + away : date.getTime() - away;
}

/** @param {unknown} value  @returns {value is string} */
export function isStamp(value) {
  return momentOf(value) !== null;
}

/** @param {string} value  @returns {number} */
export function millisecondsOf(value) {
  const moment = momentOf(value);
  if (moment === null) throw new Malformed("expected a time with milliseconds and an offset");
  return moment;
}

/** @type {Clock} */
export const systemClock = Object.freeze({
  now: () => Date.now(),
  stamp: () => {
    const now = new Date();
    return stampOf(now.getTime(), -now.getTimezoneOffset());
  },
});
