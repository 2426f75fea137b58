/** What screens may use: put together whole, flushed on time, and nothing in it that leaves the phone unsealed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext } from "../../../static/app/context.js";
import { context as brought } from "../../../static/app/screens/member.js";
import { hashOf } from "../../../static/crypto/index.js";
import { StorageFull } from "../../../static/lib/errors.js";
import { createTranslator } from "../../../static/lib/i18n.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";
import { createAgency } from "../domain/repository/agency.js";

const data = (name) => JSON.parse(readFileSync(new URL(`../../../webapp/content/data/${name}.json`, import.meta.url), "utf8"));
const content = { scripts: data("scripts"), packs: { generic: data("jurisdiction-generic") }, lexicon: data("lexicon"), guidance: data("guidance"), resources: data("resources"), readSecond: async () => data("risk-reader"), releases: data("releases") };
const MARIA = { name: "Maria R.", language: "en", adult: true, contact: "" };

async function world() {
  const agency = await createAgency();
  const riley = await agency.join("Riley", "specialist");
  await agency.join("Sam", "supervisor");
  const phone = await agency.phone(riley);
  const shared = [];
  let language = "en";
  const account = { state: () => "unlocked", member: () => ({ id: riley.member, name: "Riley", role: "specialist" }), settings: () => ({ onCall: [{ member: null, name: "Sam", phone: "+15550100" }] }), lock: () => assert.fail("the account's own lock is not for screens") };
  const context = createContext({
    repository: phone.repository, content, ids: agency.ids, clock: agency.clock, hashOf, account, engine: phone.engine, store: phone.store, protocol: {}, keyring: phone.keyring, stepPasskey: { isAvailable: () => false },
    device: { share: { give: async (file) => shared.push(file) } }, settings: {}, router: {}, origin: "https://sotto.example", toast: () => undefined, helpRow: () => undefined,
    i18n: () => createTranslator({ catalogues: { en, es }, language, strict: true }), onChange: () => () => undefined, lock: async () => "locked", onHide: () => undefined,
  });
  return { agency, phone, context, shared, speak: (next) => (language = next) };
}

test("every part that a screen is promised is there, once the screens have been read", async () => {
  const { context } = await world();
  context.take({ context: brought });
  const promised = readFileSync(new URL("../../../static/views/context.js", import.meta.url), "utf8");
  const members = (type) => [...(promised.split(`@typedef {object} ${type}`)[1]?.split("@typedef")[0] ?? "").matchAll(/@property \{.*\} (\w+)(?=\s|$)/gm)].map(([, name]) => name);
  for (const type of ["Notes", "Consults", "Cases", "Sessions", "Sync", "Help"]) {
    assert.ok(members(type).length > 1, type);
    for (const member of members(type)) assert.equal(typeof context[type.toLowerCase()][member], "function", `${type}.${member}`);
  }
});

test("what opening the app does not need comes with the screens that use it, once", async () => {
  const { context } = await world();
  context.prepare();
  assert.throws(() => context.sessions, TypeError);
  assert.throws(() => context.notes.notice("words"), TypeError);
  context.take({ context: brought });
  context.prepare();
  const { sessions } = context;
  context.take({ context: brought });
  assert.equal(context.sessions, sessions, "two touches are two turns of one");
  assert.equal(context.notes.notice("he wants to kill himself tonight").level, "imminent");
});

test("before anything takes the screen away, everything being typed is written, even when one of them cannot be", async () => {
  const { context } = await world();
  const written = [];
  context.onFlush(async () => void written.push("first"));
  const leave = context.onFlush(async () => { throw new StorageFull(); });
  context.onFlush(async () => void written.push("third"));
  await assert.rejects(context.flush(), StorageFull);
  assert.deepEqual(written, ["first", "third"]);
  leave();
  await context.flush();
  assert.deepEqual(written, ["first", "third", "first", "third"]);
});

test("screens lock through the app, which writes down and clears first", async () => {
  const { context } = await world();
  assert.equal(await context.account.lock(), "locked");
});

test("a form's words are kept sealed, listed as unfinished, and gone when they are dropped", async () => {
  const { context, phone } = await world();
  await context.consults.keepDraft("consult/new/worried", { words: "Maria is in danger" });
  assert.deepEqual(await context.consults.draft("consult/new/worried"), { words: "Maria is in danger" });
  assert.doesNotMatch(JSON.stringify(await phone.store.local.all("")), /Maria|danger/);
  assert.equal((await context.notes.unfinished())[0].form, "consult/new/worried");
  await context.consults.dropDraft("consult/new/worried");
  assert.equal(await context.consults.draft("consult/new/worried"), null);
});

test("what is exported is sealed: no name, no word, and all that is only here", async () => {
  const { context, shared } = await world();
  await context.cases.create(MARIA);
  await context.sync.exportSafely();
  const text = await shared[0].text();
  const { format, items } = JSON.parse(text);
  assert.deepEqual([shared[0].name, format], ["sotto-export.json", "sotto-export"]);
  assert.equal(items.length, 3, "two grants and the person");
  assert.doesNotMatch(text, /Maria|MR-01|participant/);
});

test("help stands with no network: who is on call, where to call, words that tell nothing", async () => {
  const { context, speak } = await world();
  const { onCall, resources, neutralText } = context.help.now();
  assert.equal(onCall[0].phone, "+15550100");
  assert.ok(resources.length > 0);
  assert.doesNotMatch(neutralText, /risk|crisis|health|recovery|danger/i);
  speak("es");
  assert.notEqual(context.help.now().neutralText, neutralText);
});

test("the supervisors who would be woken are those who get the request", async () => {
  const { context, agency, phone } = await world();
  agency.server.directory.reachable = [...(await phone.repository.directory()).members.values()].filter(({ role }) => role === "supervisor").map(({ id }) => id);
  await phone.directory.accept(structuredClone(agency.server.directory));
  assert.deepEqual(await context.consults.supervisors(), { names: ["Sam"], pushable: ["Sam"] });
});
