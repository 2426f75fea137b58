/** The one way in and out: durable in, verified out, nothing dropped, nothing in clear, nothing left after the lock. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { importSigner, newPair } from "../../../../static/crypto/jose.js";
import * as crypto from "../../../../static/crypto/index.js";
import { Conflict, Locked, Refused } from "../../../../static/lib/errors.js";
import { openStore } from "../../../../static/store/store.js";
import { createAgency, note, participant, request, session } from "./agency.js";

const payloads = (entries) => entries.map((entry) => entry.payload ?? entry.unreadable);

test("what was appended is there after a kill and a new unlock, and derives the case", async () => {
  const agency = await createAgency();
  const riley = await agency.phone(await agency.join("Riley", "specialist"));
  const vault = await riley.repository.createVaultWith({ to: [] }, [[participant()]]);
  const [visit, at] = [agency.ids.next(), agency.clock.stamp()];
  const [opening] = await riley.repository.appendAll(vault, [[session(visit, at)], [note(visit, "Maria slept on the street.")]]);
  assert.ok(opening);
  riley.store.close();

  const store = await openStore({ name: riley.storeName });
  assert.equal((await store.envelopesOf(vault)).length, 3);
  const again = await agency.phone(riley.person, { storeName: riley.storeName });
  const state = await again.repository.state(vault);
  assert.equal(state.participant.name, "Maria R.");
  assert.equal(state.sessions[0].note.text, "Maria slept on the street.");
  assert.equal(state.unsent, 3);
  store.close();
});

test("the same id asked for twice is written once; a vault under a chosen id too", async () => {
  const agency = await createAgency();
  const riley = await agency.phone(await agency.join("Riley", "specialist"));
  const vault = agency.ids.next();
  await riley.repository.createVaultWith({ vault, to: [] }, [[participant()]]);
  await riley.repository.createVaultWith({ vault, to: [] }, [[participant()]]);
  const id = agency.ids.next();
  const text = note(agency.ids.next(), "Once.");
  assert.equal(await riley.repository.append(vault, text, { id }), id);
  assert.equal(await riley.repository.append(vault, text, { id }), id);
  assert.equal((await riley.repository.open(vault)).length, 2);
});

test("a consult reaches the supervisors who were granted it, and the answer comes back, each state from a signed envelope", async () => {
  const agency = await createAgency();
  const [riley, sam] = [await agency.join("Riley", "specialist"), await agency.join("Sam", "supervisor")];
  const asker = await agency.phone(riley);
  const answerer = await agency.phone(sam);
  const vault = await asker.repository.createVaultWith({ to: [sam.member] }, [[request(), { consult: { state: "asked", urgency: "now" } }]]);
  assert.equal((await asker.repository.state(vault)).state, "on-this-phone");
  await asker.sync();
  assert.equal((await asker.repository.state(vault)).state, "sent");

  await answerer.sync();
  assert.deepEqual(await answerer.repository.vaultIds(), [vault]);
  const seen = await answerer.repository.state(vault);
  assert.equal(seen.request.words, "She said she wants it to end.");
  assert.equal(seen.request.name, "Riley");
  await answerer.repository.append(vault, { kind: "consult-seen", schema: 1 }, { after: [seen.request.id], consult: { state: "seen" } });
  await answerer.sync();
  await asker.sync();
  const state = await asker.repository.state(vault);
  assert.deepEqual([state.state, state.seen.map(({ name }) => name), state.mine], ["seen", ["Sam"], true]);
  const [summary] = await asker.repository.summaries();
  assert.deepEqual([summary.kind, summary.vault, summary.state, summary.askedBy, summary.seen[0].name], ["consult", vault, "seen", "Riley", "Sam"]);
});

test("the records key and every holder get a grant; nobody is granted anything without a certificate valid now", async () => {
  const agency = await createAgency();
  const [riley, sam, former, unknown] = [
    await agency.join("Riley", "specialist"),
    await agency.join("Sam", "supervisor"),
    await agency.join("Former", "supervisor", { until: Date.UTC(2026, 0, 1), from: Date.UTC(2025, 0, 1) }),
    await agency.join("Nobody", "supervisor", { certified: false }),
  ];
  const phone = await agency.phone(riley);
  const vault = await phone.repository.createVault({ to: [sam.member] });
  await phone.sync();
  assert.deepEqual(new Set(agency.server.vault(vault).grants.map(({ to }) => to)), new Set([riley.member, sam.member, "records"]));
  for (const person of [former, unknown]) {
    await assert.rejects(phone.repository.createVault({ to: [person.member] }), (error) => error instanceof Refused && error.code === "recipient-unknown");
  }
  agency.server.directory.ended.push(sam.member);
  await phone.directory.accept({ ...agency.server.directory, version: 99 });
  await assert.rejects(phone.repository.createVault({ to: [sam.member] }), { code: "recipient-unknown" });
  assert.equal((await phone.repository.vaultIds()).length, 1);
});

test("what cannot be verified or opened comes out with its reason, never silently missing", async () => {
  const agency = await createAgency();
  const riley = await agency.join("Riley", "specialist");
  const phone = await agency.phone(riley);
  const vault = await phone.repository.createVaultWith({ to: [] }, [[participant()]]);
  const strangerKeys = await newPair("signing");
  const stranger = await importSigner(strangerKeys);
  const vaultKey = phone.keyring.vaultKey(vault, 1);
  const otherKey = await crypto.newVaultKey();
  const base = () => ({ id: agency.ids.next(), vault, epoch: 1, author: riley.member, device: phone.keyring.device, at: agency.clock.stamp(), after: [], prev: null });
  const seal = (fields, payload = note(agency.ids.next(), "text"), signer = phone.keyring.signer(), key = vaultKey) => crypto.sealEnvelope({ ...base(), ...fields }, payload, key, signer);
  const { importSecretKey } = await import("../../../../static/crypto/jose.js");
  const bad = [
    ["unknown-author", await seal({ author: agency.ids.next() })],
    ["bad-signature", await seal({}, undefined, stranger)],
    ["certificate-invalid", await seal({ at: "2031-01-01T00:00:00.000-05:00" })],
    ["no-key", await seal({ epoch: 7 })],
    ["cannot-open", await seal({}, undefined, undefined, await importSecretKey(otherKey))],
    ["payload-invalid", await seal({}, { kind: "note", schema: 1, session: "no id", text: "text" })],
  ];
  const newer = await seal({}, { kind: "hologram", schema: 1, shape: "cube" });
  for (const item of [...bad.map(([, each]) => each), newer]) agency.server.store(item);
  await phone.sync();
  const entries = await phone.repository.open(vault);
  assert.deepEqual(entries.filter((entry) => entry.unreadable).map((entry) => entry.unreadable).sort(), bad.map(([reason]) => reason).sort());
  assert.ok(entries.filter((entry) => entry.unreadable).every((entry) => entry.payload === undefined && entry.id));
  assert.deepEqual(entries.filter((entry) => entry.newer).map((entry) => entry.payload.shape), ["cube"]);
  const state = await phone.repository.state(vault);
  assert.equal(state.unreadable.length, bad.length);
  assert.deepEqual(state.newer.map(({ kind }) => kind), ["hologram"]);
  assert.equal(state.participant.name, "Maria R.");
});

test("a grant by someone without a certificate gives no key", async () => {
  const agency = await createAgency();
  const [riley, liar] = [await agency.join("Riley", "specialist"), await agency.join("Liar", "specialist", { certified: false })];
  const phone = await agency.phone(riley);
  const vault = agency.ids.next();
  const signer = await importSigner(liar.signing);
  const fields = { id: agency.ids.next(), vault, epoch: 1, author: liar.member, device: agency.ids.next(), at: agency.clock.stamp(), prev: null };
  const { kty, crv, x, y } = riley.sealing;
  agency.server.store(await crypto.sealGrant({ ...fields, to: riley.member }, crypto.newVaultKey(), { kty, crv, x, y }, signer));
  await phone.sync();
  await phone.repository.open(vault);
  assert.equal(phone.keyring.vaultKey(vault, 1), null);
  await assert.rejects(phone.repository.append(vault, note(agency.ids.next(), "text")), { code: "no-key" });
});

test("a wrong payload is refused with its fields, before anything is written", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const vault = await phone.repository.createVaultWith({ to: [] }, [[participant()]]);
  await assert.rejects(phone.repository.append(vault, { kind: "note", schema: 1, session: agency.ids.next(), text: " " }), (error) => {
    assert.deepEqual(error.fields, { text: "needed" });
    return error.code === "payload-invalid";
  });
  assert.equal((await phone.repository.open(vault)).length, 1);
});

test("with a clock so wrong that nobody could check the signature nothing is sealed, and that is said", async () => {
  const agency = await createAgency();
  const riley = await agency.join("Riley", "specialist");
  const wrong = { now: () => Date.UTC(2019, 0, 1), stamp: () => "2019-01-01T00:00:00.000-05:00" };
  const phone = await agency.phone(riley, { at: wrong });
  await assert.rejects(phone.repository.createVaultWith({ to: [] }, [[participant()]]), (error) => error instanceof Refused && ["clock-wrong", "recipient-unknown"].includes(error.code));
  const right = await agency.phone(riley);
  const vault = await right.repository.createVaultWith({ to: [] }, [[participant()]]);
  assert.ok(vault);
});

test("another tab wrote in between: the chain is followed, nothing is lost and nothing forks", async () => {
  const agency = await createAgency();
  const riley = await agency.join("Riley", "specialist");
  const one = await agency.phone(riley);
  const other = await agency.phone(riley, { storeName: one.storeName });
  const vault = await one.repository.createVaultWith({ to: [] }, [[participant()]]);
  const visit = agency.ids.next();
  await Promise.all(Array.from({ length: 6 }, (_, index) => (index % 2 ? one : other).repository.append(vault, note(visit, `text ${index}`)).catch((error) => {
    // Two tabs without Web Locks may collide; then the app hears of it and nothing was written.
    assert.ok(error instanceof Conflict);
  })));
  const held = await one.store.envelopesOf(vault);
  const previous = held.map((each) => crypto.readHeader({ jwe: each.jwe, sig: each.sig }).prev);
  assert.equal(new Set(previous).size, held.length);
});

test("after the lock nothing opens, nothing opened is kept, and what was saved is still there", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const vault = await phone.repository.createVaultWith({ to: [] }, [[participant()]]);
  await phone.repository.summaries();
  phone.keyring.lock();
  await assert.rejects(phone.repository.state(vault), Locked);
  await assert.rejects(phone.repository.summaries(), Locked);
  await assert.rejects(phone.repository.local.get("draft/one"), Locked);
  await assert.rejects(phone.repository.append(vault, participant()), Locked);
  await phone.sync();
  assert.equal((await phone.store.counts()).waiting, 0, "sync moves sealed bytes and needs no keys");
  await phone.unlock();
  assert.equal((await phone.repository.state(vault)).participant.name, "Maria R.");
});

test("summaries are made again only for vaults that changed", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const vaults = [];
  for (let index = 0; index < 7; index += 1) vaults.push(await phone.repository.createVaultWith({ to: [] }, [[participant({ name: `Person ${index}`, code: `P-${index}` })]]));
  await phone.repository.refreshSummaries();
  const before = new Map((await phone.store.local.all("summary/")).map(({ name, jwe }) => [name, jwe]));
  assert.equal(before.size, 7);
  await phone.repository.append(vaults[3], note(agency.ids.next(), "A   long\n note ".repeat(40)));
  const list = await phone.repository.summaries();
  const after = await phone.store.local.all("summary/");
  assert.equal(after.filter(({ name, jwe }) => before.get(name) !== jwe).length, 1);
  const changed = list.find(({ vault }) => vault === vaults[3]);
  assert.equal(changed.sessions[0].noteStart, "A long note ".repeat(40).slice(0, 80));
  assert.deepEqual(new Set(list.map(({ name }) => name)), new Set(Array.from({ length: 7 }, (_, index) => `Person ${index}`)));
});

test("drafts rest sealed and come back", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const { local } = phone.repository;
  await local.put("noticed/one", { text: "Maria said" });
  assert.deepEqual(await local.get("noticed/one"), { text: "Maria said" });
  assert.deepEqual(await local.all(), [{ name: "noticed/one", value: { text: "Maria said" } }]);
  await local.remove("noticed/one");
  assert.deepEqual([await local.get("noticed/one"), await local.all()], [null, []]);
});

test("whoever finds the phone cannot tell from the names of drafts what was being written", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  for (const name of ["noticed/one", "form/consult/new/worried"]) await phone.repository.local.put(name, { text: "Maria said" });
  const rows = await phone.store.local.all("draft/");
  assert.equal(rows.length, 2);
  for (const { name, jwe } of rows) {
    assert.match(name, /^draft\/[\w-]{43}$/);
    assert.ok(!Buffer.from(jwe.split(".")[0], "base64url").toString().match(/noticed|worried/));
  }
});

test("a draft that an earlier build kept under its own name is there all the same, and lies where it belongs afterwards", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  await phone.store.local.put("draft/note/one", await crypto.sealLocal("draft/note/one", { text: "Maria said" }, phone.keyring.deviceKey()));
  for (let time = 0; time < 2; time += 1) assert.deepEqual(await phone.repository.local.all(), [{ name: "note/one", value: { text: "Maria said" } }]);
  assert.deepEqual(await phone.repository.local.get("note/one"), { text: "Maria said" });
  assert.equal((await phone.store.local.keys("draft/note")).length, 0);
});

test("a change is told to whoever listens, and no more after they left", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const heard = [];
  const leave = phone.repository.subscribe(({ vaults }) => heard.push(...vaults));
  const vault = await phone.repository.createVault({ to: [] });
  await phone.repository.append(vault, participant());
  assert.deepEqual(heard, [vault, vault]);
  leave();
  await phone.repository.append(vault, participant({ name: "Other" }), { after: [] });
  assert.equal(heard.length, 2);
});

test("a directory is believed only when the pinned key signed it, and never goes back", async () => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const other = await createAgency();
  await assert.rejects(phone.directory.accept(other.server.directory), { code: "pin-mismatch" });
  const stored = (await phone.store.directory()).descriptor;
  const older = await crypto.issueDescriptor({ ...agency.descriptor, name: "Old", at: "2020-01-01T00:00:00.000+00:00" }, agency.signer);
  await phone.directory.accept({ ...agency.server.directory, descriptor: older, certificates: ["e30.e30.AAAA"], version: 50 });
  const { descriptor, members } = await phone.repository.directory();
  assert.equal(descriptor.name, "Shelter");
  assert.equal((await phone.store.directory()).descriptor, stored);
  assert.deepEqual([...members.values()].map(({ name, role }) => [name, role]), [["Riley", "specialist"]]);
});

test("a vault that could not be written for want of room can be made again under the same id", async (context) => {
  const agency = await createAgency();
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const vault = agency.ids.next();
  context.mock.method(IDBObjectStore.prototype, "add", () => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  await assert.rejects(phone.repository.createVaultWith({ vault, to: [] }, [[participant()]]), { code: "storage-full" });
  context.mock.restoreAll();
  await phone.repository.createVaultWith({ vault, to: [] }, [[participant()]]);
  assert.equal((await phone.repository.state(vault)).participant.name, "Maria R.");
});

test("a supervisor whose certificate ran out counts as ended; a vault of which nothing is read yet is no person", async () => {
  const agency = await createAgency();
  const old = await agency.join("Old", "supervisor", { from: Date.UTC(2024, 0, 1), until: Date.UTC(2026, 0, 1) });
  const phone = await agency.phone(await agency.join("Riley", "specialist"));
  const { members } = await phone.repository.directory();
  assert.deepEqual([members.get(old.member).ended, members.get(phone.person.member).ended], [true, false]);
  await phone.repository.createVault({ to: [] });
  assert.deepEqual((await phone.repository.summaries()).map(({ kind }) => kind), ["empty"]);
});
