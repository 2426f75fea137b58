/** What a lost phone handed in comes back: opened by the account's own key, kept until its person decides, and never over what is begun here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as crypto from "../../../../static/crypto/index.js";
import { createDrafts } from "../../../../static/domain/casework/drafts.js";
import { createHandedIn } from "../../../../static/domain/leaving/handed_in.js";
import { stampOf } from "../../../../static/lib/clock.js";
import { Offline } from "../../../../static/lib/errors.js";
import { createAgency, note, participant, session } from "../repository/agency.js";

/** Riley's new phone, and what the server has of the old one. */
async function afterLoss() {
  const agency = await createAgency();
  const person = await agency.join("Riley", "specialist");
  const phone = await agency.phone(person);
  const { repository } = phone;
  const [visit, device] = [agency.ids.next(), agency.ids.next()];
  const vault = await repository.createVaultWith({ to: [] }, [[participant()], [session(visit, agency.clock.stamp())]]);
  const oldKey = crypto.newDeviceKey();
  const secret = await crypto.importSecretKey(oldKey);
  const server = { pieces: [], devices: [{ id: device, label: "Android", key: await crypto.sealDeviceKeyToAccount(oldKey, device, crypto.publicPart(person.sealing)) }], asked: 0, isOff: false };
  const protocol = {
    async handedIn(after) {
      server.asked += 1;
      if (server.isOff) throw new Offline();
      const rest = server.pieces.filter(({ id }) => after === null || id > after);
      return { devices: server.devices, pieces: rest.slice(0, 2), more: rest.length > 2 };
    },
    async forgetHandedIn(ids) {
      if (server.isOff) throw new Offline();
      server.pieces = server.pieces.filter(({ id }) => !ids.includes(id));
    },
  };
  let count = 0;
  const handsIn = async (name, value, key = secret) => {
    const place = `draft/${"A".repeat(42)}${"AEIM"[(count += 1) % 4]}`;
    server.pieces.push({ id: `id-${count}`, device, name: place, jwe: await crypto.sealLocal(place, { name, value }, key), sig: null, at: agency.clock.stamp() });
  };
  const drafts = createDrafts({ repository, clock: agency.clock });
  const handedIn = createHandedIn({ protocol, crypto, keyring: phone.keyring, repository, drafts });
  return { agency, phone, repository, server, drafts, handedIn, handsIn, vault, visit, noteDraft: (text, keptAt = agency.clock.stamp()) => ({ vault, session: visit, text, stage: "writing", keptAt }) };
}

test("each thing is shown with its text, its person and its time, from every page of the answer", async () => {
  const { server, handedIn, handsIn, vault, visit, noteDraft, agency } = await afterLoss();
  await handsIn(`note/${vault}/${visit}`, noteDraft("Half a thought."));
  await handsIn("form/person/new", { value: { kind: "case", name: "Ana", contact: "After five.", steps: [{ who: "Sam", what: "", by: "" }] }, keptAt: agency.clock.stamp() });
  await handsIn("kit", { savedAt: agency.clock.stamp() });
  server.pieces.push({ id: "id-9", device: server.devices[0].id, name: `item/${agency.ids.next()}`, jwe: "a.b.c.d.e", sig: "a..b", at: agency.clock.stamp() });
  const [{ label, drafts, items, unreadable }] = await handedIn.look();
  assert.deepEqual([label, items, unreadable], ["Android", 1, 0]);
  assert.deepEqual(drafts.map(({ person, text, state }) => [person, text, state]), [["", "Ana\nAfter five.\nSam", "open"], ["Maria R.", "Half a thought.", "open"]]);
});

test("gone on with, it is a sealed draft on this phone, and only then does the server forget it", async () => {
  const { phone, server, drafts, handedIn, handsIn, vault, visit, noteDraft } = await afterLoss();
  await handsIn(`note/${vault}/${visit}`, noteDraft("Half a thought."));
  const [{ drafts: [returned] }] = await handedIn.look();
  server.isOff = true;
  await assert.rejects(handedIn.goOn(returned), Offline);
  assert.equal((await drafts.get(`note/${vault}/${visit}`)).text, "Half a thought.");
  assert.equal(server.pieces.length, 1, "cut off in between, it is there twice rather than nowhere");
  server.isOff = false;
  await handedIn.goOn(returned);
  assert.deepEqual([server.pieces.length, await handedIn.known()], [0, []]);
  const raw = JSON.stringify(await phone.store.local.all(""));
  assert.ok(!raw.includes("Half a thought"));
});

test("what is begun on this phone is never written over", async () => {
  const { server, drafts, handedIn, handsIn, vault, visit, noteDraft } = await afterLoss();
  await drafts.keep(`note/${vault}/${visit}`, noteDraft("Another thought, here."));
  await handsIn(`note/${vault}/${visit}`, noteDraft("Half a thought."));
  const [{ drafts: [returned] }] = await handedIn.look();
  await assert.rejects(handedIn.goOn(returned), { code: "draft-here" });
  assert.equal((await drafts.get(`note/${vault}/${visit}`)).text, "Another thought, here.");
  assert.equal(server.pieces.length, 1);
});

test("handed in twice while it was written, the last text counts and both are forgotten together", async () => {
  const { server, handedIn, handsIn, vault, visit, noteDraft } = await afterLoss();
  const name = `note/${vault}/${visit}`;
  await handsIn(name, noteDraft("Half a thought, and more.", stampOf(Date.UTC(2026, 10, 23), 0)));
  await handsIn(name, noteDraft("Half", stampOf(Date.UTC(2026, 10, 22), 0)));
  const [{ drafts }] = await handedIn.look();
  assert.deepEqual(drafts.map(({ text }) => text), ["Half a thought, and more."]);
  await handedIn.discard(drafts[0]);
  assert.deepEqual(server.pieces, []);
});

test("what belongs to a record that is not here yet, or was handed to a colleague, stays", async () => {
  const { agency, phone, repository, server, handedIn, handsIn, vault, visit, noteDraft } = await afterLoss();
  await handsIn(`note/${vault}/${agency.ids.next()}`, noteDraft("Its session lies with the officer."));
  await handsIn(`note/${agency.ids.next()}/${visit}`, noteDraft("Its person too."));
  const [{ drafts }] = await handedIn.look();
  for (const each of drafts) {
    assert.equal(each.state, "waits");
    await assert.rejects(handedIn.goOn(each), { code: "not-found" });
  }
  assert.equal(server.pieces.length, 2);
  const sam = await agency.join("Sam", "specialist");
  await phone.directory.accept(structuredClone(agency.server.directory));
  await repository.append(vault, note(visit, "There."));
  await repository.handOver(vault, { to: sam.member, keep: false });
  await handsIn(`note/${vault}/${visit}`, noteDraft("Mine no more."));
  assert.ok((await handedIn.look())[0].drafts.every(({ state }) => state === "waits"));
});

test("sealed under another key, or without one, it is counted and left where it is", async () => {
  const { server, handedIn, handsIn, vault, visit, noteDraft } = await afterLoss();
  await handsIn(`note/${vault}/${visit}`, noteDraft("Not yours."), await crypto.importSecretKey(crypto.newDeviceKey()));
  assert.equal((await handedIn.look())[0].unreadable, 1);
  server.devices[0].key = null;
  assert.equal((await handedIn.look())[0].unreadable, 1);
  assert.equal(server.pieces.length, 1);
});

test("looked at once an unlock, and forgotten when the app is locked", async () => {
  const { phone, server, handedIn, handsIn, vault, visit, noteDraft } = await afterLoss();
  await handsIn(`note/${vault}/${visit}`, noteDraft("Half a thought."));
  await handedIn.known();
  await handedIn.known();
  assert.equal(server.asked, 1);
  phone.keyring.lock();
  await phone.unlock();
  await handedIn.known();
  assert.equal(server.asked, 2);
});
