/**
 * When the full script is due and when the recap is enough (standard: full at first contact, at a change of content or policy,
 * and at a set interval).
 *
 * Invariant: anything doubtful, such as a clock set wrong or a time that cannot be read, gives the full script.
 */

const DAY = 24 * 60 * 60 * 1000;

/**
 * @param {object} facts
 * @param {string|null|undefined} facts.lastFullAt when this person last heard the full script, RFC 3339
 * @param {string|number} facts.now
 * @param {string} facts.contentVersion
 * @param {string|null|undefined} facts.lastVersion
 * @param {number} [facts.intervalDays]
 * @returns {"full"|"recap"}
 */
export function variantFor({ lastFullAt, now, contentVersion, lastVersion, intervalDays = 90 }) {
  if (!lastFullAt || lastVersion !== contentVersion) return "full";
  const elapsed = (typeof now === "number" ? now : Date.parse(now)) - Date.parse(lastFullAt);
  return elapsed >= 0 && elapsed < intervalDays * DAY ? "recap" : "full";
}

/**
 * The last time the full script was heard to its end, from all script records of one person, in any order.
 * A skipped or declined script was not heard.
 * @param {Iterable<{script: {variant: string|null, version: string|null, endedAt: string}, outcome: string}>} records
 * @returns {{lastFullAt: string|null, lastVersion: string|null}}
 */
export function lastFull(records) {
  /** @type {{lastFullAt: string|null, lastVersion: string|null}} */
  let last = { lastFullAt: null, lastVersion: null };
  for (const { script, outcome } of records) {
    if (script.variant !== "full" || outcome === "skipped-crisis" || outcome === "declined") continue;
    if (isLater(script, last)) last = { lastFullAt: script.endedAt, lastVersion: script.version };
  }
  return last;
}

/** @param {{endedAt: string, version: string|null}} script @param {{lastFullAt: string|null, lastVersion: string|null}} last */
function isLater(script, last) {
  if (last.lastFullAt === null) return true;
  const difference = Date.parse(script.endedAt) - Date.parse(last.lastFullAt);
  return difference > 0 || (difference === 0 && (script.version ?? "") > (last.lastVersion ?? ""));
}
