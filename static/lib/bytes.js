/**
 * Bytes and their texts: UTF-8 and base64url without padding (RFC 4648 §5, RFC 7515 §2).
 * Invariant: decoding accepts only the one canonical text of some bytes; anything else is Malformed.
 */
import { Malformed } from "./errors.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Bits of the last character that carry nothing, by length modulo 4; a length of 1 modulo 4 does not exist. */
const UNUSED_BITS = [0, NaN, 0b1111, 0b11];
/** `String.fromCharCode` takes its bytes as arguments, of which engines allow some ten thousand. */
const CHUNK = 8192;

/** @param {Uint8Array} bytes */
export function toBase64url(bytes) {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
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
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/**
 * @param {string} string
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function utf8(string) {
  return new TextEncoder().encode(string);
}

/** @param {Uint8Array} bytes  @returns {string} Malformed unless the bytes are UTF-8 */
export function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
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
