/**
 * A server that hands out keys of its own: nothing is sealed to them, nothing is queued for them, and the person gets words.
 * (An invitation under another agency's key: `app/account.test.js`. An account given back to the wrong hands: `app/recovery.test.js`.)
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as crypto from "../../../static/crypto/index.js";
import { importSigner, newPair, publicPart, thumbprint } from "../../../static/crypto/jose.js";
import { explain } from "../../../static/app/explain.js";
import { createOfficerRecovery } from "../../../static/app/officer_recovery.js";
import { stampOf } from "../../../static/lib/clock.js";
import { createWords } from "../../../static/app/words.js";
import { createAgency, participant, request } from "../domain/repository/agency.js";

const headerOf = ({ jwe }) => JSON.parse(Buffer.from(jwe.split(".")[0], "base64url").toString());
const i18n = await createWords().of("en");
const DAY = 24 * 3600 * 1000;

/** Somebody at work, with a supervisor; and a server about to lie. */
async function world() {
  const agency = await createAgency();
  const riley = await agency.join("Riley", "specialist");
  const sam = await agency.join("Sam", "supervisor");
  const phone = await agency.phone(riley);
  await phone.sync();
  return { agency, riley, sam, phone, servers: await newPair("sealing"), serversSigning: await newPair("signing") };
}

/** Every key that anything on this phone, or on the server, is sealed to. */
async function sealedTo({ agency, phone }) {
  const here = await phone.store.unsynced();
  const there = [...agency.server.vaults.values()].flatMap(({ grants }) => grants);
  return new Set([...here, ...there].map(headerOf).filter(({ typ }) => typ === "sotto-grant").map(({ kid }) => kid));
}
const kidOf = (pair) => thumbprint(publicPart(pair));
const isRefusedInWords = (code) => (error) => error.code === code && explain(i18n, error).code !== "unknown" && explain(i18n, error).body.length > 20;
const kinds = async (phone) => (await phone.store.findings()).map(({ kind }) => kind);

function publish({ agency }, change) {
  const { directory } = agency.server;
  agency.server.directory = { ...directory, ...change, version: directory.version + 1 };
}

test("a descriptor of the server's own making, with its records key, is refused; nothing is sealed to it, and it is told and reported", async () => {
  const all = await world();
  const { agency, riley, phone, servers, serversSigning } = all;
  const made = { ...agency.descriptor, certifying: publicPart(serversSigning), records: publicPart(servers), at: agency.clock.stamp() };
  publish(all, { descriptor: await crypto.issueDescriptor(made, await importSigner(serversSigning)) });
  await phone.sync();
  assert.equal(phone.engine.state().trouble, "pin-mismatch");
  assert.deepEqual(await kinds(phone), ["directory"]);
  assert.deepEqual(phone.engine.state().distrusted, ["directory"]);
  await phone.repository.createVaultWith({ to: [] }, [[participant()]]);
  assert.deepEqual(await sealedTo(all), new Set([await kidOf(riley.sealing), await kidOf(agency.records)]));
  await assert.rejects(phone.directory.accept(agency.server.directory), isRefusedInWords("pin-mismatch"));
});

test("a records key that was put into the agency's own descriptor breaks its signature", async () => {
  const all = await world();
  const { agency, riley, phone, servers } = all;
  const [header, payload, signature] = agency.server.directory.descriptor.split(".");
  const changed = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), records: publicPart(servers) };
  publish(all, { descriptor: [header, Buffer.from(JSON.stringify(changed)).toString("base64url"), signature].join(".") });
  await phone.sync();
  assert.deepEqual(await kinds(phone), ["directory"]);
  await phone.repository.createVault({ to: [] });
  assert.deepEqual(await sealedTo(all), new Set([await kidOf(riley.sealing), await kidOf(agency.records)]));
});

test("a supervisor whom the server made up is nobody: nothing is sealed or queued", async () => {
  const all = await world();
  const { agency, phone, servers, serversSigning } = all;
  const invented = agency.ids.next();
  const span = { from: stampOf(agency.clock.now() - 1000, 0), until: stampOf(agency.clock.now() + DAY, 0) };
  const certificate = await crypto.issueCertificate(
    { agency: agency.descriptor.agency, member: invented, name: "Sam", role: "supervisor", sealing: publicPart(servers), signing: publicPart(serversSigning), ...span },
    await importSigner(serversSigning),
  );
  publish(all, { certificates: [...agency.server.directory.certificates, certificate] });
  await phone.sync();
  await assert.rejects(phone.repository.createVaultWith({ to: [invented] }, [[request(), { consult: { state: "asked", urgency: "now" } }]]), isRefusedInWords("recipient-unknown"));
  assert.deepEqual(await phone.store.unsynced(), []);
  assert.deepEqual(await phone.repository.vaultIds(), []);
});

test("a colleague's key that the server swapped, beside the real certificate or instead of it, gets nothing", async () => {
  const all = await world();
  const { agency, riley, sam, phone, servers, serversSigning } = all;
  const real = agency.server.directory.certificates;
  const claims = { agency: agency.descriptor.agency, member: sam.member, name: "Sam", role: "supervisor", sealing: publicPart(servers), signing: publicPart(sam.signing) };
  const span = { from: agency.clock.stamp(), until: stampOf(agency.clock.now() + DAY, 0) };
  const swapped = await crypto.issueCertificate({ ...claims, ...span }, await importSigner(serversSigning));
  const honest = new Set([await kidOf(riley.sealing), await kidOf(sam.sealing), await kidOf(agency.records)]);
  for (const certificates of [[...real, swapped], [real[0], swapped]]) {
    publish(all, { certificates });
    await phone.sync();
    await phone.repository.createVaultWith({ to: [sam.member] }, [[participant()]]);
    assert.deepEqual(await sealedTo(all), honest);
  }
  assert.deepEqual(await kinds(phone), ["directory-back"], "the certificate that was left out is missed");
});

test("keys that a colleague lost do not come back: the certificate issued last counts and no other, also when the server leaves it out", async () => {
  const all = await world();
  const { agency, riley, sam, phone } = all;
  const old = agency.server.directory.certificates;
  const renewed = { ...sam, sealing: await newPair("sealing") };
  const newest = await agency.certify({ ...renewed, name: "Sam", role: "supervisor", from: agency.clock.now() });
  publish(all, { certificates: [...old, newest] });
  await phone.sync();
  publish(all, { certificates: old });
  await phone.sync();
  await phone.repository.createVault({ to: [sam.member] });
  assert.deepEqual(await sealedTo(all), new Set([await kidOf(riley.sealing), await kidOf(renewed.sealing), await kidOf(agency.records)]));
  assert.deepEqual(await kinds(phone), ["directory-back"]);
});

test("when the certificate issued last has run out, an older one that has not is not used in its place", async () => {
  const all = await world();
  const { agency, sam, phone } = all;
  const short = await agency.certify({ ...sam, sealing: await newPair("sealing"), name: "Sam", role: "supervisor", from: agency.clock.now(), until: agency.clock.now() + DAY });
  publish(all, { certificates: [...agency.server.directory.certificates, short] });
  await phone.sync();
  agency.wait(2 * DAY);
  await assert.rejects(phone.repository.createVault({ to: [sam.member] }), isRefusedInWords("recipient-unknown"));
  assert.equal((await phone.repository.directory()).members.get(sam.member).ended, true);
  assert.deepEqual(await phone.store.unsynced(), []);
});

test("an older descriptor of the agency's own is not taken back, and is told", async () => {
  const all = await world();
  const { agency, riley, phone } = all;
  const old = agency.server.directory.descriptor;
  const records = await newPair("sealing");
  publish(all, { descriptor: await crypto.issueDescriptor({ ...agency.descriptor, records: publicPart(records), at: agency.clock.stamp() }, agency.signer) });
  await phone.sync();
  publish(all, { descriptor: old });
  await phone.sync();
  await phone.repository.createVault({ to: [] });
  assert.deepEqual(await sealedTo(all), new Set([await kidOf(riley.sealing), await kidOf(records)]));
  assert.deepEqual(await kinds(phone), ["directory-back"]);
});

test("what somebody without a certificate wrote is shown as such, told one turn later, and reported", async () => {
  const all = await world();
  const { agency, phone, serversSigning } = all;
  const vault = await phone.repository.createVaultWith({ to: [] }, [[participant()]]);
  await phone.sync();
  const stranger = { author: agency.ids.next(), device: agency.ids.next() };
  const header = { id: agency.ids.next(), vault, epoch: 1, at: agency.clock.stamp(), after: [], prev: null, ...stranger };
  agency.server.store(await crypto.sealEnvelope(header, participant({ name: "Not Maria" }), phone.keyring.vaultKey(vault, 1), await importSigner(serversSigning)));
  await phone.sync();
  assert.equal((await phone.repository.state(vault)).participant.name, "Maria R.");
  assert.deepEqual(await kinds(phone), []);
  await phone.sync();
  assert.deepEqual(await kinds(phone), ["author"]);
  assert.deepEqual(agency.server.reports.map(({ kind, vault: where }) => [kind, where]), [["author", vault]]);
});

test("a request for recovery whose key the server swapped: the codes differ, and an answer under the first code is refused", async () => {
  const agency = await createAgency();
  const [olive, riley] = [await agency.join("Olive", "officer"), await agency.join("Riley", "specialist")];
  const phone = await agency.phone(olive);
  const [asked, servers] = [publicPart(await newPair("sealing")), publicPart(await newPair("sealing"))];
  const bundle = { agency: agency.descriptor.agency, member: riley.member, signInName: "riley", pin: riley.pin, sealing: riley.sealing, signing: riley.signing };
  const row = { id: agency.ids.next(), member: riley.member, requester: servers, recovery: await crypto.sealRecovery(bundle, publicPart(agency.records)), since: agency.clock.stamp(), expires: agency.clock.stamp() };
  const answered = [];
  const protocol = { recoveries: async () => ({ recoveries: [row] }), answerRecovery: async (...answer) => void answered.push(answer) };
  const recovery = createOfficerRecovery({ protocol, keyring: phone.keyring, repository: phone.repository, recordsOpeners: async () => [await crypto.importOpener(agency.records)] });
  const read = await crypto.recoveryCode(asked, "riley");
  const [shown] = await recovery.recoveries();
  assert.notEqual(shown.code, read, "two people who compare find it out");
  row.requester = asked;
  const [honest] = await recovery.recoveries();
  assert.equal(honest.code, read);
  row.requester = servers;
  await assert.rejects(recovery.answerRecovery({ id: row.id, code: read }), isRefusedInWords("recovery-distrusted"));
  assert.deepEqual(answered, []);
});
