/**
 * The agency's own keys: founding it in the officer's browser, and how its two private keys rest sealed (PROTOCOL.md §5).
 * Invariant: they leave this browser only sealed: to an officer's account, and in the recovery kit under a passphrase of its own.
 */
import { CannotOpen, WrongPassphrase } from "../lib/errors.js";
import { toBase64url } from "../lib/bytes.js";
import { newAccount } from "./account.js";
import { issueCertificate, issueDescriptor, spanFrom } from "./certificates.js";
import { HEADERS, readSealed } from "./formats.js";
import { importOpener, importSigner, newPair, openDirect, openWithKey, publicPart, randomBytes, sealDirect, sealToKey } from "./jose.js";
import { STANDARD_KDF } from "./kdf_parameters.js";
import { equals, expectMembers, isObject, listOf, parseObject, without, writeJson } from "./strict.js";
import { deriveKitKey } from "./unlock.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {import("./jose.js").PrivateJwk} PrivateJwk */
/** @typedef {import("./jose.js").Opener} Opener */
/** @typedef {import("./kdf_parameters.js").Argon2} Argon2 */
/** @typedef {{certifying: PrivateJwk, records: PrivateJwk, recordsBefore?: PrivateJwk[]}} AgencyKeys  recordsBefore: newest first, for what was sealed to them */

const MOST_RECORDS_KEYS = 500;
const AGENCY_KEYS = { v: equals(1), certifying: isObject, records: isObject };
/** Keys that were never renewed have no earlier ones. */
const RENEWED = { recordsBefore: (/** @type {any} */ value) => listOf(isObject, MOST_RECORDS_KEYS)(value) && value.length > 0 };
/** Crockford's base 32: no letter that is taken for a digit or for another letter when it is copied by hand. */
const KIT_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const KIT_GROUPS = 5;
const KIT_GROUP_CHARACTERS = 5;

/** @param {AgencyKeys} [before] whose records key goes on opening what was sealed to it  @returns {Promise<AgencyKeys>} */
export async function newAgencyKeys(before) {
  const earlier = before ? { recordsBefore: [before.records, ...(before.recordsBefore ?? [])] } : {};
  return { certifying: await newPair("signing"), records: await newPair("sealing"), ...earlier };
}

/** @param {AgencyKeys} keys  @returns {Promise<Opener[]>} newest first: all that opens what was ever sealed to the records key */
export function recordsOpeners({ records, recordsBefore = [] }) {
  return Promise.all([records, ...recordsBefore].map(importOpener));
}

/**
 * Makes an agency and its first officer. Nothing is sent; what comes out is the body of `set-up` and the kit for the officer to keep.
 * @param {object} founding
 * @param {string} founding.agency @param {string} founding.agencyName @param {PublicJwk[]} founding.receipts all from `set-up/look`
 * @param {import("./certificates.js").Settings} founding.settings
 * @param {{name: string, signInName: string}} founding.officer
 * @param {CryptoKey} founding.unlockKey the officer's
 * @param {import("../lib/ids.js").Ids} founding.ids
 * @param {import("../lib/clock.js").Clock} founding.clock
 */
export async function foundAgency({ agency, agencyName, receipts, settings, officer, unlockKey, ids, clock }) {
  const keys = await newAgencyKeys();
  const certifying = await importSigner(keys.certifying);
  const { name, signInName } = officer;
  const made = await newAccount({ agency, signInName, pin: certifying.kid, records: publicPart(keys.records), unlockKey, ids });
  const { member } = made.bundle;
  const { sealing, signing } = made;
  const descriptor = {
    agency, name: agencyName, certifying: publicPart(keys.certifying), records: publicPart(keys.records), receipts, settings, at: clock.stamp(),
  };
  return {
    ...made,
    keys,
    pin: certifying.kid,
    descriptor: await issueDescriptor(descriptor, certifying),
    certificate: await issueCertificate({ agency, member, name, role: "officer", sealing, signing, ...spanFrom(clock.now()) }, certifying),
    agencyKeys: await sealAgencyKeys(keys, agency, sealing),
  };
}

/** @param {AgencyKeys} keys  @param {string} agency  @param {PublicJwk} officer a certified sealing key  @returns {Promise<string>} */
export function sealAgencyKeys(keys, agency, officer) {
  return sealToKey({ typ: "sotto-agency-keys", v: 1, agency }, bytesOf(keys), officer);
}

/** @param {unknown} jwe  @param {Opener} opener the officer's  @returns {Promise<AgencyKeys|null>} null when sealed to another officer */
export async function openAgencyKeys(jwe, opener) {
  const { kid, epk } = readSealed(jwe, HEADERS.agencyKeys, "agency keys");
  const opened = await openWithKey(/** @type {string} */ (jwe), { kid, epk }, opener);
  return opened && readKeys(opened);
}

/** @returns {string} 125 random bits to write down, e.g. "7k2mx-04qpa-…" */
export function newKitPassphrase() {
  const characters = Array.from(randomBytes(KIT_GROUPS * KIT_GROUP_CHARACTERS), (byte) => KIT_ALPHABET[byte % KIT_ALPHABET.length]);
  return Array.from({ length: KIT_GROUPS }, (_, group) =>
    characters.slice(group * KIT_GROUP_CHARACTERS, (group + 1) * KIT_GROUP_CHARACTERS).join(""),
  ).join("-");
}

/**
 * @param {AgencyKeys} keys  @param {string} agency  @param {string} passphrase the kit's own  @param {Argon2} argon2
 * @param {Readonly<import("./kdf_parameters.js").Kdf>} [kdf]
 * @returns {Promise<string>} the text of the recovery file
 */
export async function makeKit(keys, agency, passphrase, argon2, kdf = STANDARD_KDF) {
  const salt = toBase64url(randomBytes(16));
  const kitKey = await deriveKitKey({ passphrase, salt, kdf }, argon2);
  return sealDirect({ typ: "sotto-kit", v: 1, agency, salt, kdf }, bytesOf(keys), kitKey);
}

/** @param {unknown} kit  @param {string} passphrase  @param {Argon2} argon2  @returns {Promise<AgencyKeys & {agency: string}>} WrongPassphrase; Malformed */
export async function openKit(kit, passphrase, argon2) {
  const { agency, salt, kdf } = readSealed(kit, HEADERS.kit, "kit");
  const kitKey = await deriveKitKey({ passphrase, salt, kdf }, argon2);
  try {
    return { agency, ...(await readKeys(await openDirect(/** @type {string} */ (kit), kitKey))) };
  } catch (error) {
    if (error instanceof CannotOpen) throw new WrongPassphrase();
    throw error;
  }
}

/** @param {AgencyKeys} keys */
function bytesOf({ certifying, records, recordsBefore }) {
  return writeJson({ v: 1, certifying, records, ...(recordsBefore ? { recordsBefore } : {}) });
}

/** @param {Uint8Array} opened  @returns {Promise<AgencyKeys>} */
async function readKeys(opened) {
  const keys = expectMembers(parseObject(opened, "agency keys"), AGENCY_KEYS, "agency keys", RENEWED);
  await importSigner(keys.certifying);
  await recordsOpeners(/** @type {AgencyKeys} */ (keys));
  return /** @type {AgencyKeys} */ (without(keys, ["v"]));
}
