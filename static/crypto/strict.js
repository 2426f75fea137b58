/**
 * Strict reading of JSON and of the small forms of PROTOCOL.md §1. Everything here throws Malformed and nothing else.
 * A format is a table of member name -> check, so that its definition reads like its row in the protocol.
 */
import { text, utf8 } from "../lib/bytes.js";
import { momentOf } from "../lib/clock.js";
import { Malformed } from "../lib/errors.js";
import { isId } from "../lib/ids.js";

/** @typedef {(value: any) => boolean} Check */
/** @typedef {Readonly<Record<string, Check>>} Members */
/** @typedef {{[member: string]: any}} Json */

/** 32 bytes as base64url: a hash, a thumbprint, half of a point. The two unused bits of the last character are zero. */
const DIGEST = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const HALF_PAIR = /\p{Surrogate}/u;
const HALF_PAIRS = /\p{Surrogate}/gu;

/**
 * @param {Uint8Array} bytes UTF-8, without a byte order mark
 * @param {string} what names the thing in an error
 * @returns {any} the value; Malformed for a name that stands twice and for half of a surrogate pair, which JSON.parse lets through
 */
export function parseJson(bytes, what) {
  const written = text(bytes);
  try {
    const value = JSON.parse(written, written.includes("\\u") ? wellFormed : undefined);
    // Written without spaces and doubles, as almost everything is, it comes out as it went in.
    if (JSON.stringify(value) !== written && hasDoubledName(written)) throw new Malformed(`${what}: a name stands twice`);
    return value;
  } catch (cause) {
    if (cause instanceof Malformed) throw cause;
    throw new Malformed(`${what}: expected JSON`, { cause });
  }
}

/** @param {string} name  @param {unknown} value */
function wellFormed(name, value) {
  if (HALF_PAIR.test(name) || (typeof value === "string" && HALF_PAIR.test(value))) {
    throw new Malformed("JSON with half of a surrogate pair");
  }
  return value;
}

const TOKENS = /(?<text>"(?:[^"\\]|\\.)*")(?<name>\s*:)?|[{}[\]]/g;

/** @param {string} valid JSON that parses  @returns {boolean} whether some object in it has two members of one name */
function hasDoubledName(valid) {
  /** @type {Set<string>[]} the names so far of each object or array that is open, innermost last */
  const open = [];
  for (const { 0: token, groups } of valid.matchAll(TOKENS)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (groups?.name) {
      const name = JSON.parse(groups.text ?? "");
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}

/** @param {Uint8Array} bytes  @param {string} what  @returns {Json} */
export function parseObject(bytes, what) {
  const value = parseJson(bytes, what);
  if (!isObject(value)) throw new Malformed(`${what}: expected an object`);
  return value;
}

/**
 * @param {unknown} value
 * @returns {Uint8Array<ArrayBuffer>} JSON that `parseJson` reads; half of a surrogate pair (a cut emoji) becomes U+FFFD, so that no note is lost over it
 */
export function writeJson(value) {
  const written = JSON.stringify(value);
  if (written === undefined) throw new TypeError("expected a JSON value");
  const whole = (/** @type {string} */ _, /** @type {unknown} */ member) =>
    typeof member === "string" ? member.replace(HALF_PAIRS, "\uFFFD") : member;
  return utf8(/\\ud[89a-f]/.test(written) ? JSON.stringify(value, whole) : written);
}

/**
 * @param {any} value
 * @param {Members} members
 * @param {string} what
 * @param {Members} [optional] may be left out: a format that grew stays readable as it was written before
 * @returns {Json} `value` itself when it is an object with exactly these members, each passing its check
 */
export function expectMembers(value, members, what, optional = {}) {
  if (!isObject(value)) throw new Malformed(`${what}: expected an object`);
  for (const name of Object.keys(members)) {
    if (!Object.hasOwn(value, name)) throw new Malformed(`${what}: member ${name} is missing`);
  }
  for (const name of Object.keys(value)) {
    const known = Object.hasOwn(members, name) ? members : optional;
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!check) throw new Malformed(`${what}: unknown member`);
    if (!check(value[name])) throw new Malformed(`${what}: member ${name} has a wrong type or value`);
  }
  return value;
}

/** @param {Json} value  @param {Iterable<string>} names  @returns {Json} a copy without these members */
export function without(value, names) {
  const left = { ...value };
  for (const name of names) delete left[name];
  return left;
}

// Checks for the tables.

/** @type {Check} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {Check} */
export const isText = (value) => typeof value === "string";
/** @type {Check} */
export const isDigest = (value) => typeof value === "string" && DIGEST.test(value);
/** An integer from 1. @type {Check} */
export const isCounter = (value) => Number.isSafeInteger(value) && value >= 1;
/** @type {Check} */
export const isTime = (value) => momentOf(value) !== null;
export { isId };

/** @param {unknown} expected  @returns {Check} */
export const equals = (expected) => (value) => value === expected;
/** @param {...string} expected  @returns {Check} */
export const oneOf =
  (...expected) =>
  (value) =>
    expected.includes(value);
/** UTF-16 units. @param {number} length  @returns {Check} */
export const textUpTo = (length) => (value) => typeof value === "string" && value.length <= length;
/** @param {Check} check  @returns {Check} */
export const nullable = (check) => (value) => value === null || check(value);
/** @param {Check} check  @param {number} most  @returns {Check} */
export const listOf = (check, most) => (value) => Array.isArray(value) && value.length <= most && value.every(check);
/** @param {number} least  @param {number} most  @returns {Check} */
export const integerFrom = (least, most) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
