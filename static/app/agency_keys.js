/**
 * The agency's private keys, as they are sealed to this officer: opened for one act at a time, and kept nowhere.
 */
import { importOpener, openAgencyKeys } from "../crypto/index.js";
import { Refused } from "../lib/errors.js";

/** @param {{protocol: any, keyring: any}} parts */
export function createAgencyKeys({ protocol, keyring }) {
  async function open() {
    const { agencyKeys } = await protocol.agencyKeys();
    const keys = await openAgencyKeys(agencyKeys, keyring.sealingPrivateKey());
    if (!keys) throw new Refused("not-allowed");
    return keys;
  }

  return { open, recordsOpener: async () => importOpener((await open()).records) };
}
