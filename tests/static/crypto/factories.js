/** A small world for the tests of crypto: real keys, made anew. */
import { argon2 as realArgon2 } from "../../../static/crypto/argon2.js";
import { importOpener, importSecretKey, importSigner, newPair, publicPart, sign } from "../../../static/crypto/jose.js";
import { newDeviceKey, newVaultKey } from "../../../static/crypto/local.js";
import { itemHash, readHeader, sealEnvelope } from "../../../static/crypto/items.js";
import { receiptHash } from "../../../static/crypto/receipts.js";
import { utf8 } from "../../../static/lib/bytes.js";
import { createIds } from "../../../static/lib/ids.js";

export const NOW = Date.UTC(2026, 10, 22, 12);
export const AT = "2026-11-22T12:00:00.000+00:00";
export const clock = { now: () => NOW, stamp: () => AT };
export const ids = createIds(clock);
/** The floor of what readers take: quick, and too weak to be given to anybody. */
export const INSECURE_FAST_KDF = Object.freeze({ name: /** @type {const} */ ("argon2id"), memory: 19_456, passes: 2, lanes: 1 });
export const argon2 = realArgon2;

/** Somebody with both pairs. */
export async function newPerson() {
  const [sealing, signing] = await Promise.all([newPair("sealing"), newPair("signing")]);
  return {
    id: ids.next(),
    device: ids.next(),
    private: { sealing, signing },
    sealing: publicPart(sealing),
    signing: publicPart(signing),
    signer: await importSigner(signing),
    opener: await importOpener(sealing),
  };
}

export async function newVault() {
  const raw = newVaultKey();
  return { id: ids.next(), raw, vaultKey: await importSecretKey(raw) };
}

/** What the writer of an item decides, with changes. */
export function fields(person, vault, changes = {}) {
  return { id: ids.next(), vault: vault.id, epoch: 1, author: person.id, device: person.device, at: AT, prev: null, ...changes };
}

export const NOTE = Object.freeze({ kind: "note", schema: 1, text: "It’s a quiet day. ¿Qué tal? 🌊" });

export const sealNote = (person, vault, changes = {}, payload = NOTE) =>
  sealEnvelope({ ...fields(person, vault), after: [], ...changes }, payload, vault.vaultKey, person.signer);

/** A vault of `count` envelopes with the receipts that a server gives for them. */
export async function receivedRun(person, vault, server, count) {
  const envelopes = [];
  let prev = null;
  for (let number = 1; number <= count; number += 1) {
    const item = await sealNote(person, vault);
    const claims = { v: 1, vault: vault.id, number, id: readHeader(item).id, hash: await itemHash(item), prev, at: AT };
    const receipt = await sign("sotto-receipt", utf8(JSON.stringify(claims)), server.signer);
    prev = await receiptHash(receipt);
    envelopes.push({ number, ...item, receipt });
  }
  return envelopes;
}

/** The account bundle of somebody. */
export function bundleOf(person) {
  const { sealing, signing } = person.private;
  return { agency: ids.next(), member: person.id, signInName: "dana", pin: person.signer.kid, sealing, signing };
}

export { importSecretKey, newDeviceKey, newVaultKey };
