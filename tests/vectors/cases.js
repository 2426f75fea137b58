/** The shape of a case (README.md), and what both items and bundles need to be made wrong. */
import { publicPart } from "../../static/crypto/jose.js";
import { forgeDirect, forgeToKey } from "./forging.js";

/** @param {string} name  @param {any} input  @param {any} keys  @param {any} expect `{error}` for a failing case */
export function oneCase(name, input, keys, expect) {
  return { name, valid: !("error" in expect), input, keys, expect };
}

export const directHeader = (typ, members) => ({ alg: "dir", enc: "A256GCM", typ, v: 1, ...members });
export const toKeyHeader = (world, typ, members) => ({
  alg: "ECDH-ES+A256KW", enc: "A256GCM", epk: publicPart(world.ephemeral), typ, v: 1, ...members,
});
export const madeDirect = (contentKey) => (header, contents) => forgeDirect(header, contents, contentKey);
export const madeToKey = (world, recipient) => (header, contents) => forgeToKey(header, contents, recipient, world.ephemeral);
