/**
 * Envelopes and grants (PROTOCOL.md §2): making them, reading them, proving and opening them.
 *
 * Invariants: an item's signature is verified before anything in it is opened; the header that comes out is the one that the
 * signature and the seal cover; a thing that a reader would refuse is never made.
 */
import { utf8 } from "../lib/bytes.js";
import { Malformed, Refused } from "../lib/errors.js";
import { HEADERS, LONGEST_JWE, readSealed, readSigned } from "./formats.js";
import {
  KEY_BYTES, importVerifier, openDirect, openWithKey, sealDirect, sealToKey, sha256, signDetached, verifyDetached,
} from "./jose.js";
import { expectMembers, isCounter, isObject, isText, parseObject, without, writeJson } from "./strict.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {import("./jose.js").Signer} Signer */
/** @typedef {import("./jose.js").Opener} Opener */
/** @typedef {import("./jose.js").Verifier} Verifier */
/** @typedef {{jwe: string, sig: string}} Item */
/** @typedef {{state: "asked", urgency: "now"|"soon"} | {state: "seen"|"taken"|"answered"|"closed"}} Consult */
/**
 * @typedef {object} EnvelopeFields what the writer of an envelope decides
 * @property {string} id @property {string} vault @property {number} epoch @property {string} author @property {string} device
 * @property {string} at the device's time @property {string[]} after ids of envelopes of the same vault
 * @property {string|null} prev hash of the item that this device wrote before @property {Consult} [consult]
 */
/** @typedef {Omit<EnvelopeFields, "after"|"consult"> & {to: string}} GrantFields */
/** @typedef {EnvelopeFields & {typ: "sotto-envelope"}} EnvelopeHeader */
/** @typedef {GrantFields & {typ: "sotto-grant", kid: string}} GrantHeader */
/** @typedef {{kind: string, schema: number} & Record<string, any>} Payload */

/** Header members that say how to read, not what is written. */
const READING = ["alg", "enc", "epk", "v"];
const ITEM = { jwe: isText, sig: isText };

/**
 * @param {EnvelopeFields} fields
 * @param {Payload} payload
 * @param {CryptoKey} vaultKey of `fields.epoch`
 * @param {Signer} signer the author's
 * @returns {Promise<Item>} Refused `too-large`
 */
export async function sealEnvelope(fields, payload, vaultKey, signer) {
  const { id, vault, epoch, author, device, at, after, prev, consult } = fields;
  const header = { typ: "sotto-envelope", v: 1, id, vault, epoch, author, device, at, after, prev };
  expectPayload(payload);
  return signItem(await sealDirect(consult ? { ...header, consult } : header, writeJson(payload), vaultKey), signer);
}

/**
 * @param {GrantFields} fields
 * @param {Uint8Array} rawVaultKey 32 bytes
 * @param {PublicJwk} recipient a sealing key whose certificate was verified, or the records key of a verified descriptor
 * @param {Signer} signer the author's
 * @returns {Promise<Item>}
 */
export async function sealGrant({ id, vault, epoch, author, device, at, prev, to }, rawVaultKey, recipient, signer) {
  const header = { typ: "sotto-grant", v: 1, id, vault, epoch, author, device, at, prev, to };
  if (rawVaultKey.length !== KEY_BYTES) throw new Malformed(`grant: expected a key of ${KEY_BYTES} bytes`);
  return signItem(await sealToKey(header, rawVaultKey, recipient), signer);
}

/** @param {string} jwe  @param {Signer} signer  @returns {Promise<Item>} */
async function signItem(jwe, signer) {
  if (jwe.length > LONGEST_JWE) throw new Refused("too-large");
  const item = { jwe, sig: await signDetached("sotto-signature", utf8(jwe), signer) };
  readHeader(item);
  return item;
}

/** @param {Item} item  @returns {Promise<string>} the hash that receipts, `prev` and nothing else refer to */
export function itemHash({ jwe, sig }) {
  return sha256(utf8(`${jwe}\n${sig}`));
}

/**
 * @param {unknown} item
 * @returns {EnvelopeHeader | GrantHeader} tell them apart by `typ`. Form and header are right; nothing is proven.
 */
export function readHeader(item) {
  return parse(item).header;
}

/**
 * @param {unknown} item
 * @param {PublicJwk | Verifier} signing the author's certified signing key
 * @returns {Promise<EnvelopeHeader | GrantHeader>} Malformed, BadSignature
 */
export async function verifyItem(item, signing) {
  return (await proven(item, signing)).header;
}

/**
 * @param {unknown} item
 * @param {CryptoKey} vaultKey
 * @param {PublicJwk | Verifier} signing the author's certified signing key
 * @returns {Promise<{header: EnvelopeHeader, payload: Payload}>} Malformed, BadSignature, CannotOpen
 */
export async function openEnvelope(item, vaultKey, signing) {
  const { jwe, header } = await proven(item, signing);
  if (header.typ !== "sotto-envelope") throw new Malformed("expected an envelope, got a grant");
  const payload = parseObject(await openDirect(jwe, vaultKey), "envelope payload");
  return { header, payload: expectPayload(payload) };
}

/**
 * @param {unknown} item
 * @param {Opener} opener the recipient's sealing key
 * @param {PublicJwk | Verifier} signing the author's certified signing key
 * @returns {Promise<{header: GrantHeader, key: Uint8Array} | null>} null when it is sealed to another key; Malformed, BadSignature, CannotOpen
 */
export async function openGrant(item, opener, signing) {
  const { jwe, header, epk } = await proven(item, signing);
  if (header.typ !== "sotto-grant") throw new Malformed("expected a grant, got an envelope");
  const rawVaultKey = await openWithKey(jwe, { kid: header.kid, epk }, opener);
  if (rawVaultKey === null) return null;
  if (rawVaultKey.length !== KEY_BYTES) throw new Malformed(`grant: expected a key of ${KEY_BYTES} bytes, got ${rawVaultKey.length}`);
  return { header, key: rawVaultKey };
}

/** @param {unknown} raw */
function parse(raw) {
  const { jwe, sig } = expectMembers(raw, ITEM, "item");
  if (jwe.length > LONGEST_JWE) throw new Malformed(`item: expected at most ${LONGEST_JWE} characters`);
  const signed = readSigned(sig, "sotto-signature", "item signature", { detached: true });
  const sealed = readSealed(jwe, membersOf, "item");
  const header = /** @type {EnvelopeHeader | GrantHeader} */ (without(sealed, READING));
  return { jwe: /** @type {string} */ (jwe), signed, header, epk: sealed.epk };
}

/** @param {Record<string, unknown>} header */
function membersOf(header) {
  if (header.typ === "sotto-grant") return HEADERS.grant;
  return "consult" in header ? HEADERS.consultEnvelope : HEADERS.envelope;
}

/** @param {unknown} item  @param {PublicJwk | Verifier} signing */
async function proven(item, signing) {
  const parsed = parse(item);
  const verifier = "publicKey" in signing ? signing : await importVerifier(signing);
  await verifyDetached(parsed.signed, utf8(parsed.jwe), verifier);
  return parsed;
}

/** @param {Record<string, any>} payload  @returns {Payload} */
function expectPayload(payload) {
  if (!isObject(payload) || !isText(payload.kind) || !isCounter(payload.schema)) {
    throw new Malformed("envelope payload: expected a kind and a schema");
  }
  return /** @type {Payload} */ (payload);
}
