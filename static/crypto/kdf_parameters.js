/**
 * Argon2id parameters (RFC 9106; PROTOCOL.md §5).
 * Invariant: parameters under the floor are refused as a downgrade, absurdly large ones as an attack on the phone's memory.
 */
import { fromBase64url, isBase64url } from "../lib/bytes.js";
import { Downgraded } from "../lib/errors.js";
import { equals, expectMembers, integerFrom } from "./strict.js";

/** @typedef {{name: "argon2id", memory: number, passes: number, lanes: number}} Kdf  memory in KiB */
/**
 * @callback Argon2
 * @param {Uint8Array} password @param {Uint8Array} salt @param {Kdf} kdf @param {{signal?: AbortSignal|undefined}} [options]
 * @returns {Promise<Uint8Array<ArrayBuffer>>} 32 bytes; Cancelled when the signal says so
 */

const SALT_BYTES = { least: 16, most: 64 };
const KDF = {
  name: equals("argon2id"),
  memory: integerFrom(19_456, 1_048_576),
  passes: integerFrom(2, 64),
  lanes: integerFrom(1, 16),
};

/** What new accounts and kits get. @type {Readonly<Kdf>} */
export const STANDARD_KDF = Object.freeze({ name: "argon2id", memory: 65_536, passes: 3, lanes: 1 });

/**
 * @param {unknown} kdf  @param {unknown} salt base64url
 * @returns {{kdf: Kdf, salt: Uint8Array<ArrayBuffer>}} Downgraded
 */
export function readParameters(kdf, salt) {
  const bytes = isBase64url(salt) ? fromBase64url(salt) : new Uint8Array();
  if (bytes.length < SALT_BYTES.least || bytes.length > SALT_BYTES.most) {
    throw new Downgraded(`salt: expected ${SALT_BYTES.least} to ${SALT_BYTES.most} bytes of canonical base64url`);
  }
  try {
    return { kdf: /** @type {Kdf} */ (expectMembers(kdf, KDF, "kdf")), salt: bytes };
  } catch {
    // Whatever is wrong with them, they are parameters that we do not stretch a passphrase with.
    throw new Downgraded("kdf: parameters outside the safe range");
  }
}
