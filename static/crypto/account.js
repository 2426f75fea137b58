/**
 * A member's own keys, and how they rest sealed: the account bundle and the recovery bundle (PROTOCOL.md §5).
 * Invariant: private halves exist in clear only in the value that these functions give; whoever gets it hands it to the keyring.
 */
import { CannotOpen, Malformed, WrongPassphrase } from "../lib/errors.js";
import { HEADERS, LONGEST_NAME, readSealed } from "./formats.js";
import { importOpener, importSigner, newPair, openDirect, openWithKey, publicPart, sealDirect, sealToKey } from "./jose.js";
import { equals, expectMembers, isDigest, isId, isObject, parseObject, textUpTo, without, writeJson } from "./strict.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {import("./jose.js").PrivateJwk} PrivateJwk */
/** @typedef {import("./jose.js").Opener} Opener */
/** @typedef {{agency: string, member: string, signInName: string, pin: string, sealing: PrivateJwk, signing: PrivateJwk}} AccountBundle */
/** @typedef {{bundle: AccountBundle, account: string, recovery: string, sealing: PublicJwk, signing: PublicJwk}} NewAccount */

const BUNDLE = {
  v: equals(1), agency: isId, member: isId, signInName: textUpTo(LONGEST_NAME), pin: isDigest, sealing: isObject, signing: isObject,
};

/**
 * @param {object} what
 * @param {string} what.agency @param {string} what.signInName
 * @param {string} what.pin thumbprint of the certifying key that this device trusts
 * @param {PublicJwk} what.records of the verified descriptor
 * @param {CryptoKey} what.unlockKey
 * @param {import("../lib/ids.js").Ids} what.ids
 * @returns {Promise<NewAccount>} `bundle` for the keyring, the rest for the enrolment
 */
export async function newAccount({ agency, signInName, pin, records, unlockKey, ids }) {
  const bundle = { agency, member: ids.next(), signInName, pin, sealing: await newPair("sealing"), signing: await newPair("signing") };
  return {
    bundle,
    account: await sealAccount(bundle, unlockKey),
    recovery: await sealRecovery(bundle, records),
    sealing: publicPart(bundle.sealing),
    signing: publicPart(bundle.signing),
  };
}

/** @param {AccountBundle} bundle  @param {CryptoKey} unlockKey  @returns {Promise<string>} also to seal it anew under a new passphrase */
export function sealAccount(bundle, unlockKey) {
  return sealDirect({ typ: "sotto-account", v: 1, member: bundle.member }, bytesOf(bundle), unlockKey);
}

/** @param {unknown} jwe  @param {CryptoKey} unlockKey  @returns {Promise<AccountBundle>} WrongPassphrase; Malformed */
export async function openAccount(jwe, unlockKey) {
  const header = readSealed(jwe, HEADERS.account, "account");
  try {
    return await readBundle(await openDirect(/** @type {string} */ (jwe), unlockKey), header.member);
  } catch (error) {
    if (error instanceof CannotOpen) throw new WrongPassphrase();
    throw error;
  }
}

/** @param {AccountBundle} bundle  @param {PublicJwk} records  @returns {Promise<string>} */
export function sealRecovery(bundle, records) {
  return sealToKey({ typ: "sotto-recovery", v: 1, member: bundle.member }, bytesOf(bundle), records);
}

/** @param {unknown} jwe  @param {Opener} recordsOpener  @returns {Promise<AccountBundle|null>} null when sealed to another records key */
export async function openRecovery(jwe, recordsOpener) {
  const header = readSealed(jwe, HEADERS.recovery, "recovery");
  const opened = await openWithKey(/** @type {string} */ (jwe), { kid: header.kid, epk: header.epk }, recordsOpener);
  return opened && readBundle(opened, header.member);
}

/**
 * The same bundle once more, for a person who lost their passphrase: the officer opened it and seals it to the key of their request.
 * @param {AccountBundle} bundle  @param {PublicJwk} requester whose code was compared aloud  @returns {Promise<string>}
 */
export function sealRecovered(bundle, requester) {
  return sealToKey({ typ: "sotto-recovered", v: 1, member: bundle.member }, bytesOf(bundle), requester);
}

/** @param {unknown} jwe  @param {Opener} opener of the request  @returns {Promise<AccountBundle|null>} null when sealed to another request */
export async function openRecovered(jwe, opener) {
  const { kid, epk, member } = readSealed(jwe, HEADERS.recovered, "recovered account");
  const opened = await openWithKey(/** @type {string} */ (jwe), { kid, epk }, opener);
  return opened && readBundle(opened, member);
}

/** @param {AccountBundle} bundle */
function bytesOf({ agency, member, signInName, pin, sealing, signing }) {
  return writeJson({ v: 1, agency, member, signInName, pin, sealing, signing });
}

/** @param {Uint8Array} opened  @param {string} member of the header */
async function readBundle(opened, member) {
  const bundle = expectMembers(parseObject(opened, "account"), BUNDLE, "account");
  await importOpener(bundle.sealing);
  await importSigner(bundle.signing);
  if (bundle.member !== member) throw new Malformed("account: header and contents name different members");
  return /** @type {AccountBundle} */ (without(bundle, ["v"]));
}
