/**
 * Sealed-looking items for tests of what handles sealed bytes only: the right shape and real sizes, random instead of encrypted.
 * Nothing here signs; tests that want real seals use `static/crypto`.
 */
import { createHash, randomBytes } from "node:crypto";
import { createIds } from "../../../static/lib/ids.js";
import { systemClock } from "../../../static/lib/clock.js";

export const ids = createIds(systemClock);
const encode = (value) => Buffer.from(value).toString("base64url");
export const thumbprint = () => randomBytes(32).toString("base64url");
export const hashOf = (text) => createHash("sha256").update(text).digest("base64url");

export const MEMBER = ids.next();
export const DEVICE = ids.next();

export function envelope({ vault, id = ids.next(), author = MEMBER, device = DEVICE, prev = null, after = [], bytes = 120 } = {}) {
  const header = { alg: "dir", enc: "A256GCM", typ: "sotto-envelope", v: 1, id, vault, epoch: 1, author, device, at: systemClock.stamp(), after, prev };
  return item(header, "", bytes);
}

export function grant({ vault, id = ids.next(), to = MEMBER, author = MEMBER, device = DEVICE }) {
  const epk = { kty: "EC", crv: "P-256", x: thumbprint(), y: thumbprint() };
  const header = { alg: "ECDH-ES+A256KW", enc: "A256GCM", epk, typ: "sotto-grant", v: 1, id, vault, epoch: 1, author, device, at: systemClock.stamp(), prev: null, to, kid: thumbprint() };
  return item(header, encode(randomBytes(40)), 32);
}

const KID = thumbprint();
function item(header, encryptedKey, bytes) {
  const jwe = [encode(JSON.stringify(header)), encryptedKey, ...[12, bytes, 16].map((size) => encode(randomBytes(size)))].join(".");
  const sig = `${encode(JSON.stringify({ alg: "ES256", kid: KID, typ: "sotto-signature" }))}..${encode(randomBytes(64))}`;
  return { id: header.id, vault: header.vault, jwe, sig, hash: hashOf(`${jwe}\n${sig}`) };
}

/** Envelopes as a server would have numbered them. */
export function received(vault, items, { after = 0, prev = null } = {}) {
  let before = prev;
  return items.map(({ jwe, sig, id, hash }, index) => {
    const number = after + index + 1;
    const payload = { v: 1, vault, number, id, hash, prev: before, at: "2026-11-22T21:04:38.123+00:00" };
    const receipt = [encode(JSON.stringify({ alg: "ES256", kid: KID, typ: "sotto-receipt" })), encode(JSON.stringify(payload)), encode(randomBytes(64))].join(".");
    before = hashOf(receipt);
    return { number, jwe, sig, receipt };
  });
}

/** A device's chain of envelopes in one vault. */
export function chain(vault, count, { prev = null, bytes } = {}) {
  let before = prev;
  return Array.from({ length: count }, () => {
    const made = envelope({ vault, prev: before, bytes });
    before = made.hash;
    return made;
  });
}
