/** New agency keys on a phone: it follows the chain from the key that it was given, and never goes back or aside. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as crypto from "../../../../static/crypto/index.js";
import { importSigner, newPair, publicPart, thumbprint } from "../../../../static/crypto/jose.js";
import { createAgency, note, participant } from "./agency.js";

const certificatesOf = async (agency, { directory, signer }) => {
  const { certifying } = await crypto.readDescriptor(directory.descriptor, signer.kid, directory.successions);
  return Promise.all(directory.certificates.map((jws) => crypto.readCertificate(jws, { agency: agency.descriptor.agency, certifying })));
};

/** What the server says after the keys before it were renewed, as the officer's browser makes it. */
async function renewed(agency, before, { keys = null, at = agency.clock.stamp() } = {}) {
  const { certifying, records } = keys ?? { certifying: await newPair("signing"), records: await newPair("sealing") };
  const signer = await importSigner(certifying);
  const { agency: id } = agency.descriptor;
  const link = await crypto.issueSuccession({ agency: id, certifying: publicPart(certifying), at }, before.certifying, before.signer);
  const descriptor = { ...agency.descriptor, certifying: publicPart(certifying), records: publicPart(records), at };
  const certificates = await Promise.all((await certificatesOf(agency, before)).map((each) => crypto.issueCertificate(each, signer)));
  const directory = { ...before.directory, version: before.directory.version + 1, descriptor: await crypto.issueDescriptor(descriptor, signer), certificates, successions: [...before.directory.successions, link] };
  agency.pins.push(signer.kid);
  return { directory, certifying, signer, records, descriptor };
}

async function agencyWithPhone() {
  const agency = await createAgency();
  const person = await agency.join("Riley", "specialist");
  const phone = await agency.phone(person);
  agency.pins = [await thumbprint(agency.descriptor.certifying)];
  const first = { directory: structuredClone(agency.server.directory), certifying: agency.certifying, signer: agency.signer, records: agency.records };
  return { agency, person, phone, first };
}

test("a phone that was given the first key and one that is given the newest end with the same directory", async () => {
  const { agency, person, phone, first } = await agencyWithPhone();
  const second = await renewed(agency, first);
  const third = await renewed(agency, second);
  await phone.directory.accept(third.directory);
  agency.server.directory = third.directory;
  const fresh = await agency.phone(person, { trusts: agency.pins[2] });
  const [old, young] = [await phone.directory.read(), await fresh.directory.read()];
  assert.deepEqual(old, young);
  assert.deepEqual(old.chain.keys, agency.pins);
  assert.equal(old.members.get(person.member)?.name, "Riley");
});

test("what was written under the old keys is still believed under the new ones", async () => {
  const { agency, phone, first } = await agencyWithPhone();
  const vault = await phone.repository.createVaultWith({ to: [] }, [[participant()]]);
  await phone.sync();
  agency.server.directory = (await renewed(agency, first)).directory;
  await phone.sync();
  await phone.repository.append(vault, note(agency.ids.next(), "After."));
  assert.deepEqual((await phone.repository.open(vault)).map(({ payload }) => payload.kind), ["participant", "note"]);
});

test("an older key is refused for good, also with a newer time; what the server forgot stays here", async () => {
  const { agency, phone, first } = await agencyWithPhone();
  const second = await renewed(agency, first);
  await phone.directory.accept(second.directory);
  const { descriptor: held } = await phone.store.directory();
  // Restored from a backup: it says what it said before.
  await phone.directory.accept({ ...first.directory, version: 50 });
  assert.equal((await phone.store.directory()).descriptor, held);
  assert.equal((await phone.directory.read()).members.size, 1);
  // Whoever still has the old key signs something new with it.
  const later = await crypto.issueDescriptor({ ...agency.descriptor, name: "Ours now", at: agency.clock.stamp() }, first.signer);
  await assert.rejects(phone.directory.accept({ ...first.directory, descriptor: later }), { code: "pin-mismatch" });
  assert.equal((await phone.store.directory()).descriptor, held);
});

test("a fork from a key before the one it follows is refused", async () => {
  const { agency, phone, first } = await agencyWithPhone();
  await phone.directory.accept((await renewed(agency, first)).directory);
  const stolen = await renewed(agency, first);
  await assert.rejects(phone.directory.accept(stolen.directory), { code: "pin-mismatch" });
});

for (const [what, spoil] of Object.entries({
  "no succession": () => [],
  "the links in another order": ([one, two]) => [two, one],
  "a link missing at the beginning": ([, two]) => [two],
  "a link missing at the end": ([one]) => [one],
  "a link twice": ([one, two]) => [one, one, two],
})) {
  test(`a chain with ${what} leads nowhere`, async () => {
    const { agency, phone, first } = await agencyWithPhone();
    const third = await renewed(agency, await renewed(agency, first));
    await assert.rejects(phone.directory.accept({ ...third.directory, successions: spoil(third.directory.successions) }), { code: "pin-mismatch" });
  });
}

test("a chain that leads back to a key, or to another agency, is refused", async () => {
  const { agency, phone, first } = await agencyWithPhone();
  const second = await renewed(agency, first);
  const back = await renewed(agency, second, { keys: first });
  await assert.rejects(phone.directory.accept(back.directory), { code: "pin-mismatch" });
  const foreign = await crypto.issueSuccession({ agency: agency.ids.next(), certifying: publicPart(second.certifying), at: agency.clock.stamp() }, first.certifying, first.signer);
  await assert.rejects(phone.directory.accept({ ...second.directory, successions: [foreign] }), { code: "pin-mismatch" });
});

test("what rests on the phone is verified each time it is read", async () => {
  const { agency, phone, first } = await agencyWithPhone();
  await phone.directory.accept((await renewed(agency, first)).directory);
  await phone.store.putDirectory({ ...(await phone.store.directory()), successions: [] });
  await assert.rejects(phone.directory.read(), { code: "pin-mismatch" });
});
