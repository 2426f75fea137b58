/**
 * Receipts: the server's signed hash chain over each vault (PROTOCOL.md §4).
 * Invariant: the signature of the last receipt, with the `prev` hashes, proves every receipt before it; one signature check a run.
 */
import { utf8, equal } from "../lib/bytes.js";
import { BadSignature, Malformed, Unproved } from "../lib/errors.js";
import { readSigned } from "./formats.js";
import { itemHash, readHeader } from "./items.js";
import { importVerifier, sha256, verify } from "./jose.js";
import { equals, expectMembers, isCounter, isDigest, isId, isTime, nullable, parseObject, writeJson } from "./strict.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {import("./jose.js").Verifier} Verifier */
/** @typedef {{number: number, receiptHash: string|null}} Position  the last receipt held: its number (0: none) and its hash */
/** @typedef {{number: number, jwe: string, sig: string, receipt: string}} Received */

const PAYLOAD = { v: equals(1), vault: isId, number: isCounter, id: isId, hash: isDigest, prev: nullable(isDigest), at: isTime };

/** @param {string} receipt  @returns {Promise<string>} what the next receipt's `prev` must be */
export function receiptHash(receipt) {
  return sha256(utf8(receipt));
}

/**
 * Proves a run of envelopes as they came from the server.
 * @param {{vault: string, after: Position, envelopes: readonly Received[], keys: readonly (PublicJwk|Verifier)[]}} run `keys`: the descriptor's receipt keys
 * @returns {Promise<Position>} the new position. Unproved, with what is wrong: a gap, another envelope, another chain, another key or no receipt at all.
 */
export async function verifyRun(run) {
  try {
    return await proveRun(run);
  } catch (error) {
    // The quick way looks at one signature; what is wrong is found one receipt after the other.
    if (error instanceof Malformed) throw (await faultIn(run)) ?? error;
    throw error;
  }
}

/** @param {Parameters<typeof verifyRun>[0]} run */
async function proveRun({ vault, after, envelopes, keys }) {
  const items = await Promise.all(
    envelopes.map(async (envelope) => {
      const item = { jwe: envelope.jwe, sig: envelope.sig };
      const { id, vault: named } = readHeader(item);
      if (named !== vault) throw new BadSignature("receipts: an envelope of another vault");
      return { id, hash: await itemHash(item) };
    }),
  );
  if (envelopes.some((envelope, index) => envelope.number !== after.number + index + 1)) {
    throw new BadSignature("receipts: the numbers have a gap");
  }
  return verifyReceipts({ vault, after, receipts: envelopes.map((envelope) => envelope.receipt), items, keys });
}

/**
 * The same for receipts alone. `items`: id and hash of the envelopes beside them.
 * @param {{vault: string, after: Position, receipts: readonly string[], items: readonly {id: string, hash: string}[], keys: readonly (PublicJwk|Verifier)[]}} run
 * @returns {Promise<Position>}
 */
export async function verifyReceipts({ vault, after, receipts, items, keys }) {
  const read = receipts.map(readReceipt);
  const hashes = await Promise.all(receipts.map(receiptHash));
  if (items.length !== receipts.length) throw new BadSignature(`receipts: expected ${items.length}, got ${receipts.length}`);
  read.forEach(({ claims }, index) => {
    const before = index === 0 ? after.receiptHash : hashes[index - 1];
    const item = items[index];
    if (claims.vault !== vault || claims.number !== after.number + index + 1 || claims.prev !== before) {
      throw new BadSignature(`receipts: the chain breaks at number ${claims.number}`);
    }
    if (claims.id !== item?.id || claims.hash !== item?.hash) {
      throw new BadSignature(`receipts: number ${claims.number} is for another envelope`);
    }
  });
  const last = read.at(-1);
  if (!last) return after;
  await verify(last.signed, await namedKey(last.signed.kid, keys));
  return { number: after.number + read.length, receiptHash: hashes.at(-1) ?? null };
}

/**
 * The first thing that is wrong with a run, with every receipt held against its own signature.
 * @param {Parameters<typeof verifyRun>[0]} run @returns {Promise<Unproved|null>}
 */
async function faultIn({ vault, after, envelopes, keys }) {
  let { number, receiptHash: before } = after;
  for (const { number: named, jwe, sig, receipt } of envelopes) {
    number += 1;
    const kind = (named === number ? null : "gap") ?? (await faultOf({ vault, number, before, jwe, sig, receipt, keys }));
    if (kind) return new Unproved(kind, number, typeof receipt === "string" ? receipt : null);
    before = await receiptHash(receipt);
  }
  return null;
}

/**
 * @param {{vault: string, number: number, before: string|null, jwe: string, sig: string, receipt: string, keys: readonly (PublicJwk|Verifier)[]}} one
 * @returns {Promise<import("../lib/errors.js").Unproven|null>}
 */
async function faultOf({ vault, number, before, jwe, sig, receipt, keys }) {
  const claims = await signedClaims(receipt, keys);
  if (!claims) return "signature";
  const header = headerOrNull({ jwe, sig });
  const isForIt = header?.vault === vault && claims.vault === vault && claims.id === header.id && claims.hash === (await itemHash({ jwe, sig }));
  if (!isForIt) return "other-envelope";
  if (claims.number !== number) return "gap";
  return claims.prev === before ? null : "fork";
}

/** @param {string} receipt @param {readonly (PublicJwk|Verifier)[]} keys */
async function signedClaims(receipt, keys) {
  try {
    const { signed, claims } = readReceipt(receipt);
    await verify(signed, await namedKey(signed.kid, keys));
    return claims;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** @param {{jwe: string, sig: string}} item */
function headerOrNull(item) {
  try {
    return readHeader(item);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** @param {string} receipt of a run that was verified  @returns {string} when the server had the envelope */
export function receivedAt(receipt) {
  return readReceipt(receipt).claims.at;
}

/** @param {string} receipt */
function readReceipt(receipt) {
  const signed = readSigned(receipt, "sotto-receipt", "receipt");
  const claims = expectMembers(parseObject(signed.payload, "receipt"), PAYLOAD, "receipt");
  const { v, vault, number, id, hash, prev, at } = claims;
  if (!equal(writeJson({ v, vault, number, id, hash, prev, at }), signed.payload)) {
    throw new Malformed("receipt: members out of order, or spaces between them");
  }
  if ((number === 1) !== (prev === null)) throw new Malformed("receipt: only number 1 has no receipt before it");
  return { signed, claims };
}

/** @param {string} kid  @param {readonly (PublicJwk|Verifier)[]} keys  @returns {Promise<Verifier>} */
async function namedKey(kid, keys) {
  for (const candidate of keys) {
    const verifier = "publicKey" in candidate ? candidate : await importVerifier(candidate);
    if (verifier.kid === kid) return verifier;
  }
  throw new BadSignature("receipts: signed under a key that the descriptor does not name");
}
