/**
 * The forms of PROTOCOL.md, exactly: compact serialisations, their part lengths, and the members of every header.
 * Invariant: what these functions return was read from the very text that is then verified or opened; nothing here is trusted yet.
 */
import { fromBase64url, isBase64url } from "../lib/bytes.js";
import { Malformed } from "../lib/errors.js";
import {
  equals, expectMembers, isCounter, isDigest, isId, isObject, isText, isTime, listOf, nullable, oneOf, parseObject, textUpTo,
} from "./strict.js";

/** @typedef {import("./strict.js").Members} Members */
/** @typedef {import("./strict.js").Json} Json */

export const LONGEST_JWE = 262_144;
export const LONGEST_NAME = 200;
const MOST_AFTER = 32;
const SIGNATURE_CHARACTERS = 86;
const VECTOR_CHARACTERS = 16;
const TAG_CHARACTERS = 22;
const WRAPPED_KEY_CHARACTERS = 54;

const V1 = { v: equals(1) };
const DIRECT = { alg: equals("dir"), enc: equals("A256GCM") };
const TO_KEY = { alg: equals("ECDH-ES+A256KW"), enc: equals("A256GCM"), epk: isObject, kid: isDigest };
const ITEM = { ...V1, id: isId, vault: isId, epoch: isCounter, author: isId, device: isId, at: isTime, prev: nullable(isDigest) };
const ENVELOPE = { ...DIRECT, ...ITEM, typ: equals("sotto-envelope"), after: listOf(isId, MOST_AFTER) };

/** Headers of JWEs, by `typ`. */
export const HEADERS = Object.freeze({
  envelope: ENVELOPE,
  consultEnvelope: { ...ENVELOPE, consult: isConsult },
  grant: { ...TO_KEY, ...ITEM, typ: equals("sotto-grant"), to: (/** @type {unknown} */ value) => value === "records" || isId(value) },
  account: { ...DIRECT, ...V1, typ: equals("sotto-account"), member: isId },
  recovery: { ...TO_KEY, ...V1, typ: equals("sotto-recovery"), member: isId },
  recovered: { ...TO_KEY, ...V1, typ: equals("sotto-recovered"), member: isId },
  agencyKeys: { ...TO_KEY, ...V1, typ: equals("sotto-agency-keys"), agency: isId },
  kit: { ...DIRECT, ...V1, typ: equals("sotto-kit"), agency: isId, salt: isText, kdf: isObject },
  deviceKey: { ...DIRECT, ...V1, typ: equals("sotto-device-key"), device: isId },
  accountDeviceKey: { ...TO_KEY, ...V1, typ: equals("sotto-account-device-key"), device: isId },
  local: { ...DIRECT, ...V1, typ: equals("sotto-local"), name: textUpTo(LONGEST_NAME) },
});

/** Exactly one of the five forms of §6. @param {any} value */
function isConsult(value) {
  if (!isObject(value)) return false;
  const names = Object.keys(value).sort().join();
  if (value.state === "asked") return names === "state,urgency" && ["now", "soon"].includes(value.urgency);
  return names === "state" && oneOf("seen", "taken", "answered", "closed")(value.state);
}

/**
 * @param {unknown} jwe
 * @param {Members | ((header: Json) => Members)} members a row of HEADERS, or what picks one by the header; the row then checks it
 * @param {string} what
 * @returns {Json} the protected header. Whether an `epk` lies on the curve is found out by `openWithKey`.
 */
export function readSealed(jwe, members, what) {
  const [header, wrappedKey, vector, ciphertext, tag] = partsOf(jwe, 5, what);
  const parsed = parseObject(fromBase64url(header ?? ""), `${what} header`);
  const table = typeof members === "function" ? members(parsed) : members;
  expectMembers(parsed, table, `${what} header`);
  expectLength(wrappedKey, "epk" in table ? WRAPPED_KEY_CHARACTERS : 0, `${what} encrypted key`);
  expectLength(vector, VECTOR_CHARACTERS, `${what} initialisation vector`);
  expectLength(tag, TAG_CHARACTERS, `${what} tag`);
  if (!isBase64url(ciphertext)) throw new Malformed(`${what} ciphertext: expected canonical base64url`);
  return parsed;
}

/**
 * @param {unknown} jws
 * @param {string} typ
 * @param {string} what
 * @param {{detached?: boolean}} [form]
 * @returns {{text: string, kid: string, payload: Uint8Array}} `payload` is not to be trusted before `verify`
 */
export function readSigned(jws, typ, what, { detached = false } = {}) {
  const [header, payload, signature] = partsOf(jws, 3, what);
  if ((payload === "") !== detached) throw new Malformed(`${what}: expected ${detached ? "no" : "a"} payload`);
  const members = { alg: equals("ES256"), kid: isDigest, typ: equals(typ) };
  const { kid } = expectMembers(parseObject(fromBase64url(header ?? ""), `${what} header`), members, `${what} header`);
  expectLength(signature, SIGNATURE_CHARACTERS, `${what} signature`);
  return { text: /** @type {string} */ (jws), kid, payload: fromBase64url(payload ?? "") };
}

/** @param {unknown} compact  @param {number} count  @param {string} what */
function partsOf(compact, count, what) {
  if (typeof compact !== "string") throw new Malformed(`${what}: expected text`);
  const parts = compact.split(".");
  if (parts.length !== count) throw new Malformed(`${what}: expected ${count} parts, got ${parts.length}`);
  return parts;
}

/** @param {string|undefined} part  @param {number} length  @param {string} what */
function expectLength(part, length, what) {
  if (part?.length !== length || !isBase64url(part)) throw new Malformed(`${what}: expected ${length} characters of canonical base64url`);
}
