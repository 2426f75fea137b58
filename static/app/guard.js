/**
 * Who may be where: one rule for every place, decided before its screen is drawn.
 */

/** Where a record has its beginning. A request for help is never held up. */
const BEGINNINGS = ["person-new", "start"];

/**
 * @param {{path: string, place: import("./router.js").Place|null, state: "none"|"locked"|"waiting"|"unlocked", role: string|null,
 *   needsHomeScreen?: boolean, isLeft?: boolean, lent?: string|null}} now  needsHomeScreen: a tab of an iPhone, whose person has not said yet that they go on in it; lent: the one
 *   place that a participant may reach, with what lies below it
 * @returns {string|null} where to go instead, or null to stay
 */
export function elsewhere({ path, place, state, role, needsHomeScreen = false, isLeft = false, lent = null }) {
  const open = place?.route.open ?? null;
  if (state === "unlocked" && lent !== null) return place && (path === lent || path.startsWith(`${lent}/`)) ? null : lent;
  if (state === "unlocked") return needsHomeScreen && BEGINNINGS.includes(place?.route.name ?? "") ? "/install" : fromUnlocked(place, open, role);
  if (state === "waiting") return path === "/waiting" || place?.route.name === "install" ? null : "/waiting";
  if (state === "locked") return ["unlock", "rest", "recover", "recover-kit", "install"].includes(place?.route.name ?? "") ? null : "/unlock";
  if (isLeft) return path === "/left" || place?.route.name === "install" ? null : "/left";
  const isForStrangers = open === "anyone" && !["unlock", "rest", "waiting", "left"].includes(place?.route.name ?? "");
  return isForStrangers ? null : "/welcome";
}

/** @param {import("./router.js").Place|null} place @param {string|null} open @param {string|null} role */
function fromUnlocked(place, open, role) {
  const home = role === "officer" ? "/officer" : "/today";
  if (open === "member" || place?.route.name === "install") return null;
  if (open === "caseworker") return role === "officer" ? home : null;
  if (open === "officer") return role === "officer" ? null : home;
  // The recovery kit is still on the screen of a founding that has just unlocked this device.
  return place?.route.name === "set-up" ? null : home;
}
