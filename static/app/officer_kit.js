/**
 * The agency's recovery kit: proved to open and to be the right one, made anew, missed. What it holds is compared with what this agency signed, and dropped.
 */
import { importOpener, importSigner } from "../crypto/index.js";
import { Refused } from "../lib/errors.js";
import { openKitWith } from "./kit.js";
import { isSameKey } from "./same_keys.js";

/**
 * @param {{protocol: any, keyring: any, crypto: any, directory: () => Promise<any>, agencyKeys: () => Promise<import("../crypto/agency.js").AgencyKeys>}} parts
 */
export function createOfficerKit({ protocol, keyring, crypto, directory, agencyKeys }) {
  /** @param {string} kit the file's text @param {string} kitPassphrase */
  async function verify(kit, kitPassphrase) {
    const opened = await openKitWith(crypto, kit, kitPassphrase);
    const { descriptor, chain } = await directory();
    const [signer, opener] = await Promise.all([importSigner(opened.certifying), importOpener(opened.records)]);
    const isOurs = opened.agency === keyring.agency && signer.kid === chain.keys.at(-1) && isSameKey(opened.records, descriptor.records);
    if (!isOurs || !opener) throw new Refused("kit-wrong");
    await protocol.noteKit("verified");
  }

  return {
    state: () => protocol.kit(),
    verify,
    /** Another file with other words, of the same keys. */
    remake: async () => crypto.makeRecoveryKit(await agencyKeys(), keyring.agency),
    noteMade: () => protocol.noteKit("made"),
    noteLost: () => protocol.noteKit("lost"),
  };
}
