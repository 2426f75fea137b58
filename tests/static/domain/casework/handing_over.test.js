/** A specialist hands people over themself: nothing is lost, the colleague reads all of it, and who stopped sees nothing new. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sealGrant } from "../../../../static/crypto/index.js";
import { createHandingOver } from "../../../../static/domain/casework/handing_over.js";
import { Offline } from "../../../../static/lib/errors.js";
import { createAgency, note, participant } from "../repository/agency.js";

const headerOf = ({ jwe }) => JSON.parse(Buffer.from(jwe.split(".")[0], "base64url").toString());

/** Riley with a case, and colleagues with phones. Nobody has signal before they `sync()`. */
async function team() {
  const agency = await createAgency();
  const people = { riley: await agency.join("Riley", "specialist"), sam: await agency.join("Sam", "specialist"), vera: await agency.join("Vera", "supervisor"), pat: await agency.join("Pat", "officer") };
  const phones = Object.fromEntries(await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await agency.phone(person)])));
  const { riley } = phones;
  const vault = await riley.repository.createVaultWith({ to: [] }, [[participant()]]);
  await riley.repository.append(vault, note(agency.ids.next(), "Maria slept on the street."));
  const drafts = [];
  const handing = (phone, { holders = async () => { throw new Offline(); } } = {}) => createHandingOver({
    repository: phone.repository, unfinished: async () => drafts, member: () => ({ id: phone.person.member }), tellHolders: holders, store: phone.store,
  });
  return { agency, ...phones, vault, drafts, handing };
}

/** What a phone shows of a case, in the words of this test. */
async function shown(phone, vault) {
  const { participant: person, sessions, away, received, unreadable, newer } = await phone.repository.state(vault);
  return { name: person?.name, notes: sessions.map((each) => each.note?.text), away: away?.toName ?? null, from: received?.byName ?? null, damaged: unreadable.length + newer.length };
}

test("with no signal, and who stops: the colleague reads all from the beginning, and only they see what comes after", async () => {
  const { agency, riley, sam, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: sam.person.member, keep: false });
  assert.deepEqual(await shown(riley, vault), { name: "Maria R.", notes: ["Maria slept on the street."], away: "Sam", from: null, damaged: 0 });
  await riley.sync();
  await sam.sync();
  assert.deepEqual(await shown(sam, vault), { name: "Maria R.", notes: ["Maria slept on the street."], away: null, from: "Riley", damaged: 0 });
  await sam.repository.append(vault, note(agency.ids.next(), "We went on together."));
  await sam.sync();
  await riley.sync();
  assert.deepEqual((await shown(riley, vault)).notes, ["Maria slept on the street."], "what came after is under a key that Riley has not");
  assert.equal((await shown(riley, vault)).damaged, 0);
  assert.equal((await shown(sam, vault)).notes.length, 2);
  assert.deepEqual(await riley.store.quarantine(), []);
});

test("what was written before goes first, and the agency's own key comes before anybody's", async () => {
  const { riley, sam, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: sam.person.member, keep: false });
  const queued = (await riley.store.queueBatch(50, 1e6)).map(headerOf).map(({ typ, to, epoch }) => (typ === "sotto-grant" ? `${epoch} ${to}` : "envelope"));
  const own = riley.person.member;
  assert.deepEqual(queued, [`1 ${own}`, "1 records", "envelope", "envelope", `1 ${sam.person.member}`, "envelope", "2 records", `2 ${sam.person.member}`]);
});

test("nothing more is written from a phone that handed over; what is being written there stays a draft", async () => {
  const { agency, riley, sam, vault, drafts, handing } = await team();
  drafts.push({ vault, stage: "writing" });
  const choice = { to: sam.person.member, keep: false };
  await assert.rejects(handing(riley).handOver(vault, choice), { code: "unfinished-here" });
  drafts.length = 0;
  drafts.push({ vault: "", stage: "form", form: `amend/${vault}/x` });
  await assert.rejects(handing(riley).handOver(vault, choice), { code: "unfinished-here" });
  drafts.length = 0;
  await handing(riley).handOver(vault, choice);
  await assert.rejects(riley.repository.append(vault, note(agency.ids.next(), "Too late.")), { code: "handed-over" });
  await assert.rejects(handing(riley).handOver(vault, choice), { code: "handed-over" });
});

test("both work with them: nothing changes for who asked, and both write under the same key", async () => {
  const { agency, riley, sam, vault, drafts, handing } = await team();
  drafts.push({ vault, stage: "writing" });
  await handing(riley).handOver(vault, { to: sam.person.member, keep: true });
  await riley.sync();
  await sam.sync();
  await sam.repository.append(vault, note(agency.ids.next(), "Sam was there."));
  await sam.sync();
  await riley.sync();
  await riley.repository.append(vault, note(agency.ids.next(), "And so was I."));
  const { away, notes } = await shown(riley, vault);
  assert.deepEqual([away, notes.length], [null, 3]);
});

test("the colleague hands back, and the first one writes on and reads what was written meanwhile", async () => {
  const { agency, riley, sam, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: sam.person.member, keep: false });
  await riley.sync();
  await sam.sync();
  await sam.repository.append(vault, note(agency.ids.next(), "While you were away."));
  await handing(sam).handOver(vault, { to: riley.person.member, keep: false });
  await sam.sync();
  await riley.sync();
  assert.deepEqual(await shown(riley, vault), { name: "Maria R.", notes: ["While you were away.", "Maria slept on the street."], away: null, from: "Sam", damaged: 0 });
  await riley.repository.append(vault, note(agency.ids.next(), "Back again."));
  await riley.sync();
  await sam.sync();
  assert.equal((await shown(sam, vault)).away, "Riley");
  assert.equal((await shown(sam, vault)).notes.length, 2);
});

test("who else works with the person goes on seeing them: by the record with no signal, by signed grants with it", async () => {
  const { agency, riley, sam, vera, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: vera.person.member, keep: true });
  await riley.sync();
  await vera.sync();
  assert.deepEqual(await handing(riley).others(vault, sam.person.member), ["Vera"]);
  await handing(vera).handOver(vault, { to: sam.person.member, keep: false });
  await vera.sync();
  await riley.sync();
  await sam.sync();
  await sam.repository.append(vault, note(agency.ids.next(), "Three of us."));
  await sam.sync();
  await riley.sync();
  await vera.sync();
  assert.deepEqual([(await shown(riley, vault)).notes.length, (await shown(vera, vault)).notes.length], [2, 1]);

  const told = [...agency.server.vaults.get(vault).grants].filter(({ to }) => to === sam.person.member).map(({ jwe, sig }) => ({ jwe, sig }));
  const fresh = await riley.repository.createVaultWith({ to: [] }, [[participant({ name: "Ana" })]]);
  assert.deepEqual(await riley.repository.othersIn(fresh, told), [], "a grant of another vault says nothing of this one");
  const [jwe] = told.map((item) => item.jwe);
  assert.deepEqual(await riley.repository.othersIn(vault, [{ jwe, sig: "e30..AAAA" }]), [sam.person.member], "a list that nobody signed adds nobody");
});

test("with no signal too: a colleague who was given the record by the officer and never wrote in it gets the new key", async () => {
  const { agency, riley, sam, vera, pat, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: vera.person.member, keep: true });
  await riley.sync();
  await vera.sync();
  const raw = await riley.keyring.rawVaultKey(vault, 1);
  const to = agency.ids.next();
  const sealing = (await pat.repository.directory()).members.get(sam.person.member).certificate.sealing;
  await pat.repository.writeGrants([vault], [{ id: to, vault, make: (fields) => sealGrant({ id: to, vault, epoch: 1, to: sam.person.member, ...fields }, raw, sealing, pat.keyring.signer()) }]);
  await pat.sync();
  await riley.sync();
  assert.deepEqual(await handing(riley).others(vault, vera.person.member), ["Sam"], "kept from the last sync");
  await handing(riley).handOver(vault, { to: vera.person.member, keep: false });
  await riley.sync();
  await vera.sync();
  await vera.repository.append(vault, note(agency.ids.next(), "Under the new key."));
  await vera.sync();
  await sam.sync();
  assert.deepEqual((await shown(sam, vault)).notes, ["Maria slept on the street.", "Under the new key."].reverse());
});

test("a colleague whose access ended meanwhile: it is told why, and the person goes to somebody else", async () => {
  const { agency, riley, sam, vera, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: sam.person.member, keep: false });
  agency.server.refuse = (item) => (headerOf(item).to === sam.person.member ? "recipient-unknown" : null);
  // What may pass is tried once more, when something of the vault came in.
  await riley.sync();
  await riley.sync();
  assert.equal(await handing(riley).trouble(vault), "recipient-unknown");
  await handing(riley).handOver(vault, { to: vera.person.member, keep: false });
  assert.equal(await handing(riley).trouble(vault), null);
  await riley.sync();
  await vera.sync();
  await vera.repository.append(vault, note(agency.ids.next(), "I have her now."));
  await vera.sync();
  assert.deepEqual(await shown(vera, vault), { name: "Maria R.", notes: ["I have her now.", "Maria slept on the street."], away: null, from: "Riley", damaged: 0 });
  assert.equal((await shown(riley, vault)).away, "Vera");
});

test("only those who work here with people may take over, and never oneself", async () => {
  const { riley, vault, handing } = await team();
  assert.deepEqual((await handing(riley).colleagues()).map(({ name, role }) => [name, role]), [["Sam", "specialist"], ["Vera", "supervisor"]]);
  await assert.rejects(handing(riley).handOver(vault, { to: riley.person.member, keep: true }), { code: "not-allowed" });
  await assert.rejects(handing(riley).handOver(vault, { to: vault, keep: true }), { code: "recipient-unknown" });
  assert.equal((await shown(riley, vault)).away, null);
});

test("a hand-over to me is new until it was looked at on this phone", async () => {
  const { riley, sam, vault, handing } = await team();
  await handing(riley).handOver(vault, { to: sam.person.member, keep: false });
  await riley.sync();
  await sam.sync();
  const [{ received }] = await sam.repository.summaries();
  assert.equal(received.byName, "Riley");
  assert.equal((await handing(sam).seen()).has(received.id), false);
  await handing(sam).markSeen(received.id);
  assert.equal((await handing(sam).seen()).has(received.id), true);
  assert.deepEqual(await sam.store.local.keys("draft/"), [], "what is remembered is no unfinished work");
});
