/**
 * The crypto that coming in needs, put together: key derivation off the page's thread, a new member's keys, a new agency's.
 */
import {
  answerCode, checkPassphrase, deriveKeys, foundAgency, importSecretKey, makeKit, importOpener, newAccount, newDeviceKey, newKitPassphrase, newPair, newPasskeySalt, newSalt,
  openAccount, openDeviceKeyOfAccount, openKit, openLocal, openRecovered, openRecovery, passkeyKey, publicPart, readCertificate, readDescriptor, recordsOpeners, recoveryCode, sealAccount, sealDeviceKeyToAccount, sealLocal, shortCode, STANDARD_KDF, unwrapDeviceKey, wrapDeviceKey,
} from "../crypto/index.js";

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
    const made = await newAccount({ agency, signInName, pin, records, unlockKey, ids });
    return { bundle: made.bundle, unlockKey, enrolment: enrolmentOf(made, { salt, kdf, secret }) };
  }

  /**
   * A new agency with its first officer, and the recovery kit that only paper and file can open.
   * @param {{agency: string, agencyName: string, receipts: any[], settings: any, name: string, signInName: string, passphrase: string}} form
   */
  async function makeAgency({ agency, agencyName, receipts, settings, name, signInName, passphrase }) {
    const { salt, kdf, signInSecret: secret, unlockKey } = await choose(passphrase);
    const made = await foundAgency({ agency, agencyName, receipts, settings, officer: { name, signInName }, unlockKey, ids, clock });
    const { bundle, descriptor, certificate, agencyKeys } = made;
    const kit = await makeRecoveryKit(made.keys, agency);
    return { bundle, unlockKey, descriptor, certificate, agencyKeys, ...kit, enrolment: enrolmentOf(made, { salt, kdf, secret }) };
  }

  /** @param {any} keys of the agency @param {string} agency @returns {Promise<{kit: string, kitPassphrase: string}>} */
  async function makeRecoveryKit(keys, agency) {
    const kitPassphrase = newKitPassphrase();
    return { kit: await makeKit(keys, agency, kitPassphrase, argon2), kitPassphrase };
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
    makeAgency,
    makeRecoveryKit,
    openAccount, readCertificate, readDescriptor, unwrapDeviceKey, checkPassphrase, wrapDeviceKey, newPasskeySalt, passkeyKey,
    /** A local record under a device key that is not in the keyring. @param {string} name @param {unknown} value @param {Uint8Array} deviceKey */
    sealOpened: async (name, value, deviceKey) => sealLocal(name, value, await importSecretKey(deviceKey)),
    /** @param {string} name @param {string} jwe @param {Uint8Array} deviceKey @returns {Promise<any>} */
    openOpened: async (name, jwe, deviceKey) => openLocal(name, jwe, await importSecretKey(deviceKey)),
    /** @param {string} kit @param {string} kitPassphrase */
    openKit: (kit, kitPassphrase) => openKit(kit, kitPassphrase, argon2),
    /** The device key once more, for the account itself. @param {Uint8Array} deviceKey @param {string} device @param {any} bundle */
    sealToAccount: (deviceKey, device, { sealing }) => sealDeviceKeyToAccount(deviceKey, device, publicPart(sealing)),
    /** What the account's own key opens on this phone. @param {unknown} jwe @param {string} device @param {any} bundle @returns {Promise<Uint8Array|null>} */
    openDeviceKeyAs: async (jwe, device, { sealing }) => openDeviceKeyOfAccount(jwe, device, await importOpener(sealing)),
    /** A request for recovery: a key of its own, and the code to compare. @param {string} signInName */
    async makeRequest(signInName) {
      const pair = await newPair("sealing");
      const requester = publicPart(pair);
      return { requester, code: await recoveryCode(requester, signInName), open: async (/** @type {unknown} */ jwe) => openRecovered(jwe, await importOpener(pair)) };
    },
    /** An account as it rests for the agency's keys. @param {unknown} recovery @param {any} keys @returns {Promise<any>} null when it is sealed to others */
    async openRecoveryWith(recovery, keys) {
      const opened = await Promise.all((await recordsOpeners(keys)).map((opener) => openRecovery(recovery, opener)));
      return opened.find(Boolean) ?? null;
    },
    /** The account under a passphrase just chosen. @param {any} bundle @param {string} passphrase */
    async sealAnew(bundle, passphrase) {
      const { salt, kdf, signInSecret: secret, unlockKey } = await choose(passphrase);
      return { salt, kdf, secret, account: await sealAccount(bundle, unlockKey) };
    },
    /** @param {any} bundle */
    answerCodeOf: ({ sealing, pin }) => answerCode(publicPart(sealing), pin),
    /** @param {any} bundle */
    shortCodeOf: ({ sealing, signing }) => shortCode(publicPart(sealing), publicPart(signing)),
  };
}

/** What the server may have of new keys. @param {any} made @param {{salt: string, kdf: any, secret: string}} derived */
function enrolmentOf({ bundle, account, recovery, sealing, signing }, derived) {
  return { member: bundle.member, signInName: bundle.signInName, ...derived, account, recovery, sealing, signing };
}
