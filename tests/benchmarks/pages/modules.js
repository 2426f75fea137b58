/** What is measured inside the page: the app's own modules, put together as `static/app/main.js` does, with no screens around them. */
import * as crypto from "../../../static/crypto/index.js";
import { createDirectory, createRepository } from "../../../static/domain/repository/index.js";
import { createRiskMatcher } from "../../../static/domain/risk/index.js";
import { systemClock as clock } from "../../../static/lib/clock.js";
import { createIds } from "../../../static/lib/ids.js";
import { openStore } from "../../../static/store/store.js";
import { createEngine } from "../../../static/sync/engine.js";
import { createTransport } from "../../../static/sync/transport.js";

const ids = createIds(clock);
const SETTINGS = { language: "en", part2: "no", naming: "first-name", jurisdiction: "generic", onCall: [] };

/** A member of a fresh agency, unlocked, with a store of their own. */
async function createMember() {
  const [agency, device, deviceKey, salt] = [ids.next(), ids.next(), crypto.newDeviceKey(), crypto.newSalt()];
  const unlockKey = await globalThis.crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const officer = { name: "Olive", signInName: "olive" };
  const made = await crypto.foundAgency({ agency, agencyName: "Bench", receipts: [], settings: SETTINGS, officer, unlockKey, ids, clock });
  const store = await openStore({ name: "sotto" });
  const wrapped = await crypto.wrapDeviceKey(deviceKey, device, unlockKey);
  await store.putAccount({ member: made.bundle.member, device, agency, salt, kdf: { ...crypto.STANDARD_KDF }, account: made.account, deviceKey: wrapped, pin: made.pin, state: "active" });
  await store.putDirectory({ version: 1, descriptor: made.descriptor, certificates: [made.certificate], ended: [], reachable: [], successions: [] });
  const keyring = crypto.createKeyring();
  await keyring.unlock({ bundle: made.bundle, device, deviceKey, signInSecret: null });
  const directory = createDirectory({ store, crypto });
  // Never started: what is saved waits, as with no signal.
  const engine = createEngine({ transport: createTransport({ fetch: window.fetch.bind(window) }), store, clock, verifyRun: crypto.verifyRun, directory, locks: navigator.locks });
  return createRepository({ store, keyring, crypto, clock, ids, engine, directory, locks: navigator.locks });
}

/**
 * @param {{cases: number, perCase: number, text: string}} asked
 * @returns {Promise<{times: number[], transactions: number, oneTransaction: number}>} milliseconds of each save; transactions of the database for each; milliseconds of one
 */
async function saveNotes({ cases, perCase, text }) {
  const repository = await createMember();
  const counted = countTransactions();
  const person = { kind: "participant", schema: 1, name: "Somebody", code: "SO-1", language: "en", adult: true, archived: false, contact: "" };
  const session = ids.next();
  const times = [];
  let transactions = 0;
  for (let each = 0; each < cases; each += 1) {
    const vault = await repository.createVaultWith({ to: [] }, [[person, {}]]);
    for (let count = 0; count < perCase; count += 1) {
      const [began, before] = [performance.now(), counted.all];
      // As the note's screen does it: with an id chosen before, so that an interrupted save may be repeated.
      await repository.append(vault, { kind: "note", schema: 1, session, text }, { id: ids.next() });
      times.push(performance.now() - began);
      transactions += counted.all - before;
    }
  }
  return { times, transactions: transactions / times.length, oneTransaction: await timeOneTransaction() };
}

/** Counts what is begun from now on. */
function countTransactions() {
  const counted = { all: 0 };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...values) {
    counted.all += 1;
    return transaction.apply(this, values);
  };
  return counted;
}

/** The median of many that read one row and do nothing with it. */
async function timeOneTransaction() {
  const store = await openStore({ name: "sotto" });
  const times = [];
  for (let count = 0; count < 50; count += 1) {
    const began = performance.now();
    await store.deviceHead();
    times.push(performance.now() - began);
  }
  store.close();
  return times.sort((a, b) => a - b)[25];
}

/** @param {{text: string, runs: number}} asked @returns {Promise<number[]>} milliseconds of each reading */
async function matchNote({ text, runs }) {
  const matcher = createRiskMatcher(await (await fetch("/lexicon.json")).json());
  return Array.from({ length: runs }, () => {
    const began = performance.now();
    const { hits } = matcher.match(text, { date: "2026-11-22" });
    const took = performance.now() - began;
    if (hits.length === 0) throw new Error("expected the note to have something to notice");
    return took;
  });
}

Object.assign(globalThis, { modules: { saveNotes, matchNote } });
