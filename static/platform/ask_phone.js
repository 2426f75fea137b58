/** Asking the phone for a passkey, whatever for: what it says when it cannot or its owner does not want to, in our own errors. */
import { fromBase64url } from "../lib/bytes.js";
import { Cancelled, Refused } from "../lib/errors.js";

/** ES256 and RS256 (COSE), so that every platform finds one it makes. */
export const ALGORITHMS = Object.freeze([-7, -257].map((alg) => ({ type: /** @type {const} */ ("public-key"), alg })));
export const PATIENCE_MILLISECONDS = 120_000;

/** @typedef {Pick<CredentialsContainer, "create"|"get">} Container */

/**
 * @param {Container|undefined} credentials  `navigator.credentials`
 * @param {(container: Container) => Promise<Credential|null>} request
 * @param {{exists: string, unsupported: string}} codes  of what is refused
 * @returns {Promise<any>} Cancelled; Refused
 */
export async function askPhone(credentials, request, codes) {
  if (!credentials) throw new Refused(codes.unsupported);
  try {
    const answer = await request(credentials);
    if (!answer) throw new Cancelled();
    return answer;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === "InvalidStateError") throw new Refused(codes.exists, { cause: error });
    if (error.name === "NotSupportedError" || error.name === "SecurityError") throw new Refused(codes.unsupported, { cause: error });
    throw new Cancelled();
  }
}

/** @param {string} id base64url */
export const descriptorOf = (id) => ({ type: /** @type {const} */ ("public-key"), id: fromBase64url(id) });
