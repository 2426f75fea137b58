/**
 * Reading many items of few authors: each public key is read once.
 * Invariant: the cache belongs to whoever made it and holds public keys only.
 */
import { openEnvelope, openGrant, verifyItem } from "./items.js";
import { importVerifier } from "./jose.js";
import { verifyRun } from "./receipts.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {import("./jose.js").Opener} Opener */
/** @typedef {import("./receipts.js").Position} Position */
/** @typedef {import("./receipts.js").Received} Received */

/** The functions of `items.js` and `receipts.js` under the same names, taking the same arguments. */
export function createVerifier() {
  /** @type {Map<string, ReturnType<typeof importVerifier>>} by the point, which is the key */
  const read = new Map();
  const once = (/** @type {PublicJwk} */ jwk) => {
    const point = `${jwk.x}.${jwk.y}`;
    const known = read.get(point) ?? importVerifier(jwk);
    read.set(point, known);
    return known;
  };
  return {
    /** @param {unknown} item  @param {PublicJwk} signing */
    verifyItem: async (item, signing) => verifyItem(item, await once(signing)),
    /** @param {unknown} item  @param {CryptoKey} vaultKey  @param {PublicJwk} signing */
    openEnvelope: async (item, vaultKey, signing) => openEnvelope(item, vaultKey, await once(signing)),
    /** @param {unknown} item  @param {Opener} opener  @param {PublicJwk} signing */
    openGrant: async (item, opener, signing) => openGrant(item, opener, await once(signing)),
    /** @param {{vault: string, after: Position, envelopes: readonly Received[], keys: readonly PublicJwk[]}} run */
    verifyRun: async ({ keys, ...run }) => verifyRun({ ...run, keys: await Promise.all(keys.map(once)) }),
  };
}

/** @typedef {ReturnType<typeof createVerifier>} ItemVerifier */
