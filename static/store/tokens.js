/**
 * Ids and hashes out of the text of a pack: 16 and 32 raw bytes each, once, with a mark left in the text.
 *
 * A UUID costs 36 characters and a SHA-256 in base64url 43; random as they are, no deflate makes them small. The marks are control characters,
 * which the texts of a pack never hold: NEW_ID and NEW_HASH stand for the next of the column, SEEN and a character for an earlier one.
 */
import { Malformed } from "../lib/errors.js";
import { fromBase64url, toBase64url } from "../lib/bytes.js";

const NEW_ID = "\u0001";
const NEW_HASH = "\u0002";
const SEEN = "\u0003";
const TOKEN = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![\w-])[\w-]{42}[AEIMQUYcgkosw048](?![\w-])/g;
const MARK = /[\u0001\u0002]|\u0003[^]/g;
const ID_BYTES = 16;
const HASH_BYTES = 32;
const FIRST_REFERENCE = 0x20;
const MOST_REFERENCES = 0xd000;

/** @returns {{shorten: (text: string) => string, columns: () => {ids: Uint8Array, hashes: Uint8Array}}} */
export function createTokenWriter() {
  /** @type {Map<string, number>} */ const seen = new Map();
  /** @type {string[]} */ const ids = [];
  /** @type {string[]} */ const hashes = [];
  return {
    shorten: (text) =>
      text.replace(TOKEN, (token) => {
        const index = seen.get(token);
        if (index !== undefined) return SEEN + String.fromCharCode(FIRST_REFERENCE + index);
        if (seen.size >= MOST_REFERENCES) return token;
        seen.set(token, seen.size);
        const isId = token.length === 36;
        (isId ? ids : hashes).push(token);
        return isId ? NEW_ID : NEW_HASH;
      }),
    columns: () => ({ ids: column(ids, ID_BYTES, idBytes), hashes: column(hashes, HASH_BYTES, fromBase64url) }),
  };
}

/** @param {Uint8Array} ids @param {Uint8Array} hashes @returns {{lengthen: (text: string) => string}} */
export function createTokenReader(ids, hashes) {
  /** @type {string[]} */ const seen = [];
  let nextId = 0;
  let nextHash = 0;
  const fresh = (/** @type {string} */ mark) =>
    mark === NEW_ID
      ? idText(ids.subarray(nextId, (nextId += ID_BYTES)))
      : toBase64url(hashes.subarray(nextHash, (nextHash += HASH_BYTES)));
  return {
    lengthen: (text) =>
      text.replace(MARK, (mark) => {
        if (mark[0] !== SEEN) {
          const token = fresh(mark);
          seen.push(token);
          return token;
        }
        const token = seen[mark.charCodeAt(1) - FIRST_REFERENCE];
        if (token === undefined) throw new Malformed("a pack names an id that it does not hold");
        return token;
      }),
  };
}

/** @param {string[]} tokens @param {number} size @param {(token: string) => Uint8Array} encode */
function column(tokens, size, encode) {
  const bytes = new Uint8Array(tokens.length * size);
  tokens.forEach((token, index) => bytes.set(encode(token), index * size));
  return bytes;
}

/** @param {string} id */
function idBytes(id) {
  const digits = id.replaceAll("-", "");
  return Uint8Array.from({ length: ID_BYTES }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

/** @param {Uint8Array} bytes */
function idText(bytes) {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
}
