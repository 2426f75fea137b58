/** Opening a recovery kit with the words on the paper. What it holds is used at once and kept nowhere. */
import { Refused, WrongPassphrase } from "../lib/errors.js";

/**
 * Written down by hand: capitals and spaces do not matter.
 * @param {{openKit: (kit: string, words: string) => Promise<import("../crypto/agency.js").AgencyKeys & {agency: string}>}} crypto
 * @param {string} kit the file's text @param {string} words
 * @throws {Refused} `kit-not-opened`
 */
export async function openKitWith(crypto, kit, words) {
  try {
    return await crypto.openKit(kit.trim(), words.trim().toLowerCase().replace(/\s+/g, ""));
  } catch (error) {
    if (error instanceof WrongPassphrase) throw new Refused("kit-not-opened");
    throw error;
  }
}
