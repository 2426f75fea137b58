/**
 * Unlocking this phone: a passkey of it as a source of one secret: the platform gives it after a fingerprint, a face or the phone's own code, and never otherwise.
 *
 * Standard: Web Authentication Level 3, PRF extension (§10.1.4). Works with no network: nobody but the phone is asked. What the phone shows while it
 * asks is the product's neutral name and nothing else. Two calls may be needed when one is made: some platforms give the secret only on the second.
 */
import { fromBase64url, toBase64url } from "../lib/bytes.js";
import { Refused } from "../lib/errors.js";
import { ALGORITHMS, askPhone, descriptorOf, PATIENCE_MILLISECONDS } from "./ask_phone.js";

const CHALLENGE_BYTES = 32;
const SECRET_BYTES = 32;
const CODES = Object.freeze({ exists: "passkey-exists", unsupported: "passkey-unsupported" });

/**
 * @typedef {{id: string, secret: Uint8Array}} Opened  `id` base64url; `secret` 32 bytes, the same each time for one passkey and salt
 * @typedef {object} Parts
 * @property {Pick<CredentialsContainer, "create"|"get">|undefined} credentials  `navigator.credentials`
 * @property {any} publicKeyCredential  `window.PublicKeyCredential`
 * @property {string} site  host name: the relying party
 * @property {string} name  what the phone calls it
 * @property {(length: number) => Uint8Array<ArrayBuffer>} random
 */

/** @param {Parts} parts */
export function createPasskeyDevice({ credentials, publicKeyCredential, site, name, random }) {
  /** Is there something here that knows its owner by a finger, a face or a code? @returns {Promise<boolean>} */
  async function isAvailable() {
    if (!credentials || !publicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable) return false;
    return publicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  }

  /**
   * @param {string} salt base64url @param {string[]} known ids that exist already
   * @returns {Promise<Opened>} Cancelled; Refused `passkey-unsupported`, `passkey-exists`
   */
  async function create(salt, known) {
    const made = await ask((container) => container.create({
      publicKey: {
        rp: { id: site, name },
        user: { id: random(CHALLENGE_BYTES), name, displayName: name },
        challenge: random(CHALLENGE_BYTES),
        pubKeyCredParams: [...ALGORITHMS],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        excludeCredentials: known.map(descriptorOf),
        timeout: PATIENCE_MILLISECONDS,
        extensions: { prf: { eval: { first: fromBase64url(salt) } } },
      },
    }));
    const id = toBase64url(new Uint8Array(made.rawId));
    const { prf } = made.getClientExtensionResults();
    if (!prf?.enabled) {
      await forget(id);
      throw new Refused("passkey-unsupported");
    }
    return prf.results?.first ? { id, secret: secretOf(prf) } : open(salt, [id]);
  }

  /** @param {string} salt @param {string[]} known @returns {Promise<Opened>} Cancelled; Refused `passkey-unsupported` */
  async function open(salt, known) {
    const given = await ask((container) => container.get({
      publicKey: {
        rpId: site,
        challenge: random(CHALLENGE_BYTES),
        allowCredentials: known.map(descriptorOf),
        userVerification: "required",
        timeout: PATIENCE_MILLISECONDS,
        extensions: { prf: { eval: { first: fromBase64url(salt) } } },
      },
    }));
    return { id: toBase64url(new Uint8Array(given.rawId)), secret: secretOf(given.getClientExtensionResults().prf) };
  }

  /** @param {(container: import("./ask_phone.js").Container) => Promise<Credential|null>} request */
  const ask = (request) => askPhone(credentials, request, CODES);

  /** Tells the phone that a passkey opens nothing any more, where it can be told. @param {string} id */
  async function forget(id) {
    await publicKeyCredential?.signalUnknownCredential?.({ rpId: site, credentialId: id });
  }

  return { isAvailable, create, open, forget };
}

/** @typedef {ReturnType<typeof createPasskeyDevice>} PasskeyDevice */

/** @param {{results?: {first?: ArrayBuffer|ArrayBufferView}}|undefined} prf @returns {Uint8Array} */
function secretOf(prf) {
  const first = prf?.results?.first;
  const secret = first instanceof ArrayBuffer ? new Uint8Array(first) : first && new Uint8Array(first.buffer, first.byteOffset, first.byteLength);
  if (secret?.length !== SECRET_BYTES) throw new Refused("passkey-unsupported");
  return secret;
}
