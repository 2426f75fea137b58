/**
 * The gate of the store: only sealed bytes come in.
 *
 * The store has no keys, so it cannot check a seal; it checks the shape (compact JWE and JWS of RFC 7516 §7.1 and RFC 7515 §7.1, and a
 * protected header that names an encryption). Clear text handed in by mistake is refused before it comes near the disk.
 */
import { fromBase64url, text } from "../lib/bytes.js";
import { Malformed } from "../lib/errors.js";

const JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;
const JWS = /^[\w-]+\.[\w-]*\.[\w-]+$/;
const ENCRYPTION = "A256GCM";
const PACK_MAGIC = 0x53;

/**
 * The protected header of a compact JWE, unverified: enough to know what is being kept and where.
 * @param {unknown} jwe
 * @returns {Record<string, any>}
 */
export function headerOf(jwe) {
  if (typeof jwe !== "string" || !JWE.test(jwe)) throw new Malformed("expected a compact JWE");
  const header = parseHeader(jwe.slice(0, jwe.indexOf(".")));
  if (header?.enc !== ENCRYPTION) throw new Malformed("expected a JWE header that names its encryption");
  return header;
}

/** @param {unknown} jwe @returns {string} */
export function sealed(jwe) {
  headerOf(jwe);
  return /** @type {string} */ (jwe);
}

/** @param {unknown} jws @returns {string} */
export function signed(jws) {
  if (typeof jws !== "string" || !JWS.test(jws)) throw new Malformed("expected a compact JWS");
  if (!parseHeader(jws.slice(0, jws.indexOf(".")))?.alg) throw new Malformed("expected a JWS header that names its algorithm");
  return jws;
}

/** @param {unknown} bytes @returns {Uint8Array} */
export function packed(bytes) {
  if (!(bytes instanceof Uint8Array) || bytes[0] !== PACK_MAGIC) throw new Malformed("expected a pack of envelopes");
  return bytes;
}

/** @param {string} encoded @returns {Record<string, any>|null} */
function parseHeader(encoded) {
  let header;
  try {
    header = JSON.parse(text(fromBase64url(encoded)));
  } catch (cause) {
    throw new Malformed("expected a JOSE header of JSON in base64url", { cause });
  }
  return header !== null && typeof header === "object" ? header : null;
}

export { PACK_MAGIC };
