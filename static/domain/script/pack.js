/**
 * Which jurisdiction pack is in force: a state's pack counts only while a named reviewer stands behind it.
 *
 * Invariant: no state rule is spoken without a dated review; past its due date, or unreviewed, the strict generic pack is used.
 */

import { ScriptRefused } from "./errors.js";

/**
 * @typedef {import("./setting.js").Pack & {reviewed?: unknown, reviewDue?: string|null}} DatedPack
 * @typedef {null|"none"|"unreviewed"|"review-due"} WhyGeneric null: the state's own pack is in force
 */

/**
 * @param {{pack: DatedPack|null|undefined, generic: DatedPack, today: string}} choice `today` as YYYY-MM-DD
 * @returns {{pack: DatedPack, because: WhyGeneric}}
 */
export function packInForce({ pack, generic, today }) {
  if (!generic) throw new ScriptRefused("There is no generic jurisdiction pack on this device.");
  if (!pack) return { pack: generic, because: "none" };
  if (!pack.reviewed) return { pack: generic, because: "unreviewed" };
  if (!pack.reviewDue || pack.reviewDue < today) return { pack: generic, because: "review-due" };
  return { pack, because: null };
}
