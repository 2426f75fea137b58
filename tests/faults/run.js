/**
 * Two phones of one person against the real server, with a fault at every step. Talks to `__main__.py` in lines of JSON: it asks for the server to be
 * killed, waits until it stands again, and ends with what it saved and what it met.
 */
import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createProtocol } from "../../static/sync/protocol.js";
import { createTransport } from "../../static/sync/transport.js";
import { createFaultyFetch, NETWORK_FAULTS } from "./network.js";
import { createPhone } from "./phone.js";
import { armStorage, disarmStorage, installStorageFaults, isOfKill } from "./storage.js";

const { seed, kills, origin, person, phones: given, receiptKey } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (/** @type {object} */ message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** mulberry32: the same seed, the same run. */
let state = seed >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (/** @type {readonly any[]} */ list) => list[Math.floor(random() * list.length)];

/** @type {Record<string, number>} */ const met = {};
const onFault = (/** @type {string} */ kind) => void (met[kind] = (met[kind] ?? 0) + 1);
installStorageFaults(onFault);
process.on("unhandledRejection", (error) => {
  if (!isOfKill(error)) throw error;
});

let isCalm = false;
/** @type {any} */ let fault = null;
/** @type {Promise<unknown>|null} */ let standing = null;

/** What the next request to append, read or changes meets; one fault an arming. @param {string} path */
function next(path) {
  if (isCalm || !fault || !/append|read|changes/.test(path)) return null;
  const kind = fault;
  fault = null;
  return kind;
}

function killServer() {
  say({ kill: true });
  standing = lines.next();
}

const phones = await Promise.all(given.map(async (/** @type {any} */ { device, saves }, /** @type {number} */ index) => {
  const transport = createTransport({ fetch: createFaultyFetch({ next, onFault, killServer, random }), base: origin });
  const protocol = createProtocol(transport);
  const signIn = () => protocol.signIn({ signInName: person.signInName, secret: person.secret, device: { id: device, label: "A phone" } }).then(() => true);
  await signIn();
  const account = { ...person.row, device };
  return { saves, phone: await createPhone({ name: `phone-${index}`, account, transport, receiptKey, onSignedOut: signIn }) };
}));

const steps = phones.flatMap(({ phone, saves }) => saves.map((/** @type {any} */ items) => ({ phone, items })));
const killAt = new Set(Array.from({ length: kills }, (_, index) => Math.floor(((index + 0.5) * steps.length) / kills)));
// Each phone's saves in their order, the phones taking turns by chance.
for (const [index] of steps.entries()) {
  const { phone, saves } = pick(phones.filter((each) => each.saves.length > 0));
  fault = killAt.has(index) ? "server killed" : random() < 0.7 ? pick(NETWORK_FAULTS) : null;
  if (random() < 0.75) armStorage(phone.name, random() < 0.6 ? "kill" : "quota", Math.floor(random() * 14));
  await phone.save(saves.shift());
  await phone.turn(random() < 0.3 ? 2 : 1);
  if (random() < 0.15) {
    const under = phone.turn(1);
    await new Promise((resolve) => setTimeout(resolve, random() * 15));
    onFault("app killed in mid-turn");
    await phone.restart();
    await under;
  }
  disarmStorage(phone.name);
  if (standing) await standing;
  standing = null;
}

isCalm = true;
const ends = [];
for (const { phone } of phones) {
  await phone.restart();
  for (let turn = 0; turn < 6; turn += 1) await phone.turn(1);
}
const hash = (/** @type {any} */ { jwe, sig }) => createHash("sha256").update(`${jwe}\n${sig}`).digest("base64url");
for (const { phone } of phones) {
  await phone.turn(1);
  const { envelopes, counts, integrity } = await phone.found();
  const verified = new Set(envelopes.filter(({ state: each }) => each === "stored").map(hash));
  ends.push({ saved: [...phone.saved], verified: [...verified], shown: envelopes.length, counts, integrity });
}
process.stdout.write(`${JSON.stringify({ done: { met, phones: ends } })}\n`, () => process.exit(0));
