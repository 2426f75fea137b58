/**
 * The log as the laws ask for it: one log of everything that left, and two views that are filters over it.
 *
 * HIPAA (45 CFR 164.528): six years; without what the person themself got, what they authorised, and treatment, payment and operations. Part 2 (42 CFR 2.25):
 * three years, what was shared with consent.
 */

/** @typedef {import("./check.js").Disclosure} Disclosure */

export const VIEWS = Object.freeze(/** @type {const} */ (["all", "hipaa", "part2"]));

/** @type {Record<"all"|"hipaa"|"part2", {years: number, lists: (disclosure: Disclosure) => boolean}>} */
const RULES = {
  all: { years: Infinity, lists: () => true },
  hipaa: { years: 6, lists: ({ basis, purpose }) => basis !== "consent" && basis !== "to-participant" && purpose.id !== "tpo" },
  part2: { years: 3, lists: ({ basis }) => basis === "consent" },
};

/**
 * @template {Disclosure & {id: string}} Logged
 * @param {Logged[]} disclosures @param {"all"|"hipaa"|"part2"} view @param {number} now
 * @returns {Logged[]} newest first
 */
export function accountingOf(disclosures, view, now) {
  const { years, lists } = RULES[view];
  const since = yearsBefore(now, years);
  const listed = disclosures.filter((each) => lists(each) && Date.parse(each.sharedAt) >= since);
  return listed.sort((a, b) => Date.parse(b.sharedAt) - Date.parse(a.sharedAt) || (a.id < b.id ? 1 : -1));
}

/** The same day, so many years ago. @param {number} now @param {number} years */
function yearsBefore(now, years) {
  if (years === Infinity) return -Infinity;
  const date = new Date(now);
  return date.setUTCFullYear(date.getUTCFullYear() - years);
}
