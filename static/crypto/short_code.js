/**
 * The digits that a new person and the officer compare aloud before a certificate is given: the same keys on both phones give the same
 * code, so a server that put in keys of its own is found out.
 *
 * Sixteen digits (53 bits), not six: whoever wants to pass with other keys can try new ones until the code fits, a thousand million
 * a second on one graphics card. Six digits fall at once, twelve in a quarter of an hour, sixteen in four months.
 */
import { toBase64url, utf8 } from "../lib/bytes.js";
import { sha256Bytes, thumbprint } from "./jose.js";

const GROUPS = 4;
const GROUP_DIGITS = 4;

/**
 * @param {import("./jose.js").PublicJwk} sealing  @param {import("./jose.js").PublicJwk} signing
 * @returns {Promise<string>} e.g. "4129 0735 1180 2264"
 */
export async function shortCode(sealing, signing) {
  return digitsOf(`sotto/v1/short-code ${await thumbprint(sealing)} ${await thumbprint(signing)}`);
}

/**
 * For a request to recover an account: the officer sees the same digits only for the key that this very device made, and for this name.
 * @param {import("./jose.js").PublicJwk} requester  @param {string} signInName as typed  @returns {Promise<string>}
 */
export async function recoveryCode(requester, signInName) {
  const name = signInName.normalize("NFKC").toLowerCase().trim().split(/\s+/).join(" ");
  return digitsOf(`sotto/v1/recovery-code ${await thumbprint(requester)} ${toBase64url(utf8(name))}`);
}

/**
 * For what came back, on a device that knows nobody yet: only the agency's own officer can have sent an account that gives these digits.
 * @param {import("./jose.js").PublicJwk} sealing of the account  @param {string} pin  @returns {Promise<string>}
 */
export async function answerCode(sealing, pin) {
  return digitsOf(`sotto/v1/answer-code ${await thumbprint(sealing)} ${pin}`);
}

/** @param {string} keys */
async function digitsOf(keys) {
  const hash = new DataView((await sha256Bytes(utf8(keys))).buffer);
  const number = hash.getBigUint64(0) % 10n ** BigInt(GROUPS * GROUP_DIGITS);
  const digits = String(number).padStart(GROUPS * GROUP_DIGITS, "0");
  return (digits.match(/\d{4}/g) ?? []).join(" ");
}
