/**
 * The primitives: the one file with `jose` and `crypto.subtle`.
 *
 * JWE compact (RFC 7516), JWS compact (RFC 7515), JWK thumbprints (RFC 7638), HKDF-SHA-256 (RFC 5869), SHA-256.
 * Invariant: each function does one algorithm, named here and never taken from what is read. What is read comes through
 * `formats.js`, which checks form and header of the very text that is opened or verified here.
 */
import {
  CompactEncrypt,
  CompactSign,
  calculateJwkThumbprint,
  compactDecrypt,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
} from "jose";
import { toBase64url, utf8 } from "../lib/bytes.js";
import { BadSignature, CannotOpen, Malformed } from "../lib/errors.js";
import { equals, expectMembers, isDigest } from "./strict.js";

/** @typedef {{kty: "EC", crv: "P-256", x: string, y: string}} PublicJwk */
/** @typedef {PublicJwk & {d: string}} PrivateJwk */
/** @typedef {{privateKey: CryptoKey, kid: string}} Signer  a private signing key in use, and the thumbprint of its public half */
/** @typedef {{privateKey: CryptoKey, kid: string}} Opener  a private sealing key in use, likewise */
/** @typedef {{publicKey: CryptoKey, kid: string}} Verifier  a public signing key, read once and ready to verify */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

export const KEY_BYTES = 32;
const DIRECT = { alg: "dir", enc: "A256GCM" };
const TO_KEY = { alg: "ECDH-ES+A256KW", enc: "A256GCM" };
const SIGNATURE = "ES256";
const PUBLIC = { kty: equals("EC"), crv: equals("P-256"), x: isDigest, y: isDigest };
const PRIVATE = { ...PUBLIC, d: isDigest };

/** @param {number} length */
export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** @param {Bytes} bytes  @returns {Promise<Bytes>} */
export async function sha256Bytes(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {Bytes} bytes  @returns {Promise<string>} 43 characters */
export async function sha256(bytes) {
  return toBase64url(await sha256Bytes(bytes));
}

/** @param {string} written  @returns {Promise<string>} the hash of a text's UTF-8, 43 characters */
export function hashOf(written) {
  return sha256(utf8(written));
}

/**
 * @param {Bytes} secret
 * @param {string} info names the one use of the result
 * @returns {Promise<Bytes>} 32 bytes
 */
export async function hkdf(secret, info) {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, KEY_BYTES * 8));
}

/** @typedef {(name: string) => Promise<string>} Namer  43 characters for a name: the same each time, and nobody without the secret can tell which */

/** @param {Bytes} secret  @param {string} use one labelled use  @returns {Promise<Namer>} the secret cannot be read back out of it */
export async function createNamer(secret, use) {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return async (name) => {
    const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(`${use} ${name}`) };
    return toBase64url(new Uint8Array(await crypto.subtle.deriveBits(parameters, material, KEY_BYTES * 8)));
  };
}

// Keys

/** @param {Uint8Array} raw 32 bytes  @returns {Promise<CryptoKey>} AES-256-GCM, never to be exported */
export async function importSecretKey(raw) {
  if (raw.length !== KEY_BYTES) throw new Malformed(`expected a key of ${KEY_BYTES} bytes, got ${raw.length}`);
  return crypto.subtle.importKey("raw", new Uint8Array(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** @param {"sealing"|"signing"} use  @returns {Promise<PrivateJwk>} a new pair */
export async function newPair(use) {
  const { privateKey } = await generateKeyPair(use === "signing" ? SIGNATURE : TO_KEY.alg, { crv: "P-256", extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  return /** @type {PrivateJwk} */ ({ kty, crv, x, y, d });
}

/** @param {PublicJwk} jwk  @returns {PublicJwk} */
export function publicPart({ kty, crv, x, y }) {
  return { kty, crv, x, y };
}

/** @param {any} jwk exactly a public JWK whose point is on the curve  @returns {Promise<string>} */
export async function thumbprint(jwk) {
  await importKey(jwk, PUBLIC, SIGNATURE);
  return calculateJwkThumbprint(publicPart(jwk));
}

/** @param {any} jwk  @returns {Promise<Verifier>} */
export async function importVerifier(jwk) {
  const publicKey = await importKey(jwk, PUBLIC, SIGNATURE);
  return { publicKey, kid: await calculateJwkThumbprint(publicPart(jwk)) };
}

/** @param {any} jwk private  @returns {Promise<Signer>} never to be exported */
export async function importSigner(jwk) {
  await expectMatchingHalves(jwk);
  const privateKey = await importKey(jwk, PRIVATE, SIGNATURE);
  return { privateKey, kid: await calculateJwkThumbprint(publicPart(jwk)) };
}

/** @param {any} jwk private  @returns {Promise<Opener>} never to be exported */
export async function importOpener(jwk) {
  await expectMatchingHalves(jwk);
  const privateKey = await importKey(jwk, PRIVATE, TO_KEY.alg);
  return { privateKey, kid: await calculateJwkThumbprint(publicPart(jwk)) };
}

/** @param {any} jwk  @returns {Promise<CryptoKey>} */
const importRecipient = (jwk) => importKey(jwk, PUBLIC, TO_KEY.alg);

/** @param {any} jwk  @param {Record<string, (value: any) => boolean>} members  @param {string} algorithm */
async function importKey(jwk, members, algorithm) {
  const { kty, crv, x, y, d } = expectMembers(jwk, members, "key");
  try {
    const imported = await importJWK(d === undefined ? { kty, crv, x, y } : { kty, crv, x, y, d }, algorithm, { extractable: false });
    if (imported instanceof Uint8Array) throw new Malformed("key: expected a pair, got a secret");
    return imported;
  } catch (cause) {
    throw new Malformed("key: not on P-256", { cause });
  }
}

/** Engines differ in whether they notice that `d` is not of this point, so a signature of nothing decides. @param {any} jwk */
async function expectMatchingHalves(jwk) {
  const [privateKey, publicKey] = [
    await importKey(jwk, PRIVATE, SIGNATURE),
    await importKey(publicPart(jwk), PUBLIC, SIGNATURE),
  ];
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const signature = await crypto.subtle.sign(algorithm, privateKey, new Uint8Array());
  if (!(await crypto.subtle.verify(algorithm, publicKey, signature, new Uint8Array()))) {
    throw new Malformed("key: its halves do not belong together");
  }
}

// JWE: sealed bytes

/**
 * @param {Record<string, unknown>} header without `alg` and `enc`
 * @param {Uint8Array} plaintext
 * @param {CryptoKey} secretKey
 * @returns {Promise<string>}
 */
export function sealDirect(header, plaintext, secretKey) {
  return new CompactEncrypt(plaintext).setProtectedHeader({ ...DIRECT, ...header }).encrypt(secretKey);
}

/**
 * @param {Record<string, unknown>} header without `alg`, `enc` and `epk`; its `kid` is added
 * @param {Uint8Array} plaintext
 * @param {PublicJwk} recipient
 * @returns {Promise<string>}
 */
export async function sealToKey(header, plaintext, recipient) {
  const publicKey = await importRecipient(recipient);
  const protectedHeader = { ...TO_KEY, ...header, kid: await thumbprint(recipient) };
  return new CompactEncrypt(plaintext).setProtectedHeader(protectedHeader).encrypt(publicKey);
}

/** @param {string} jwe that `formats.js` accepted  @param {CryptoKey} secretKey  @returns {Promise<Uint8Array>} CannotOpen */
export function openDirect(jwe, secretKey) {
  return open(jwe, secretKey, DIRECT);
}

/**
 * @param {string} jwe that `formats.js` accepted
 * @param {{kid: string, epk: unknown}} header of it
 * @param {Opener} opener
 * @returns {Promise<Uint8Array|null>} null when it is sealed to another key; CannotOpen when it does not open all the same
 */
export async function openWithKey(jwe, header, opener) {
  await importRecipient(header.epk);
  return header.kid === opener.kid ? open(jwe, opener.privateKey, TO_KEY) : null;
}

/** @param {string} jwe  @param {CryptoKey} key  @param {{alg: string, enc: string}} only */
async function open(jwe, key, only) {
  const options = { keyManagementAlgorithms: [only.alg], contentEncryptionAlgorithms: [only.enc] };
  try {
    return (await compactDecrypt(jwe, key, options)).plaintext;
  } catch (cause) {
    if (codeOf(cause) !== "ERR_JWE_DECRYPTION_FAILED") throw cause;
    throw new CannotOpen("this key does not open it", { cause });
  }
}

// JWS: signatures

/** @param {string} typ  @param {Uint8Array} payload  @param {Signer} signer  @returns {Promise<string>} */
export function sign(typ, payload, signer) {
  return new CompactSign(payload).setProtectedHeader({ alg: SIGNATURE, kid: signer.kid, typ }).sign(signer.privateKey);
}

/** @param {string} typ  @param {Uint8Array} payload  @param {Signer} signer  @returns {Promise<string>} RFC 7515 appendix F */
export async function signDetached(typ, payload, signer) {
  const [header, , signature] = (await sign(typ, payload, signer)).split(".");
  return `${header}..${signature}`;
}

/**
 * @param {{text: string, kid: string}} signed that `formats.js` accepted, and the `kid` of its header
 * @param {Verifier} verifier
 * @returns {Promise<void>} BadSignature unless this key signed it
 */
export async function verify(signed, verifier) {
  if (signed.kid !== verifier.kid) throw new BadSignature("signed under another key");
  try {
    await compactVerify(signed.text, verifier.publicKey, { algorithms: [SIGNATURE] });
  } catch (cause) {
    if (codeOf(cause) !== "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") throw cause;
    throw new BadSignature("the signature does not fit", { cause });
  }
}

/**
 * @param {{text: string, kid: string}} signed detached
 * @param {Uint8Array} payload
 * @param {Verifier} verifier
 */
export function verifyDetached({ text, kid }, payload, verifier) {
  return verify({ text: text.replace("..", `.${toBase64url(payload)}.`), kid }, verifier);
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && "code" in error ? error.code : undefined);
