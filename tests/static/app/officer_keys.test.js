/** New agency keys in the officer's browser: nothing counts before its kit opened, a lost answer is settled, and everything old is sealed again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAgencyKeys, openRecoveryWith } from "../../../static/app/agency_keys.js";
import { createCryptography } from "../../../static/app/cryptography.js";
import { createOfficer } from "../../../static/app/officer.js";
import { createOfficerKit } from "../../../static/app/officer_kit.js";
import { createOfficerKeys } from "../../../static/app/officer_keys.js";
import { createOfficerRecovery } from "../../../static/app/officer_recovery.js";
import { argon2 } from "../../../static/crypto/argon2.js";
import * as crypto from "../../../static/crypto/index.js";
import { createRepository } from "../../../static/domain/repository/index.js";
import { createProtocol } from "../../../static/sync/protocol.js";
import { INSECURE_FAST_KDF } from "../crypto/factories.js";
import { clock, foundedAgency, ids, newPhone, PASSPHRASE, reopen } from "./phone.js";

const insecureFastArgon2 = (password, salt, _kdf, options) => argon2(password, salt, INSECURE_FAST_KDF, options);

/** The desk of the officer, on this phone as it is now. */
function deskOf(phone) {
  const { store, keyring, account, directory, server } = phone;
  const protocol = createProtocol(server.transport);
  const engine = { subscribe: () => () => undefined, nudge: () => undefined, confirm: async () => undefined, state: () => ({ phase: "idle" }), run: async () => undefined };
  const repository = createRepository({ store, keyring, crypto, clock, ids, engine: /** @type {any} */ (engine), directory });
  const cryptography = createCryptography({ argon2: insecureFastArgon2, ids, clock });
  const agencyKeys = createAgencyKeys({ protocol, keyring });
  const regrant = { toNewestRecords: async () => ({ done: 0, left: 0 }) };
  const keys = createOfficerKeys({ protocol, keyring, repository, account, cryptography, agencyKeys, regrant, engine, clock });
  const { invite } = createOfficer({ protocol: { ...protocol, invite: async () => ({ token: "token", expires: "" }) }, keyring, repository, account, makeKit: cryptography.makeRecoveryKit, clock, origin: "https://sotto.example" });
  return { keys, repository, agencyKeys, invite };
}

/** An agency with somebody in it, and its officer signed in. */
async function agencyAtWork() {
  const agency = await foundedAgency();
  const { phone: riley, form } = await agency.insider();
  agency.server.signedIn = agency.officer.keyring.member;
  return { ...agency, riley, form, desk: deskOf(agency.officer) };
}

test("the new keys count only after the new kit was shown to open, and the old kit is not it", async () => {
  const { server, kit, desk } = await agencyAtWork();
  const made = await desk.keys.prepare();
  assert.equal(server.renewals.length, 0);
  await assert.rejects(desk.keys.publish(made.kit, "not-these-words"), { code: "kit-not-opened" });
  await assert.rejects(desk.keys.publish(kit.kit, kit.kitPassphrase), { code: "kit-wrong" });
  assert.equal(server.renewals.length, 0);
  await desk.keys.publish(` ${made.kit}\n`, made.kitPassphrase.toUpperCase());
  assert.equal(server.renewals.length, 1);
  assert.deepEqual(await desk.agencyKeys.open(), await withoutAgency(made));
  const { isRenewed, unused } = await desk.keys.state();
  assert.deepEqual({ isRenewed, unused }, { isRenewed: true, unused: false });
});

test("everybody is who they were, on a phone of before and for somebody invited afterwards", async () => {
  const { server, riley, pin, desk, officer } = await agencyAtWork();
  await officer.account.refreshDirectory();
  const before = (await desk.repository.directory()).members;
  const { kit, kitPassphrase } = await desk.keys.prepare();
  await desk.keys.publish(kit, kitPassphrase);
  const { members, chain } = await desk.repository.directory();
  assert.deepEqual(members, before);
  const { link } = await desk.invite({ name: "Ada", role: "specialist" });
  assert.ok(link.endsWith(`/${chain.keys.at(-1)}`) && chain.keys[0] === pin && officer.keyring.pin === pin);
  for (const trusted of chain.keys) {
    server.invitations.set(trusted, { name: "Ada", role: "specialist" });
    const ada = await newPhone(server);
    assert.equal((await ada.account.lookInvitation(trusted, trusted)).agencyName, "Shelter");
    await ada.account.enrol({ token: trusted, pin: trusted, signInName: `ada-${trusted}`, passphrase: PASSPHRASE });
    assert.equal(ada.account.state(), "waiting");
  }
  server.signedIn = riley.keyring.member;
  await riley.account.refreshDirectory();
  assert.deepEqual((await riley.directory.read()).chain, chain);
});

test("a lost answer is settled by sending the very same once more", async () => {
  const { server, desk } = await agencyAtWork();
  const { kit, kitPassphrase } = await desk.keys.prepare();
  server.losesAnswers = true;
  await assert.rejects(desk.keys.publish(kit, kitPassphrase), { code: "keys-unsure" });
  server.losesAnswers = false;
  await desk.keys.publish(kit, kitPassphrase);
  assert.equal(server.renewals.length, 1);
});

test("an app that was killed after the answer was lost learns from the directory that the new keys count", async () => {
  const { server, officer, desk } = await agencyAtWork();
  const { kit, kitPassphrase } = await desk.keys.prepare();
  server.losesAnswers = true;
  await assert.rejects(desk.keys.publish(kit, kitPassphrase), { code: "keys-unsure" });
  const again = await reopen(officer);
  await again.account.unlock(PASSPHRASE);
  const { isRenewed, unused } = await deskOf(again).keys.state();
  assert.deepEqual({ isRenewed, unused }, { isRenewed: true, unused: false });
});

test("killed between the kit and the change, the agency is under its old keys, and the desk says that a kit opens nothing", async () => {
  const { server, officer, desk } = await agencyAtWork();
  await desk.keys.prepare();
  const again = await reopen(officer);
  await again.account.unlock(PASSPHRASE);
  const { keys } = deskOf(again);
  assert.deepEqual([(await keys.state()).unused, (await keys.state()).isRenewed, server.renewals.length], [true, false, 0]);
  await assert.rejects(keys.publish("kit", "words"), { code: "keys-changed" });
  await keys.forgetUnused();
  assert.equal((await keys.state()).unused, false);
});

test("locking drops keys that nobody uses yet", async () => {
  const { server, officer, desk } = await agencyAtWork();
  const { kit, kitPassphrase } = await desk.keys.prepare();
  await officer.account.lock();
  await officer.account.unlock(PASSPHRASE);
  await assert.rejects(desk.keys.publish(kit, kitPassphrase), { code: "keys-changed" });
  assert.equal(server.renewals.length, 0);
});

test("whoever was overtaken by another renewal begins again", async () => {
  const { server, desk } = await agencyAtWork();
  const { kit, kitPassphrase } = await desk.keys.prepare();
  server.isOvertaken = true;
  await assert.rejects(desk.keys.publish(kit, kitPassphrase), { code: "keys-changed" });
  server.isOvertaken = false;
  await assert.rejects(desk.keys.publish(kit, kitPassphrase), { code: "keys-changed" });
  assert.equal((await desk.keys.state()).unused, true);
});

test("recovery bundles are sealed again with the same contents; what no key opens stays and is counted", async () => {
  const { server, riley, desk } = await agencyAtWork();
  const before = await openRecoveryWith(server.accountOf(riley.keyring.member).recovery, await desk.agencyKeys.recordsOpeners());
  const { kit, kitPassphrase } = await desk.keys.prepare();
  await desk.keys.publish(kit, kitPassphrase);
  const lost = { member: ids.next(), recovery: await crypto.sealRecovery(before, crypto.publicPart((await crypto.newAgencyKeys()).records)) };
  server.accounts.set("lost", lost);
  assert.equal(await desk.keys.left(), 3);
  const steps = [];
  assert.deepEqual(await desk.keys.goOn((progress) => steps.push(progress)), { unopened: 1 });
  assert.deepEqual(steps.at(-1), { done: 3, of: 3 });
  assert.equal(await desk.keys.left(), 1);
  const [newest] = await desk.agencyKeys.recordsOpeners();
  assert.deepEqual(await openRecoveryWith(server.accountOf(riley.keyring.member).recovery, [newest]), before);
});

test("somebody invited under the new keys, and somebody of before, get the second code that their own phone shows", async () => {
  const { server, form, riley, desk } = await agencyAtWork();
  const { kit, kitPassphrase } = await desk.keys.prepare();
  await desk.keys.publish(kit, kitPassphrase);
  const { agencyKeys, repository } = desk;
  const { chain } = await repository.directory();
  const [newest] = (await agencyKeys.recordsOpeners()).map(({ kid }) => kid);
  const before = await openRecoveryWith(server.accounts.get(form.signInName).recovery, await agencyKeys.recordsOpeners());
  // The same person with the pin of today: as somebody who was invited after the change.
  const { descriptor } = await repository.directory();
  for (const pin of [before.pin, chain.keys.at(-1)]) {
    const recovery = await crypto.sealRecovery({ ...before, pin }, descriptor.records);
    const requester = crypto.publicPart(await crypto.newPair("sealing"));
    const protocol = { recoveries: async () => ({ recoveries: [{ id: "one", member: riley.keyring.member, requester, recovery, since: "" }] }), answerRecovery: async () => undefined };
    const { recoveries, answerRecovery } = createOfficerRecovery({ protocol, repository, recordsOpeners: agencyKeys.recordsOpeners });
    const [{ code }] = await recoveries();
    assert.equal(await answerRecovery({ id: "one", code }), await crypto.answerCode(crypto.publicPart(before.sealing), pin));
  }
  const foreign = await crypto.sealRecovery({ ...before, pin: newest }, descriptor.records);
  const protocol = { recoveries: async () => ({ recoveries: [{ id: "one", member: riley.keyring.member, requester: descriptor.records, recovery: foreign, since: "" }] }) };
  assert.deepEqual(await createOfficerRecovery({ protocol, repository, recordsOpeners: agencyKeys.recordsOpeners }).recoveries(), [], "an account that trusts another key");
});

test("the kit of before is not the agency's kit any more, and the new one is", async () => {
  const { kit: old, officer, desk } = await agencyAtWork();
  const { kit, kitPassphrase } = await desk.keys.prepare();
  await desk.keys.publish(kit, kitPassphrase);
  const noted = [];
  const cryptography = createCryptography({ argon2: insecureFastArgon2, ids, clock });
  const { verify } = createOfficerKit({ protocol: { noteKit: async (event) => void noted.push(event) }, keyring: officer.keyring, crypto: cryptography, directory: desk.repository.directory, agencyKeys: desk.agencyKeys.open });
  await assert.rejects(verify(old.kit, old.kitPassphrase), { code: "kit-wrong" });
  await verify(kit, kitPassphrase);
  assert.deepEqual(noted, ["verified"]);
});

async function withoutAgency({ kit, kitPassphrase }) {
  const { agency: _, ...keys } = await crypto.openKit(kit, kitPassphrase, insecureFastArgon2);
  return keys;
}
