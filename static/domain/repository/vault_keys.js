/**
 * The keys of a vault, from the grants that are here: opened once after each unlock, kept in the keyring only.
 *
 * Only a grant signed under a verified certificate of its author counts (PROTOCOL §2.2): a server that makes up grants gains nothing.
 */
import { Conflict, Malformed } from "../../lib/errors.js";

/**
 * @param {import("./index.js").Parts & {directory: import("./directory.js").DirectoryReader, verifier: import("../../crypto/verifier.js").ItemVerifier}} parts
 */
export function createVaultKeys({ store, keyring, crypto, directory, verifier }) {
  /** Grants looked at since the unlock, so that each is opened once. @type {Set<string>} */
  const seen = new Set();
  keyring.onLock(() => seen.clear());

  /** @param {{jwe: string, sig: string}} item @param {Map<string, import("./directory.js").Member>} members */
  async function take(item, members) {
    const header = crypto.readHeader(item);
    if (header.typ !== "sotto-grant" || header.to !== keyring.member) return;
    for (const certificate of members.get(header.author)?.certificates ?? []) {
      if (!crypto.validForSignature(certificate, header.at)) continue;
      const opened = await verifier.openGrant(item, keyring.sealingPrivateKey(), certificate.signing);
      if (opened) await keyring.addVaultKey(header.vault, header.epoch, opened.key);
      return;
    }
  }

  /** After it, `keyring.vaultKey(vault, epoch)` has whatever the grants here give. @param {string} vault */
  async function load(vault) {
    const grants = (await store.grantsOf(vault)).filter((item) => !seen.has(item.sig));
    if (grants.length === 0) return;
    const { members } = await directory.read();
    for (const item of grants) {
      try {
        await take(item, members);
        seen.add(item.sig);
      } catch (error) {
        // A grant that cannot be believed opens nothing; what it should have opened is then shown as unreadable ("no-key").
        if (!(error instanceof Malformed) && !(error instanceof Conflict)) throw error;
      }
    }
  }

  return { load };
}
