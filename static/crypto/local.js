/**
 * What stays on this device: the device key, and the records sealed under it (PROTOCOL.md §5: drafts, summaries, settings).
 * Invariant: a record opens only under the name it was sealed with, so that whoever holds the phone cannot swap two of them.
 */
import { Malformed } from "../lib/errors.js";
import { HEADERS, LONGEST_NAME, readSealed } from "./formats.js";
import { KEY_BYTES, openDirect, openWithKey, randomBytes, sealDirect, sealToKey } from "./jose.js";
import { expectMembers, isId, parseJson, textUpTo, writeJson } from "./strict.js";

/** @returns {Uint8Array<ArrayBuffer>} 32 random bytes; `keyring.unlock` takes them, `wrapDeviceKey` keeps them */
export function newDeviceKey() {
  return randomBytes(KEY_BYTES);
}

/** @returns {Uint8Array<ArrayBuffer>} 32 random bytes for a new vault or a new epoch of one */
export function newVaultKey() {
  return randomBytes(KEY_BYTES);
}

/** @param {Uint8Array} deviceKey  @param {string} device its id  @param {CryptoKey} unlockKey  @returns {Promise<string>} */
export async function wrapDeviceKey(deviceKey, device, unlockKey) {
  expectMembers({ device, length: deviceKey.length }, { device: isId, length: (length) => length === KEY_BYTES }, "device key");
  return sealDirect({ typ: "sotto-device-key", v: 1, device }, deviceKey, unlockKey);
}

/**
 * @param {unknown} jwe
 * @param {string} device whose key it must be
 * @param {CryptoKey} unlockKey
 * @returns {Promise<Uint8Array>} 32 bytes. Malformed; CannotOpen under another unlock key.
 */
export async function unwrapDeviceKey(jwe, device, unlockKey) {
  const header = readSealed(jwe, HEADERS.deviceKey, "device key");
  if (header.device !== device) throw new Malformed("device key: of another device");
  const deviceKey = await openDirect(/** @type {string} */ (jwe), unlockKey);
  if (deviceKey.length !== KEY_BYTES) throw new Malformed(`device key: expected ${KEY_BYTES} bytes, got ${deviceKey.length}`);
  return deviceKey;
}

/**
 * The device key once more, for the account itself: whoever has the account's keys, but not this phone's passphrase, opens what is on it.
 * @param {Uint8Array} deviceKey  @param {string} device its id  @param {import("./jose.js").PublicJwk} sealing the account's own  @returns {Promise<string>}
 */
export async function sealDeviceKeyToAccount(deviceKey, device, sealing) {
  expectMembers({ device, length: deviceKey.length }, { device: isId, length: (length) => length === KEY_BYTES }, "device key");
  return sealToKey({ typ: "sotto-account-device-key", v: 1, device }, deviceKey, sealing);
}

/**
 * @param {unknown} jwe
 * @param {string} device whose key it must be
 * @param {import("./jose.js").Opener} opener the account's own
 * @returns {Promise<Uint8Array|null>} 32 bytes; null when it is sealed to another account. Malformed; CannotOpen.
 */
export async function openDeviceKeyOfAccount(jwe, device, opener) {
  const header = readSealed(jwe, HEADERS.accountDeviceKey, "device key");
  if (header.device !== device) throw new Malformed("device key: of another device");
  const deviceKey = await openWithKey(/** @type {string} */ (jwe), { kid: header.kid, epk: header.epk }, opener);
  if (deviceKey && deviceKey.length !== KEY_BYTES) throw new Malformed(`device key: expected ${KEY_BYTES} bytes, got ${deviceKey.length}`);
  return deviceKey;
}

/** @param {string} name at most 200 characters, readable by whoever holds the phone: ids, never words  @param {unknown} value JSON  @param {CryptoKey} deviceKey */
export async function sealLocal(name, value, deviceKey) {
  expectMembers({ name }, { name: textUpTo(LONGEST_NAME) }, "local record");
  return sealDirect({ typ: "sotto-local", v: 1, name }, writeJson(value), deviceKey);
}

/** @param {string} name  @param {unknown} jwe  @param {CryptoKey} deviceKey  @returns {Promise<any>} Malformed; CannotOpen */
export async function openLocal(name, jwe, deviceKey) {
  const header = readSealed(jwe, HEADERS.local, "local record");
  if (header.name !== name) throw new Malformed("local record: stored under another name");
  return parseJson(await openDirect(/** @type {string} */ (jwe), deviceKey), "local record");
}

