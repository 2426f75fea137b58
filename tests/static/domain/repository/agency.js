/**
 * A real agency for tests: certifying and records keys, certified members each with a phone of their own (store, keyring, engine, repository), and the
 * in-memory server of `tests/static/sync/server.js` at the network's edge. All seals and signatures are real.
 */
import "fake-indexeddb/auto";
import * as crypto from "../../../../static/crypto/index.js";
import { importSigner, newPair, publicPart, thumbprint } from "../../../../static/crypto/jose.js";
import { stampOf } from "../../../../static/lib/clock.js";
import { createIds } from "../../../../static/lib/ids.js";
import { createDirectory, createRepository } from "../../../../static/domain/repository/index.js";
import { openStore } from "../../../../static/store/store.js";
import { createEngine } from "../../../../static/sync/engine.js";
import { createLocks } from "../../../../static/sync/locks.js";
import { createServer } from "../../sync/server.js";

const START = Date.UTC(2026, 10, 22, 21, 4, 38);
const YEAR = 365 * 24 * 3600 * 1000;
let nextName = 0;

/** @param {{settings?: object}} [signed]  what the agency has set otherwise than usual */
export async function createAgency({ settings: changed = {} } = {}) {
  let now = START;
  const clock = { now: () => (now += 1), stamp: () => stampOf((now += 1), -300) };
  const ids = createIds(clock);
  const [certifying, records] = [await newPair("signing"), await newPair("sealing")];
  const signer = await importSigner(certifying);
  const agency = ids.next();
  const server = createServer({});
  server.checksHolders = true;
  const settings = { language: "en", part2: "no", naming: "first-name", jurisdiction: "generic", onCall: [], ...changed };
  const descriptor = { agency, name: "Shelter", certifying: publicPart(certifying), records: publicPart(records), receipts: [server.receiptJwk], settings, at: stampOf(START, 0) };
  server.directory = { version: 1, descriptor: await crypto.issueDescriptor(descriptor, signer), certificates: [], ended: [], reachable: [], successions: [] };
  const pin = await thumbprint(publicPart(certifying));

  async function certify({ member, name, role, sealing, signing, from = START - 1000, until = START + YEAR }) {
    const span = { from: stampOf(from, 0), until: stampOf(until, 0) };
    return crypto.issueCertificate({ agency, member, name, role, sealing: publicPart(sealing), signing: publicPart(signing), ...span }, signer);
  }

  /** A certified person. */
  async function join(name, role, options = {}) {
    const person = { agency, member: ids.next(), signInName: name, pin, sealing: await newPair("sealing"), signing: await newPair("signing") };
    if (options.certified !== false) {
      server.directory.certificates.push(await certify({ ...person, name, role, ...options }));
      server.directory.version += 1;
    }
    return person;
  }

  /** A phone of that person, unlocked; `sync()` is a turn of its engine. */
  async function phone(person, { storeName = `agency-${(nextName += 1)}`, at = clock, trusts = pin } = {}) {
    const store = await openStore({ name: storeName });
    const device = (await store.account())?.device ?? ids.next();
    const deviceKey = crypto.newDeviceKey();
    const filler = await crypto.sealLocal("filler", {}, await secretKey(deviceKey));
    await store.putAccount({ member: person.member, device, agency, salt: "c2FsdHNhbHRzYWx0c2FsdA", kdf: { ...crypto.STANDARD_KDF }, account: filler, deviceKey: filler, pin: trusts });
    const keyring = crypto.createKeyring();
    const unlock = () => keyring.unlock({ bundle: person, device, deviceKey, signInSecret: null });
    await unlock();
    const directory = createDirectory({ store, crypto });
    const locks = createLocks(undefined);
    const transport = server.transportAs({ member: person.member, device, state: "active" });
    const engine = createEngine({ transport, store, clock: at, verifyRun: crypto.createVerifier().verifyRun, directory, locks });
    const repository = createRepository({ store, keyring, crypto, clock: at, ids, engine, directory, locks });
    await directory.accept(structuredClone(server.directory));
    return { person, store, storeName, keyring, unlock, directory, engine, repository, sync: () => engine.run() };
  }

  return { clock, ids, server, descriptor, certifying, records, signer, certify, join, phone, wait: (milliseconds) => (now += milliseconds) };
}

async function secretKey(raw) {
  const { importSecretKey } = await import("../../../../static/crypto/jose.js");
  return importSecretKey(raw);
}

export const participant = (fields = {}) => ({ kind: "participant", schema: 1, name: "Maria R.", code: "MR-27", language: "es", adult: true, archived: false, contact: "", ...fields });
export const request = (fields = {}) => ({ kind: "consult-request", schema: 1, cause: "words", categories: ["self-harm"], urgency: "now", words: "She said she wants it to end.", caseCode: "MR-27", excerpt: "", ...fields });
export const session = (id, at) => ({ kind: "session", schema: 1, session: id, how: "phone", startedAt: at });
export const note = (id, text) => ({ kind: "note", schema: 1, session: id, text });
