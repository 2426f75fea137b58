/**
 * base64url (RFC 4648 §5) in bulk, for packs: megabytes at a first sync, where the strict codec of `lib/bytes.js` would take seconds.
 *
 * Uses the platform's own codec where there is one. It does not check that a text is canonical; `pack.js` compares what comes back with
 * what went in, and keeps as text whatever differs.
 */
import { Malformed } from "../lib/errors.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUES = new Uint8Array(128).fill(255);
CODES.forEach((code, value) => (VALUES[code] = value));

/** @typedef {{toBase64(options: object): string}} NativeEncoder */
/** @typedef {{fromBase64(text: string, options: object): Uint8Array}} NativeDecoder */

/** @param {Uint8Array} bytes @returns {string} */
export function encode(bytes) {
  if ("toBase64" in bytes) return /** @type {NativeEncoder} */ (/** @type {unknown} */ (bytes)).toBase64({ alphabet: "base64url", omitPadding: true });
  const at = (/** @type {number} */ index) => bytes[index] ?? 0;
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const group = (at(from) << 16) | (at(from + 1) << 8) | at(from + 2);
    for (let place = 0; place < 4; place += 1) codes[to + place] = CODES[(group >> (18 - 6 * place)) & 63] ?? 0;
  }
  return new TextDecoder("latin1").decode(codes.subarray(0, Math.ceil((bytes.length * 4) / 3)));
}

/** @param {string} text @returns {Uint8Array} Malformed for a character that is not of the alphabet */
export function decode(text) {
  if ("fromBase64" in Uint8Array) return decodeNatively(text);
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let buffer = 0;
  for (let index = 0, to = 0; index < text.length; index += 1) {
    const value = VALUES[text.charCodeAt(index)] ?? 255;
    if (value === 255) throw new Malformed("expected base64url");
    buffer = ((buffer << 6) | value) & 0xffffff;
    const bits = (index % 4) * 6 + 6;
    if (bits >= 8 && to < bytes.length && index % 4 !== 0) bytes[to++] = (buffer >> (bits % 8)) & 255;
  }
  return bytes;
}

/** @param {string} text */
function decodeNatively(text) {
  try {
    return /** @type {NativeDecoder} */ (/** @type {unknown} */ (Uint8Array)).fromBase64(text, { alphabet: "base64url" });
  } catch (cause) {
    throw new Malformed("expected base64url", { cause });
  }
}
