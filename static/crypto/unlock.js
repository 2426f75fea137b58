/**
 * From a passphrase to keys (PROTOCOL.md §5): NFKC, Argon2id (RFC 9106), then HKDF-SHA-256 (RFC 5869), one label a use.
 * Invariant: the unlock key never leaves the device; the sign-in secret tells nothing about it.
 */
import { toBase64url, utf8 } from "../lib/bytes.js";
import { hkdf, importSecretKey, randomBytes } from "./jose.js";
import { readParameters } from "./kdf_parameters.js";

/** @typedef {import("./kdf_parameters.js").Argon2} Argon2 */
/** @typedef {{passphrase: string, salt: string, kdf: unknown, signal?: AbortSignal|undefined}} Derivation  `salt` base64url */

const SIGN_IN = "sotto/v1/sign-in";
const UNLOCK = "sotto/v1/unlock";
const KIT = "sotto/v1/kit";
const PASSKEY = "sotto/v1/passkey";

/** @returns {string} 16 random bytes, base64url */
export function newSalt() {
  return toBase64url(randomBytes(16));
}

/**
 * @param {Derivation} derivation
 * @param {Argon2} argon2
 * @returns {Promise<{signInSecret: string, unlockKey: CryptoKey}>} Downgraded, Cancelled
 */
export async function deriveKeys(derivation, argon2) {
  const stretched = await stretch(derivation, argon2);
  return {
    signInSecret: toBase64url(await hkdf(stretched, SIGN_IN)),
    unlockKey: await importSecretKey(await hkdf(stretched, UNLOCK)),
  };
}

/** The key of a recovery kit. @param {Derivation} derivation  @param {Argon2} argon2  @returns {Promise<CryptoKey>} Downgraded, Cancelled */
export async function deriveKitKey(derivation, argon2) {
  return importSecretKey(await hkdf(await stretch(derivation, argon2), KIT));
}

/** @returns {string} 32 random bytes, base64url: what the passkeys of one device are asked with */
export function newPasskeySalt() {
  return toBase64url(randomBytes(32));
}

/** The key that a passkey's secret stands for. @param {Uint8Array} secret 32 bytes of the PRF extension  @returns {Promise<CryptoKey>} */
export async function passkeyKey(secret) {
  return importSecretKey(await hkdf(new Uint8Array(secret), PASSKEY));
}

/** @param {Derivation} derivation  @param {Argon2} argon2 */
async function stretch({ passphrase, salt, kdf, signal }, argon2) {
  const parameters = readParameters(kdf, salt);
  return argon2(utf8(passphrase.normalize("NFKC")), parameters.salt, parameters.kdf, { signal });
}
