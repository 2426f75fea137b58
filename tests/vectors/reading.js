/** How JavaScript reads one vector case: a function a format, each giving what README.md says under `expect`. */
import * as crypto from "../../static/crypto/index.js";
import { argon2 } from "../../static/crypto/argon2.js";
import { hkdf, importSecretKey, thumbprint } from "../../static/crypto/jose.js";
import { readParameters } from "../../static/crypto/kdf_parameters.js";
import { fromBase64url, toBase64url, utf8 } from "../../static/lib/bytes.js";
import { BadSignature, CannotOpen, Malformed, WrongPassphrase } from "../../static/lib/errors.js";

/** @typedef {Record<string, any>} Given */

const secretKey = (/** @type {string} */ text) => importSecretKey(fromBase64url(text));
const withoutTyp = ({ typ: _, ...header }) => header;

/** "Not for me" is null in the app; for the vectors it is one of the ways in which a key does not open a thing. */
function expectOpened(/** @type {any} */ opened) {
  if (opened === null) throw new CannotOpen("sealed to another key");
  return opened;
}

/** The receipts of a case, with the hashes that its envelopes would have. */
async function readReceipts({ vault, after, receipts, items }, keys) {
  const position = { number: after.number, receiptHash: after.hash };
  const reached = await crypto.verifyReceipts({ vault, after: position, receipts, items, keys: keys.receipts });
  return { number: reached.number, hash: reached.receiptHash };
}

/**
 * A member of what one part of a compact text says. The vectors leave out what the app always knows beforehand (its agency, its
 * device, its pin); the app's comparison with them has its own tests.
 */
function named(/** @type {string} */ compact, /** @type {number} */ part, /** @type {string} */ member) {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64url(compact.split(".")[part] ?? "")))[member];
  } catch {
    return ""; // It cannot be read, which is what the case is about.
  }
}

/** A server trusts the key that a descriptor names, at founding; a device is told which one. */
async function pinNamedIn(descriptor) {
  try {
    return await thumbprint(named(descriptor, 1, "certifying"));
  } catch {
    return "";
  }
}

async function stretched({ passphrase, salt, kdf }) {
  const parameters = readParameters(kdf, salt);
  return argon2(utf8(passphrase.normalize("NFKC")), parameters.salt, parameters.kdf);
}

async function readPassphrase(input) {
  const secret = await stretched(input);
  const { signInSecret, unlockKey } = await crypto.deriveKeys(input, argon2);
  const unlock = await hkdf(secret, "sotto/v1/unlock");
  // The app's unlock key cannot be exported: that it is these bytes shows by opening with them what it sealed.
  const device = "01a20537-18ae-723d-a636-5122dea424a0";
  const sealed = await crypto.wrapDeviceKey(new Uint8Array(32), device, unlockKey);
  await crypto.unwrapDeviceKey(sealed, device, await importSecretKey(unlock));
  return { signIn: signInSecret, unlock: toBase64url(unlock), kit: toBase64url(await hkdf(secret, "sotto/v1/kit")) };
}

/** @type {Record<string, (input: Given, keys: Given) => Promise<Given>>} */
const READERS = {
  async envelope({ item }, keys) {
    const { header, payload } = await crypto.openEnvelope(item, await secretKey(keys.vault), keys.signing);
    return { hash: await crypto.itemHash(item), header: withoutTyp(header), payload };
  },
  async grant({ item }, keys) {
    const opened = expectOpened(await crypto.openGrant(item, await crypto.importOpener(keys.sealing), keys.signing));
    return { hash: await crypto.itemHash(item), header: withoutTyp(opened.header), vaultKey: toBase64url(opened.key) };
  },
  receipts: readReceipts,
  async certificate({ certificate }, { certifying }) {
    return { certificate: await crypto.readCertificate(certificate, { agency: named(certificate, 1, "agency"), certifying }) };
  },
  async descriptor({ descriptor }, { pin }) {
    return { descriptor: await crypto.readDescriptor(descriptor, pin ?? (await pinNamedIn(descriptor))) };
  },
  async succession({ agency, certifying, successions }) {
    return { keys: (await crypto.readChain({ agency, certifying }, successions)).keys };
  },
  account: async ({ account }, { unlock }) => ({ account: await crypto.openAccount(account, await secretKey(unlock)) }),
  async recovery({ recovery }, { records }) {
    return { account: expectOpened(await crypto.openRecovery(recovery, await crypto.importOpener(records))) };
  },
  async recovered({ recovered }, { requester }) {
    return { account: expectOpened(await crypto.openRecovered(recovered, await crypto.importOpener(requester))) };
  },
  async "agency-keys"({ agencyKeys }, { sealing }) {
    return expectOpened(await crypto.openAgencyKeys(agencyKeys, await crypto.importOpener(sealing)));
  },
  async kit({ kit }, { passphrase }) {
    const { agency: _, ...keys } = await crypto.openKit(kit, passphrase, argon2);
    return keys;
  },
  async "device-key"({ deviceKey }, { unlock }) {
    return { deviceKey: toBase64url(await crypto.unwrapDeviceKey(deviceKey, named(deviceKey, 0, "device"), await secretKey(unlock))) };
  },
  async "account-device-key"({ deviceKey }, { sealing }) {
    const opened = await crypto.openDeviceKeyOfAccount(deviceKey, named(deviceKey, 0, "device"), await crypto.importOpener(sealing));
    return { deviceKey: toBase64url(expectOpened(opened)) };
  },
  local: async ({ local, name }, { device }) => ({ value: await crypto.openLocal(name, local, await secretKey(device)) }),
  passphrase: readPassphrase,
  thumbprint: async ({ jwk }) => ({ thumbprint: await thumbprint(jwk) }),
};

const ERRORS = [
  [BadSignature, "bad-signature"], [CannotOpen, "cannot-open"], [WrongPassphrase, "cannot-open"], [Malformed, "malformed"],
];

/** @param {string} format  @param {Given} input  @param {Given} keys  @returns {Promise<Given>} any other exception is a fault of the reader */
export async function read(format, input, keys) {
  try {
    return await READERS[format](input, keys);
  } catch (error) {
    const known = ERRORS.find(([Kind]) => error instanceof Kind);
    if (!known) throw error;
    return { error: known[1] };
  }
}

export const FORMATS = Object.keys(READERS);
