/**
 * How long the app stays open while nobody uses it: the agency's choice within safe bounds (PROTOCOL.md §3, `settings.lock`), and when it is over. Pure.
 */

export const LOCK_BOUNDS = Object.freeze({ least: 1, most: 15 });
const STANDARD = Object.freeze({ idle: 5, hidden: 2 });
const MINUTE = 60_000;
/** Long enough to read it and reach the button (WCAG 2.2.1 asks for 20 seconds). */
const WARNING = 30_000;

/** @typedef {{idle: number, hidden: number}} LockTimes  minutes unused, minutes out of sight */

/** @param {{lock?: LockTimes}|null} settings of the descriptor; an older one says nothing @returns {LockTimes} */
export const lockTimesOf = (settings) => settings?.lock ?? STANDARD;

/**
 * @param {{unused: number, hidden: number|null}} time  milliseconds since it was last used, and since it went out of sight (null: it is seen)
 * @param {LockTimes} times
 * @returns {{act: "stay"|"warn"|"lock", next: number}} `next`: milliseconds until there is something else to do
 */
export function lockStep({ unused, hidden }, times) {
  const left = Math.min(times.idle * MINUTE - unused, hidden === null ? Infinity : times.hidden * MINUTE - hidden);
  if (left <= 0) return { act: "lock", next: 0 };
  return left <= WARNING ? { act: "warn", next: left } : { act: "stay", next: left - WARNING };
}
