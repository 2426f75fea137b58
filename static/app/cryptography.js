/**
 * The crypto that coming in needs, put together: key derivation off the page's thread, a new member's keys, a new agency's.
 */
import { newAccount, openAccount } from "../crypto/account.js";
import { readCertificate, readDescriptor } from "../crypto/certificates.js";
import { newDeviceKey, unwrapDeviceKey, wrapDeviceKey } from "../crypto/local.js";
import { checkPassphrase } from "../crypto/passphrase.js";
import { shortCode } from "../crypto/short_code.js";
import { STANDARD_KDF } from "../crypto/kdf_parameters.js";
import { deriveKeys, newSalt } from "../crypto/unlock.js";
import { foundAgency } from "../crypto/founding.js";

/**
 * @param {{argon2: import("../crypto/kdf_parameters.js").Argon2, ids: import("../lib/ids.js").Ids, clock: {now(): number, stamp(): string}}} parts
 */
export function createCryptography({ argon2, ids, clock }) {
  /** @param {import("../crypto/unlock.js").Derivation} derivation */
  const derive = (derivation) => deriveKeys(derivation, argon2);

  /** Salt, parameters and both secrets for a passphrase just chosen. @param {string} passphrase */
  async function choose(passphrase) {
    const salt = newSalt();
    return { salt, kdf: STANDARD_KDF, ...(await derive({ passphrase, salt, kdf: STANDARD_KDF })) };
  }

  /**
   * A member's keys and what the server may have of them.
   * @param {{agency: string, signInName: string, passphrase: string, pin: string, records: any}} form
   */
  async function makeAccount({ agency, signInName, passphrase, pin, records }) {
    const { salt, kdf, signInSecret: secret, unlockKey } = await choose(passphrase);
    const { bundle, account, recovery, sealing, signing } = await newAccount({ agency, signInName, pin, records, unlockKey, ids });
    return { bundle, unlockKey, enrolment: { member: bundle.member, signInName, salt, kdf, secret, account, recovery, sealing, signing } };
  }

  /** @param {string} device @param {CryptoKey} unlockKey */
  async function makeDeviceKey(device, unlockKey) {
    const deviceKey = newDeviceKey();
    return { deviceKey, wrapped: await wrapDeviceKey(deviceKey, device, unlockKey) };
  }

  return {
    deriveKeys: derive,
    makeAccount,
    makeDeviceKey,
    foundAgency: (/** @type {any} */ form) => foundAgency({ ...form, makeAccount, argon2, ids, clock }),
    openAccount, readCertificate, readDescriptor, unwrapDeviceKey, shortCode, checkPassphrase,
  };
}
