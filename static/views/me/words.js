/** What is true of this phone, as keys of the catalogue. Pure. */

/**
 * @typedef {"home-screen"|"unsupported"|"blocked"|"off"|"failing"|"unknown"|"untested"|"on"} PushState  the worst first
 * @typedef {{supported: boolean, permission: string, subscribed: boolean, working: boolean|null, needsHomeScreen: boolean, reached?: boolean}} PushStatus
 */

/** @param {PushStatus} status @returns {PushState} */
export function pushStateOf({ supported, permission, subscribed, working, needsHomeScreen, reached = true }) {
  if (needsHomeScreen) return "home-screen";
  if (!supported) return "unsupported";
  if (permission === "denied") return "blocked";
  if (!subscribed || permission !== "granted") return "off";
  if (!reached) return "unknown";
  if (working === null) return "untested";
  return working ? "on" : "failing";
}

/** Whoever is to be woken for a consult and cannot be is told loudly. @param {string|undefined} role @param {PushState} state */
export function cannotBeWoken(role, state) {
  return role === "supervisor" && !["on", "untested", "unknown"].includes(state);
}

const MEGABYTE = 1_000_000;
/** Under this a phone may fill up within days of ordinary use by its other apps. */
const TIGHT_MEGABYTES = 50;

/**
 * The room left, in a unit that one can picture; null where the browser does not say.
 * @param {{usage: number, quota: number}} storage bytes
 * @returns {{amount: number, unit: "MB"|"GB", isTight: boolean}|null}
 */
export function roomLeft({ usage, quota }) {
  if (quota <= 0) return null;
  const megabytes = Math.floor(Math.max(0, quota - usage) / MEGABYTE);
  const isTight = megabytes < TIGHT_MEGABYTES;
  return megabytes < 1000 ? { amount: megabytes, unit: "MB", isTight } : { amount: Math.floor(megabytes / 1000), unit: "GB", isTight };
}
