/**
 * Up to fifty envelopes and their receipts in one binary value, lossless bit for bit.
 *
 * A compact JWE spends a third more than its bytes on base64url, and repeats in every header what its neighbours said. A pack keeps
 * ciphertexts and signatures raw, ids and hashes raw and once each (`tokens.js`), and what is left of the headers and receipts deflated (RFC 1951).
 * Invariant: `unpack(await pack(x))` gives back every string of x exactly. Whatever does not come back exactly when taken apart
 * is kept as the text it was; so nothing here needs to trust what a header says.
 */
import { concat, fromBase64url, text, toBase64url, utf8 } from "../lib/bytes.js";
import { Malformed } from "../lib/errors.js";
import { PACK_MAGIC } from "./sealed.js";
import { createTokenReader, createTokenWriter } from "./tokens.js";

/** @typedef {{number: number, jwe: string, sig: string, receipt: string}} StoredEnvelope */

export const PACK_LIMIT = 50;
const VERSION = 1;
const HEAD_BYTES = 18;
const BETWEEN = "\u001e";
const SAME = "\u0004";
const PARTS = "p";
const RAW = "r";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SIGNATURE_BYTES = 64;

/** The first number of the pack that holds `number`. @param {number} number */
export function firstOfPack(number) {
  return Math.floor((number - 1) / PACK_LIMIT) * PACK_LIMIT + 1;
}

/** @param {StoredEnvelope[]} envelopes @returns {Promise<Uint8Array>} */
export async function pack(envelopes) {
  const tokens = createTokenWriter();
  /** @type {string[]} */ const lines = [];
  /** @type {Uint8Array[]} */ const raw = [];
  const text64 = createTextCodec();
  /** @type {string[]} */ let before = [];
  for (const envelope of envelopes) {
    const parts = takeApart(envelope, text64);
    if (!parts) {
      lines.push(`${RAW}\n${JSON.stringify([envelope.number, envelope.jwe, envelope.sig, envelope.receipt])}`);
      continue;
    }
    const texts = parts.texts.map((each, column) => (each === before[column] ? SAME : tokens.shorten(each)));
    lines.push([PARTS, envelope.number, parts.bytes[1]?.length, ...texts].join("\n"));
    before = parts.texts;
    raw.push(...parts.bytes);
  }
  const { ids, hashes } = tokens.columns();
  const words = await pipe(utf8(lines.join(BETWEEN)), new CompressionStream("deflate-raw"));
  const head = new DataView(new ArrayBuffer(HEAD_BYTES));
  head.setUint8(0, PACK_MAGIC);
  head.setUint8(1, VERSION);
  [envelopes.length, words.length, ids.length, hashes.length].forEach((size, index) => head.setUint32(2 + index * 4, size));
  return concat(new Uint8Array(head.buffer), words, ids, hashes, ...raw);
}

/** @param {Uint8Array} bytes @returns {Promise<StoredEnvelope[]>} */
export async function unpack(bytes) {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEAD_BYTES || bytes[0] !== PACK_MAGIC || bytes[1] !== VERSION) throw new Malformed("expected a pack of version 1");
  const [count = 0, wordBytes = 0, idBytes = 0, hashBytes = 0] = [0, 1, 2, 3].map((index) => head.getUint32(2 + index * 4));
  const take = reader(bytes, HEAD_BYTES);
  const words = text(await pipe(take(wordBytes), new DecompressionStream("deflate-raw")));
  const tokens = createTokenReader(take(idBytes), take(hashBytes));
  const blocks = count === 0 ? [] : words.split(BETWEEN);
  if (blocks.length !== count) throw new Malformed(`expected ${count} envelopes in a pack, got ${blocks.length}`);
  const text64 = createTextCodec();
  /** @type {string[]} */ let before = [];
  return blocks.map((block) => {
    const [mark, ...fields] = block.split("\n");
    if (mark === RAW) return rawEnvelope(fields[0] ?? "");
    const [number, length, ...texts] = fields;
    const sizes = [IV_BYTES, Number(length), TAG_BYTES, SIGNATURE_BYTES, SIGNATURE_BYTES];
    before = texts.map((each, column) => (each === SAME ? (before[column] ?? "") : tokens.lengthen(each)));
    return putTogether({ number: Number(number), texts: before, bytes: sizes.map(take) }, text64);
  });
}

/** @param {string} line @returns {StoredEnvelope} */
function rawEnvelope(line) {
  const [number, jwe, sig, receipt] = JSON.parse(line);
  return { number, jwe, sig, receipt };
}

/**
 * @typedef {{number: number, texts: string[], bytes: Uint8Array[]}} Parts
 * texts: header of the JWE, header of the signature, header and payload of the receipt; bytes: iv, ciphertext, tag, both signatures
 */

/** @param {StoredEnvelope} envelope @param {TextCodec} text64 @returns {Parts|null} null when the parts would not give the same strings back */
function takeApart(envelope, text64) {
  const { number, jwe, sig, receipt } = envelope;
  const [header, encryptedKey, ...sealedParts] = jwe.split(".");
  const [sigHeader, sigPayload, sigBytes] = sig.split(".");
  const [receiptHeader, receiptPayload, receiptBytes] = receipt.split(".");
  if (encryptedKey !== "" || sigPayload !== "" || sealedParts.length !== 3) return null;
  try {
    const texts = [header, sigHeader, receiptHeader, receiptPayload].map((part) => text64.decode(part ?? ""));
    const bytes = [...sealedParts, sigBytes, receiptBytes].map((part) => fromBase64url(part ?? ""));
    const parts = { number, texts, bytes };
    return fits(parts) && same(putTogether(parts, text64), envelope) ? parts : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** @param {Parts} parts */
function fits({ number, texts, bytes }) {
  const [iv, , tag, ...signatures] = bytes;
  const sizes = iv?.length === IV_BYTES && tag?.length === TAG_BYTES && signatures.every((each) => each.length === SIGNATURE_BYTES);
  // Control characters are the separators and the token marks of the text column.
  return sizes && Number.isSafeInteger(number) && texts.every((each) => !/[\u0000-\u001f]/.test(each));
}

/** @param {Parts} parts @param {TextCodec} text64 @returns {StoredEnvelope} */
function putTogether({ number, texts, bytes }, text64) {
  const [header, sigHeader, receiptHeader, receiptPayload] = texts.map(text64.encode);
  const [iv, ciphertext, tag, signature, receiptSignature] = bytes.map((each) => toBase64url(each));
  return {
    number,
    jwe: `${header}..${iv}.${ciphertext}.${tag}`,
    sig: `${sigHeader}..${signature}`,
    receipt: `${receiptHeader}.${receiptPayload}.${receiptSignature}`,
  };
}

/**
 * Texts in base64url. Most headers in a pack are alike, so each is done once.
 * @typedef {{decode: (encoded: string) => string, encode: (text: string) => string}} TextCodec
 * @returns {TextCodec}
 */
function createTextCodec() {
  /** @type {Map<string, string>} */ const decoded = new Map();
  /** @type {Map<string, string>} */ const encoded = new Map();
  /** @param {Map<string, string>} known @param {(value: string) => string} make */
  const once = (known, make) => (/** @type {string} */ value) => {
    const result = known.get(value) ?? make(value);
    known.set(value, result);
    return result;
  };
  return { decode: once(decoded, (value) => text(fromBase64url(value))), encode: once(encoded, (value) => toBase64url(utf8(value))) };
}

/** @param {StoredEnvelope} one @param {StoredEnvelope} other */
function same(one, other) {
  return one.number === other.number && one.jwe === other.jwe && one.sig === other.sig && one.receipt === other.receipt;
}

/** @param {Uint8Array} bytes @param {number} start @returns {(size: number) => Uint8Array} */
function reader(bytes, start) {
  let at = start;
  return (size) => {
    if (!(size >= 0) || at + size > bytes.length) throw new Malformed("a pack of envelopes is cut short");
    at += size;
    return bytes.subarray(at - size, at);
  };
}

/** @param {Uint8Array} bytes @param {CompressionStream|DecompressionStream} transform @returns {Promise<Uint8Array>} */
async function pipe(bytes, transform) {
  const source = new Blob([/** @type {BlobPart} */ (bytes)]).stream();
  return new Uint8Array(await new Response(source.pipeThrough(transform)).arrayBuffer());
}
