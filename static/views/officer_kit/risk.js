/** What is wrong with the recovery kit, if anything: pure, from when it was made, last checked, and missed. */

const DAY = 24 * 60 * 60_000;
/** A year after the last look nobody knows any more where the paper is. */
const OLD_DAYS = 365;

/**
 * @param {{made: string|null, verified: string|null, lost: string|null}} kit  times
 * @param {number} now
 * @returns {"lost"|"unsaved"|"never-verified"|"old"|null}  unsaved: nobody ever said that they have one
 */
export function riskOf({ made, verified, lost }, now) {
  if (lost && !(verified && Date.parse(verified) > Date.parse(lost))) return "lost";
  if (!made && !verified) return "unsaved";
  if (!verified || (made && Date.parse(verified) < Date.parse(made))) return "never-verified";
  return now - Date.parse(verified) > OLD_DAYS * DAY ? "old" : null;
}
