/**
 * Bytes and their texts: UTF-8 and base64url without padding (RFC 4648 §5, RFC 7515 §2).
 * Invariant: decoding accepts only the one canonical text of some bytes; anything else is Malformed.
 */
import { Malformed } from "./errors.js";

// One of each for all: a call leaves nothing behind in them.
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** ASCII code of each of the 64 characters, and back; 255 is none of them. */
const CODES = utf8(ALPHABET);
const VALUES = new Uint8Array(128).fill(255);
CODES.forEach((code, value) => (VALUES[code] = value));
/** Bits of the last character that carry nothing, by length modulo 4; a length of 1 modulo 4 does not exist. */
const UNUSED_BITS = [0, NaN, 0b1111, 0b11];

// Written out rather than by way of `btoa`, which takes the detour of a string a byte: these two run several times for every envelope.

/** @param {Uint8Array} bytes */
export function toBase64url(bytes) {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const three = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    // What lies beyond the end of `codes` is not written: there the text is shorter.
    codes[to] = CODES[three >> 18] ?? 0;
    codes[to + 1] = CODES[(three >> 12) & 63] ?? 0;
    codes[to + 2] = CODES[(three >> 6) & 63] ?? 0;
    codes[to + 3] = CODES[three & 63] ?? 0;
  }
  return DECODER.decode(codes);
}

/**
 * @param {unknown} encoded
 * @returns {encoded is string}
 */
export function isBase64url(encoded) {
  if (typeof encoded !== "string" || !/^[A-Za-z0-9_-]*$/.test(encoded)) return false;
  const unused = /** @type {number} */ (UNUSED_BITS[encoded.length % 4]);
  if (unused === 0) return true;
  return !Number.isNaN(unused) && (ALPHABET.indexOf(encoded.slice(-1)) & unused) === 0;
}

/**
 * @param {string} encoded
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromBase64url(encoded) {
  if (!isBase64url(encoded)) throw new Malformed("expected canonical base64url");
  const bytes = new Uint8Array(Math.floor((encoded.length * 3) / 4));
  for (let from = 0, to = 0; from < encoded.length; from += 4, to += 3) {
    const four = (valueAt(encoded, from) << 18) | (valueAt(encoded, from + 1) << 12) | (valueAt(encoded, from + 2) << 6) | valueAt(encoded, from + 3);
    bytes[to] = four >> 16;
    bytes[to + 1] = four >> 8;
    bytes[to + 2] = four;
  }
  return bytes;
}

/** @param {string} encoded  @param {number} index  @returns {number} of that character; 0 beyond the end */
function valueAt(encoded, index) {
  return VALUES[encoded.charCodeAt(index)] ?? 0;
}

/**
 * @param {string} string
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function utf8(string) {
  return ENCODER.encode(string);
}

/** @param {Uint8Array} bytes  @returns {string} Malformed unless the bytes are UTF-8 */
export function text(bytes) {
  try {
    return DECODER.decode(bytes);
  } catch (cause) {
    throw new Malformed("expected UTF-8", { cause });
  }
}

/**
 * @param {...Uint8Array} parts
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Looks at every byte, so that its time says nothing about where two values differ. @param {Uint8Array} a  @param {Uint8Array} b */
export function equal(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) {
    difference |= /** @type {number} */ (a[index]) ^ /** @type {number} */ (b[index]);
  }
  return difference === 0;
}
