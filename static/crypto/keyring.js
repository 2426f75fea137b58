/**
 * The keys in memory, while the app is unlocked. The only place that holds them.
 *
 * Invariants: what is used is a non-extractable CryptoKey. The raw bytes of a vault key, needed to grant it to somebody else, are kept
 * only sealed under a key that is made at unlock and cannot leave it. `lock()` drops everything; nothing that was under way when it
 * was called puts a key back.
 */
import { equal } from "../lib/bytes.js";
import { Conflict, Locked } from "../lib/errors.js";
import { createNamer, importOpener, importSecretKey, importSigner, openDirect, randomBytes, sealDirect, KEY_BYTES } from "./jose.js";

/** @typedef {import("./jose.js").Signer} Signer */
/** @typedef {import("./jose.js").Opener} Opener */
/** @typedef {import("./account.js").AccountBundle} AccountBundle */
/** @typedef {{secretKey: CryptoKey, sealed: string}} HeldKey */
/** @typedef {{agency: string, member: string, signInName: string, pin: string}} Identity  the bundle without its private keys */
/**
 * @typedef {object} Contents
 * @property {Identity} identity @property {string} device @property {string|null} signInSecret
 * @property {Signer} signer @property {Opener} opener @property {CryptoKey} deviceKey
 * @property {import("./jose.js").Namer} localName
 * @property {CryptoKey} wrappingKey seals the raw vault keys
 * @property {Map<string, Map<number, HeldKey>>} vaults by vault and epoch
 */
/**
 * @typedef {object} Unlocking
 * @property {AccountBundle} bundle @property {string} device its id
 * @property {Uint8Array} deviceKey 32 bytes @property {string|null} [signInSecret] to renew the sign-in while unlocked
 */
/** @typedef {ReturnType<typeof createKeyring>} Keyring */

const LOCAL_NAME = "sotto/v1/local-name";

export function createKeyring() {
  /** @type {Contents|null} */
  let contents = null;
  /** Counts locks and unlocks, so that what was begun before one is not finished after it. */
  let turn = 0;
  /** @type {Set<() => void>} */
  const listeners = new Set();

  const held = () => {
    if (!contents) throw new Locked();
    return contents;
  };
  /** @param {string} vault  @param {number} epoch */
  const find = (vault, epoch) => held().vaults.get(vault)?.get(epoch) ?? null;

  return {
    get isUnlocked() {
      return contents !== null;
    },
    // The getters throw Locked while locked.
    get agency() {
      return held().identity.agency;
    },
    get member() {
      return held().identity.member;
    },
    get signInName() {
      return held().identity.signInName;
    },
    get pin() {
      return held().identity.pin;
    },
    get device() {
      return held().device;
    },
    get signInSecret() {
      return held().signInSecret;
    },
    /** @param {Unlocking} unlocking  @returns {Promise<void>} Locked when `lock()` was called meanwhile */
    async unlock(unlocking) {
      const mine = (turn += 1);
      const prepared = await prepare(unlocking);
      if (mine !== turn) throw new Locked();
      contents = prepared;
    },
    /** Drops every key, then tells the listeners, each even if another fails. */
    lock() {
      turn += 1;
      contents = null;
      const failures = [...listeners].flatMap(failureOf);
      if (failures.length > 0) throw new AggregateError(failures, "listeners failed; the keys are dropped");
    },
    /** @param {() => void} listener  @returns {() => void} stops listening */
    onLock(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Signs what this member writes. */
    signer: () => held().signer,
    /** Opens what is sealed to this member: the `opener` of `openGrant`. */
    sealingPrivateKey: () => held().opener,
    deviceKey: () => held().deviceKey,
    /** Under what a local record is stored, so that its name tells nothing of what somebody was writing. @param {string} name  @returns {Promise<string>} 43 characters */
    localName: (name) => held().localName(name),
    ...vaultKeysOf(held, find),
  };
}

/** @param {() => void} listener  @returns {unknown[]} */
function failureOf(listener) {
  try {
    listener();
    return [];
  } catch (failure) {
    return [failure];
  }
}

/** @param {Unlocking} unlocking  @returns {Promise<Contents>} */
async function prepare({ bundle, device, deviceKey, signInSecret = null }) {
  const { agency, member, signInName, pin } = bundle;
  return {
    identity: { agency, member, signInName, pin },
    device,
    signInSecret,
    signer: await importSigner(bundle.signing),
    opener: await importOpener(bundle.sealing),
    deviceKey: await importSecretKey(deviceKey),
    localName: await createNamer(new Uint8Array(deviceKey), LOCAL_NAME),
    wrappingKey: await importSecretKey(randomBytes(KEY_BYTES)),
    vaults: new Map(),
  };
}

/**
 * @param {() => Contents} held
 * @param {(vault: string, epoch: number) => HeldKey|null} find
 */
function vaultKeysOf(held, find) {
  return {
    /**
     * @param {string} vault  @param {number} epoch
     * @returns {CryptoKey|null} null when this member was not given it
     */
    vaultKey: (vault, epoch) => find(vault, epoch)?.secretKey ?? null,
    /** @param {string} vault  @returns {number[]} whose keys are here, the oldest first */
    epochs: (vault) => epochsOf(held(), vault),
    /** @param {string} vault  @returns {number|null} the newest epoch whose key is here */
    latestEpoch: (vault) => epochsOf(held(), vault).at(-1) ?? null,
    /**
     * The 32 bytes, for granting only. @param {string} vault  @param {number} epoch
     * @returns {Promise<Uint8Array|null>} null when this member was not given it
     */
    async rawVaultKey(vault, epoch) {
      const key = find(vault, epoch);
      return key && openDirect(key.sealed, held().wrappingKey);
    },
    /**
     * Adding the same key again changes nothing; another key for the same epoch is a Conflict and the first one stays.
     * @param {string} vault  @param {number} epoch  @param {Uint8Array} raw 32 bytes
     * @returns {Promise<void>}
     */
    async addVaultKey(vault, epoch, raw) {
      const ring = held();
      const secretKey = await importSecretKey(raw);
      const sealed = await sealDirect({ typ: "sotto-wrapped" }, raw, ring.wrappingKey);
      const epochs = ring.vaults.get(vault) ?? new Map();
      const known = epochs.get(epoch);
      if (known) {
        if (!equal(await openDirect(known.sealed, ring.wrappingKey), raw)) throw new Conflict("vault-key");
        return;
      }
      ring.vaults.set(vault, epochs.set(epoch, { secretKey, sealed }));
    },
  };
}

/** @param {Contents} contents  @param {string} vault */
function epochsOf({ vaults }, vault) {
  return [...(vaults.get(vault)?.keys() ?? [])].sort((a, b) => a - b);
}
