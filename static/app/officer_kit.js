/**
 * The agency's recovery kit: proved to open and to be the right one, made anew, missed. What it holds is compared with what this agency signed, and dropped.
 */
import { importOpener, importSigner } from "../crypto/index.js";
import { Refused, WrongPassphrase } from "../lib/errors.js";

/**
 * @param {{protocol: any, keyring: any, crypto: any, directory: () => Promise<any>, agencyKeys: () => Promise<import("../crypto/agency.js").AgencyKeys>}} parts
 */
export function createOfficerKit({ protocol, keyring, crypto, directory, agencyKeys }) {
  /** @param {string} kit the file's text @param {string} kitPassphrase */
  async function verify(kit, kitPassphrase) {
    const opened = await openTypedKit(crypto, kit, kitPassphrase);
    const { descriptor, chain } = await directory();
    const [signer, opener] = await Promise.all([importSigner(opened.certifying), importOpener(opened.records)]);
    const { x, y } = descriptor.records;
    const isOurs = opened.agency === keyring.agency && signer.kid === chain.keys.at(-1) && opened.records.x === x && opened.records.y === y;
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

/**
 * The words were written down by hand: capitals and spaces do not matter.
 * @param {{openKit: (kit: string, words: string) => Promise<import("../crypto/agency.js").AgencyKeys & {agency: string}>}} crypto @param {string} kit the file's text @param {string} words
 */
export async function openTypedKit(crypto, kit, words) {
  try {
    return await crypto.openKit(kit.trim(), words.trim().toLowerCase().replace(/\s+/g, ""));
  } catch (error) {
    if (error instanceof WrongPassphrase) throw new Refused("kit-not-opened");
    throw error;
  }
}
