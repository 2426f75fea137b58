/**
 * Who handed a case over to whom, and who is therefore away: pure, from the set of the `handed-over` envelopes.
 *
 * What was written later is known by `after`, never by a clock alone. Where two devices wrote apart, whoever was given the case by one of them is not away.
 * An officer, who cannot write into a case, gives it back by keys alone: whoever holds a newer one than they stopped under is not away either.
 */
import { ancestry, inOrder } from "./graph.js";

/**
 * @typedef {import("./index.js").Entry} Entry
 * @typedef {{id: string, at: string, after: readonly string[], number: number|null, epoch: number, by: string, to: string, keep: boolean}} Handover  epoch: of the key it is under
 */

/** @param {Entry[]} entries @returns {Handover[]} in the order of time */
export function handoversOf(entries) {
  const own = entries.filter((entry) => !entry.unreadable && !entry.newer && entry.payload?.kind === "handed-over");
  return inOrder(own).map(({ id, at, after, number, epoch = 0, author, payload }) => ({ id, at, after, number, epoch, by: author, to: payload.to, keep: payload.keep }));
}

/**
 * The hand-over by which this member stopped, if nobody has given the case to them since.
 * @param {Handover[]} handovers @param {string} member @param {number} [newest]  epoch of the newest key that they hold, where it is known
 * @returns {Handover|null}
 */
export function awayOf(handovers, member, newest = 0) {
  const latest = latestAbout(handovers, member);
  const stopped = latest.some(({ to }) => to === member) ? null : (latest.at(-1) ?? null);
  return stopped && newest > stopped.epoch ? null : stopped;
}

/** The hand-over by which this member was given the case, if it is the last word about them. @param {Handover[]} handovers @param {string} member @returns {Handover|null} */
export function receivedOf(handovers, member) {
  return latestAbout(handovers, member).findLast(({ to }) => to === member) ?? null;
}

/** What nothing later about the same member builds on. @param {Handover[]} handovers @param {string} member */
function latestAbout(handovers, member) {
  const about = handovers.filter(({ by, to, keep }) => to === member || (by === member && !keep));
  const before = ancestry(handovers);
  return about.filter((one) => !about.some((other) => before(other.id).has(one.id) && !before(one.id).has(other.id)));
}
