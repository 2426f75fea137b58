/** Keys go to whoever takes over, new ones leave out who left, and a lying server gains nothing by what it says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as crypto from "../../../../static/crypto/index.js";
import { importOpener } from "../../../../static/crypto/jose.js";
import { createRegrant } from "../../../../static/domain/leaving/regrant.js";
import { Refused } from "../../../../static/lib/errors.js";
import { createAgency, note, participant } from "../repository/agency.js";

const headerOf = ({ jwe }) => JSON.parse(Buffer.from(jwe.split(".")[0], "base64url").toString());

/** Riley with a case, Sam who may take over, an officer, and what the server would say of Riley's holdings. */
async function agencyWithCase() {
  const agency = await createAgency();
  const [rileyPerson, samPerson, officerPerson] = [await agency.join("Riley", "specialist"), await agency.join("Sam", "specialist"), await agency.join("Pat", "officer")];
  const riley = await agency.phone(rileyPerson);
  const sam = await agency.phone(samPerson);
  const officer = await agency.phone(officerPerson);
  const vault = await riley.repository.createVaultWith({ to: [] }, [[participant()]]);
  await riley.repository.append(vault, note(agency.ids.next(), "Maria slept on the street."));
  await riley.sync();

  const holdings = async (member) => [...agency.server.vaults].flatMap(([id, { grants }]) => {
    const headers = grants.map((item) => ({ item, ...headerOf(item) }));
    const epoch = Math.max(...headers.map((each) => each.epoch));
    const holders = headers.filter((each) => each.epoch === epoch && each.to !== "records").map(({ to }) => to);
    if (!holders.includes(member)) return [];
    return [{ vault: id, epoch, holders, grants: headers.filter(({ to }) => to === "records").map(({ item: { jwe, sig } }) => ({ jwe, sig })) }];
  });
  const make = (more = {}) => createRegrant({
    crypto, clock: agency.clock, ids: agency.ids, keyring: officer.keyring, directory: officer.repository.directory, holdings,
    recordsOpeners: async () => [await importOpener(agency.records)], grantsHere: officer.store.grantsOf, writeGrants: officer.repository.writeGrants, ...more,
  });
  return { agency, riley, sam, officer, vault, holdings, make };
}

test("the officer gives a caseload that they never held, and the colleague reads all of it", async () => {
  const { riley, sam, officer, vault, make } = await agencyWithCase();
  assert.deepEqual(await make().give(riley.person.member, sam.person.member), { done: 1, left: 0 });
  await officer.sync();
  await sam.sync();
  const state = await sam.repository.state(vault);
  assert.equal(state.participant.name, "Maria R.");
  assert.deepEqual(await make().give(riley.person.member, sam.person.member), { done: 1, left: 0 });
  await officer.sync();
  assert.equal((await sam.store.grantsOf(vault)).length, 1, "asked twice is given once");
});

test("who stopped and is given the person back by the officer, because the colleague left, writes on", async () => {
  const { agency, riley, sam, officer, vault, make } = await agencyWithCase();
  await riley.repository.handOver(vault, { to: sam.person.member, keep: false });
  await riley.sync();
  await sam.sync();
  assert.equal((await riley.repository.state(vault)).away.toName, "Sam");
  await assert.rejects(riley.repository.append(vault, note(agency.ids.next(), "Not from here.")), { code: "handed-over" });
  await make().give(sam.person.member, riley.person.member);
  await officer.sync();
  await riley.sync();
  assert.equal((await riley.repository.state(vault)).away, null);
  await riley.repository.append(vault, note(agency.ids.next(), "Back again."));
  await riley.sync();
  assert.deepEqual(await riley.store.quarantine(), []);
});

test("where one key is missing all are given once more, the oldest first", async () => {
  const { agency, riley, sam, officer, vault, make } = await agencyWithCase();
  const vera = await agency.phone(await agency.join("Vera", "specialist"));
  await make().give(riley.person.member, sam.person.member);
  await officer.sync();
  await riley.sync();
  await riley.repository.handOver(vault, { to: vera.person.member, keep: false });
  await riley.sync();
  await make().give(vera.person.member, sam.person.member);
  const waiting = (await officer.store.unsynced()).map(headerOf).filter(({ to }) => to === sam.person.member);
  assert.deepEqual(waiting.map(({ epoch }) => epoch), [1, 2]);
});

test("after somebody left, what colleagues write is under a key that they do not have", async () => {
  const { agency, riley, sam, officer, vault, holdings, make } = await agencyWithCase();
  await make().give(riley.person.member, sam.person.member);
  await officer.sync();
  assert.deepEqual(await make().renew(riley.person.member), { done: 1, left: 0 });
  await officer.sync();
  assert.deepEqual(await holdings(riley.person.member), []);
  assert.equal(await make().count(riley.person.member), 0);
  await sam.sync();
  await sam.repository.append(vault, note(agency.ids.next(), "We went on together."));
  await sam.sync();
  await riley.sync();
  const entries = await riley.repository.open(vault);
  assert.deepEqual(entries.map((entry) => entry.unreadable ?? entry.payload.kind), ["participant", "note", "no-key"]);
  assert.equal((await sam.repository.open(vault)).filter(({ unreadable }) => unreadable).length, 0);
});

test("records is granted first, so that nobody writes under an epoch that the agency cannot open", async () => {
  const { riley, sam, officer, make } = await agencyWithCase();
  await make().give(riley.person.member, sam.person.member);
  await officer.sync();
  await make().renew(riley.person.member);
  const queued = (await officer.store.queueBatch(10, 1e6)).map((row) => headerOf(row));
  assert.deepEqual(queued.map(({ epoch, to }) => [epoch, to]), [[2, "records"], [2, sam.person.member]]);
});

test("cut off before anything was sent and asked again, the same new key stands", async () => {
  const { riley, officer, make } = await agencyWithCase();
  await make().renew(riley.person.member);
  await make().renew(riley.person.member);
  const next = (await officer.store.queueBatch(20, 1e6)).map((row) => headerOf(row)).filter(({ epoch }) => epoch === 2);
  assert.equal(next.length, 1);
  assert.equal(await make().count(riley.person.member), 0);
});

test("nothing is sealed to somebody without a certificate that is valid now, whatever the server says", async () => {
  const { agency, riley, officer, holdings, make } = await agencyWithCase();
  const stranger = agency.ids.next();
  await assert.rejects(make().give(riley.person.member, stranger), (error) => error instanceof Refused && error.code === "recipient-unknown");
  const lying = async (member) => (await holdings(member)).map((held) => ({ ...held, holders: [...held.holders, stranger] }));
  await make({ holdings: lying }).renew(riley.person.member);
  const to = (await officer.store.queueBatch(20, 1e6)).map((row) => headerOf(row).to);
  assert.deepEqual(to, ["records"]);
});

test("a key that the server made up is not passed on: the record is counted as left", async () => {
  const { agency, riley, sam, officer, vault, holdings, make } = await agencyWithCase();
  const raw = crypto.newVaultKey();
  const fields = { id: agency.ids.next(), vault, epoch: 1, author: riley.person.member, device: riley.keyring.device, at: agency.clock.stamp(), prev: null, to: "records" };
  const { signer } = agency;
  const forged = await crypto.sealGrant(fields, raw, agency.descriptor.records, signer);
  const lying = async (member) => (await holdings(member)).map((held) => ({ ...held, grants: [forged] }));
  assert.deepEqual(await make({ holdings: lying }).give(riley.person.member, sam.person.member), { done: 0, left: 1 });
  const moved = async (member) => (await holdings(member)).map((held) => ({ ...held, vault: agency.ids.next() }));
  assert.deepEqual(await make({ holdings: moved }).renew(riley.person.member), { done: 0, left: 1 });
  assert.deepEqual(await officer.store.queueBatch(20, 1e6), []);
});

test("the agency's new records key gets every key that an old one opens, once, and nobody else gets any", async () => {
  const { agency, riley, officer, vault, holdings, make } = await agencyWithCase();
  await make().renew(riley.person.member);
  await officer.sync();
  const vaults = (await holdings(officer.person.member)).concat(await everyVault(agency));
  const newest = await crypto.newAgencyKeys();
  const renewed = async () => {
    const known = await officer.repository.directory();
    return { ...known, descriptor: { ...known.descriptor, records: crypto.publicPart(newest.records) } };
  };
  let steps = 0;
  const regrant = make({ directory: renewed, recordsOpeners: async () => Promise.all([importOpener(newest.records), importOpener(agency.records)]) });
  assert.deepEqual(await regrant.toNewestRecords(vaults, () => (steps += 1)), { done: 1, left: 0 });
  assert.equal(steps, 1);
  await regrant.toNewestRecords(vaults, () => undefined);
  const given = (await officer.store.queueBatch(20, 1e6)).map((row) => headerOf(row));
  assert.deepEqual(given.map(({ to, epoch, vault: where }) => [to, epoch, where]), [["records", 1, vault], ["records", 2, vault]]);
  const kid = await crypto.thumbprint(crypto.publicPart(newest.records));
  assert.deepEqual(given.map((each) => each.kid), [kid, kid]);
});

/** What `GET records-grants` would say: no grant is under the newest key yet. */
async function everyVault({ server }) {
  return [...server.vaults].map(([vault, { grants }]) => {
    const headers = grants.map((item) => ({ item, ...headerOf(item) })).filter(({ to }) => to === "records");
    return { vault, epoch: Math.max(...headers.map(({ epoch }) => epoch)), holders: [], grants: headers.map(({ item: { jwe, sig } }) => ({ jwe, sig })) };
  });
}
