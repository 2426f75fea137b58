/**
 * The agency's private keys, as they are sealed to this officer: opened for one act at a time, and kept nowhere.
 */
import { openAgencyKeys, openRecovery, recordsOpeners } from "../crypto/index.js";
import { Refused } from "../lib/errors.js";

/** @typedef {import("../crypto/jose.js").Opener} Opener */

/** @param {{protocol: any, keyring: any}} parts */
export function createAgencyKeys({ protocol, keyring }) {
  async function open() {
    const { agencyKeys } = await protocol.agencyKeys();
    const keys = await openAgencyKeys(agencyKeys, keyring.sealingPrivateKey());
    if (!keys) throw new Refused("not-allowed");
    return keys;
  }

  return { open, recordsOpeners: async () => recordsOpeners(await open()) };
}

/**
 * @param {unknown} jwe  a recovery bundle @param {readonly Opener[]} openers  of every records key that the agency ever had
 * @returns {Promise<import("../crypto/account.js").AccountBundle|null>} null when it is sealed to none of them
 */
export async function openRecoveryWith(jwe, openers) {
  for (const opener of openers) {
    const opened = await openRecovery(jwe, opener);
    if (opened) return opened;
  }
  return null;
}
