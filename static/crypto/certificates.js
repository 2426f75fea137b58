/**
 * Who is who (PROTOCOL.md §3): the agency's descriptor and its members' certificates, signed by the certifying key.
 * Invariant: a descriptor under another key than the pinned one or one that took its place, and a certificate under another key than the descriptor's, are
 * refused; nothing is ever sealed to a key without a certificate.
 */
import { millisecondsOf, stampOf } from "../lib/clock.js";
import { Malformed, PinMismatch } from "../lib/errors.js";
import { LONGEST_NAME, readSigned } from "./formats.js";
import { importVerifier, publicPart, sign, thumbprint, verify } from "./jose.js";
import { readChain } from "./successions.js";
import { equals, expectMembers, integerFrom, isId, isObject, isTime, listOf, nullable, oneOf, parseObject, textUpTo, without, writeJson } from "./strict.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {import("./jose.js").Signer} Signer */
/**
 * @typedef {object} Settings
 * @property {"en"|"es"} language @property {"yes"|"no"|"unsure"} part2 @property {"first-name"|"alias"} naming @property {string} jurisdiction
 * @property {Array<{member: string|null, name: string, phone: string}>} onCall
 * @property {{child: Answer, adult: Answer}} [mandated] whether its peer specialists must report harm to a child, to an adult who needs care
 * @property {{idle: number, hidden: number}} [lock] minutes until the app locks by itself, unused and out of sight
 * @property {"off"|"required"} [secondStep] whether signing in on a new device wants a second step of everybody
 * @typedef {"yes"|"no"|"unsure"} Answer
 */
/**
 * @typedef {object} Descriptor
 * @property {string} agency @property {string} name @property {PublicJwk} certifying @property {PublicJwk} records
 * @property {PublicJwk[]} receipts @property {Settings} settings @property {string} at
 */
/**
 * @typedef {object} Certificate
 * @property {string} agency @property {string} member @property {string} name @property {"specialist"|"supervisor"|"officer"} role
 * @property {PublicJwk} sealing @property {PublicJwk} signing @property {string} from @property {string} until
 */

const MOST_RECEIPT_KEYS = 100;
const MOST_ON_CALL = 100;
/** A phone's clock may be off by as much. */
const CLOCK_SLACK = 2 * 24 * 60 * 60 * 1000;
/** Two years: long enough not to lapse unnoticed on a phone that is seldom online, short enough that somebody looks at it again. */
const SPAN = 2 * 365 * 24 * 60 * 60 * 1000;

const name = textUpTo(LONGEST_NAME);
const CERTIFICATE = {
  v: equals(1), agency: isId, member: isId, name, role: oneOf("specialist", "supervisor", "officer"),
  sealing: isObject, signing: isObject, from: isTime, until: isTime,
};
const DESCRIPTOR = {
  v: equals(1), agency: isId, name, certifying: isObject, records: isObject,
  receipts: listOf(isObject, MOST_RECEIPT_KEYS), settings: isObject, at: isTime,
};
const answer = oneOf("yes", "no", "unsure");
const SETTINGS = {
  language: oneOf("en", "es"), part2: answer, naming: oneOf("first-name", "alias"), jurisdiction: name,
  onCall: listOf(isObject, MOST_ON_CALL),
};
/** A descriptor that was signed before they existed has none of these. */
const LATER_SETTINGS = { mandated: isObject, lock: isObject, secondStep: oneOf("off", "required") };
const LOCK = { idle: integerFrom(1, 15), hidden: integerFrom(1, 15) };
const MANDATED = { child: answer, adult: answer };
const ON_CALL = { member: nullable(isId), name, phone: name };

/**
 * @param {unknown} jws
 * @param {string} pin thumbprint of a certifying key that this device trusts
 * @param {readonly unknown[]} [successions] that lead to the key of this descriptor, oldest first
 * @returns {Promise<Descriptor>} Malformed, PinMismatch, BadSignature. The newest `at` wins: comparing is the caller's.
 */
export async function readDescriptor(jws, pin, successions = []) {
  const signed = readSigned(jws, "sotto-agency", "descriptor");
  // Read before it is verified, because it names the key; the pin, which is that key's hash or that of one before it, vouches for it.
  const payload = await readDescriptorPayload(signed.payload);
  const { keys } = await readChain(payload, successions);
  if (!keys.includes(pin)) throw new PinMismatch();
  await verify(signed, await importVerifier(payload.certifying));
  return payload;
}

/** @param {Uint8Array} bytes  @returns {Promise<Descriptor>} */
async function readDescriptorPayload(bytes) {
  const payload = expectMembers(parseObject(bytes, "descriptor"), DESCRIPTOR, "descriptor");
  const { mandated, lock } = expectMembers(payload.settings, SETTINGS, "descriptor settings", LATER_SETTINGS);
  if (mandated !== undefined) expectMembers(mandated, MANDATED, "mandated reporting");
  if (lock !== undefined) expectMembers(lock, LOCK, "lock times");
  for (const entry of payload.settings.onCall) expectMembers(entry, ON_CALL, "on-call entry");
  await Promise.all([payload.certifying, payload.records, ...payload.receipts].map(thumbprint));
  return /** @type {Descriptor} */ (without(payload, ["v"]));
}

/**
 * @param {unknown} jws
 * @param {Pick<Descriptor, "agency"|"certifying">} descriptor verified
 * @returns {Promise<Certificate>} Malformed, BadSignature. Whether it is valid now: `validForSealing`.
 */
export async function readCertificate(jws, descriptor) {
  const signed = readSigned(jws, "sotto-certificate", "certificate");
  await verify(signed, await importVerifier(descriptor.certifying));
  const payload = expectMembers(parseObject(signed.payload, "certificate"), CERTIFICATE, "certificate");
  await Promise.all([payload.sealing, payload.signing].map(thumbprint));
  if (payload.agency !== descriptor.agency) throw new Malformed("certificate: of another agency");
  if (millisecondsOf(payload.until) < millisecondsOf(payload.from)) throw new Malformed("certificate: it ends before it begins");
  return /** @type {Certificate} */ (without(payload, ["v"]));
}

/** @param {Pick<Certificate, "from"|"until">} certificate  @param {number} now milliseconds  @returns {boolean} may be sealed to */
export function validForSealing({ from, until }, now) {
  return millisecondsOf(from) - CLOCK_SLACK <= now && now <= millisecondsOf(until);
}

/** @param {Pick<Certificate, "from"|"until">} certificate  @param {string} at of the signed thing  @returns {boolean} its signature counts */
export function validForSignature({ from, until }, at) {
  const moment = millisecondsOf(at);
  return millisecondsOf(from) - CLOCK_SLACK <= moment && moment <= millisecondsOf(until) + CLOCK_SLACK;
}

/** @param {number} now milliseconds  @returns {{from: string, until: string}} for a certificate that is issued now */
export function spanFrom(now) {
  return { from: stampOf(now, 0), until: stampOf(now + SPAN, 0) };
}

/** @param {Certificate} certificate  @param {Signer} certifying  @returns {Promise<string>} */
export function issueCertificate({ agency, member, name, role, sealing, signing, from, until }, certifying) {
  const keys = { sealing: publicPart(sealing), signing: publicPart(signing) };
  const payload = { v: 1, agency, member, name, role, ...keys, from, until };
  expectMembers(payload, CERTIFICATE, "certificate");
  return sign("sotto-certificate", writeJson(payload), certifying);
}

/** @param {Descriptor} descriptor  @param {Signer} certifying the private half of `descriptor.certifying`  @returns {Promise<string>} */
export async function issueDescriptor({ agency, name, certifying: publicKey, records, receipts, settings, at }, certifying) {
  const keys = { certifying: publicPart(publicKey), records: publicPart(records), receipts: receipts.map(publicPart) };
  const payload = writeJson({ v: 1, agency, name, ...keys, settings, at });
  await readDescriptorPayload(payload);
  return sign("sotto-agency", payload, certifying);
}
