/** Who uses this phone: every way in and out, what is refused on it, and what is never stored. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as crypto from "../../../static/crypto/index.js";
import { importSigner, newPair, publicPart } from "../../../static/crypto/jose.js";
import { BadSignature, Malformed, Offline, PinMismatch, Refused, WrongPassphrase } from "../../../static/lib/errors.js";
import { clock, foundedAgency, newPhone, PASSPHRASE, reopen, SETTINGS } from "./phone.js";

const refusedAs = (code) => (error) => error instanceof Refused && error.code === code;

/** @type {Awaited<ReturnType<typeof foundedAgency>>} */
let agency;
const insider = () => agency.insider();
before(async () => {
  agency = await foundedAgency();
});

describe("from nobody to somebody", () => {
  test("none, then waiting with a code to compare, then in; locked and unlocked with no network", async () => {
    const { phone, form } = await agency.invited("Dana");
    const { account } = phone;
    assert.deepEqual([account.state(), account.member(), account.shortCode()], ["none", null, null]);
    await account.enrol(form);
    assert.equal(account.state(), "waiting");
    const { sealing, signing } = agency.server.accounts.get("dana");
    assert.equal(account.shortCode()?.certificate, await crypto.shortCode(sealing, signing));
    assert.equal(await account.checkWaiting(), "waiting");
    await agency.letIn("dana");
    assert.equal(await account.checkWaiting(), "active");
    assert.deepEqual([account.state(), account.member()?.name, account.member()?.role, account.shortCode()], ["unlocked", "Dana", "specialist", null]);
    assert.equal(account.settings()?.onCall[0].name, "Sam");

    await account.lock();
    assert.deepEqual([account.state(), account.member(), account.settings()], ["locked", null, null]);
    agency.server.isReachable = false;
    const again = await reopen(phone);
    assert.equal(again.account.state(), "locked");
    await again.account.unlock(PASSPHRASE);
    assert.deepEqual([again.account.state(), again.account.member()?.name], ["unlocked", "Dana"]);
    agency.server.isReachable = true;
    assert.deepEqual(phone.told, ["waiting", "unlocked", "locked"]);
  });

  test("whoever waits is still waiting after a restart, and sees the same code", async () => {
    const { phone, form } = await agency.invited("Ana");
    await phone.account.enrol(form);
    const code = phone.account.shortCode()?.certificate;
    const again = await reopen(phone);
    assert.equal(again.account.state(), "locked");
    await again.account.unlock(PASSPHRASE);
    assert.deepEqual([again.account.state(), again.account.shortCode()?.certificate], ["waiting", code]);
  });

  test("a second phone of one person is in at once, with another device and the same pin", async () => {
    const { phone, form } = await insider();
    const second = await newPhone(agency.server);
    await second.account.signIn(form.signInName, PASSPHRASE);
    assert.deepEqual([second.account.state(), second.account.member()], ["unlocked", phone.account.member()]);
    assert.notEqual(second.keyring.device, phone.keyring.device);
    assert.equal(second.keyring.pin, agency.pin);
  });

  test("a founder is in at once, and has the kit, even when the network goes away right after the founding", async () => {
    const { officer, kit } = agency;
    assert.deepEqual([officer.account.state(), officer.account.member()?.role], ["unlocked", "officer"]);
    assert.ok(kit.kit && kit.kitPassphrase);
    assert.ok(!agency.server.calls.slice(0, 3).includes("GET directory"));
  });

  test("a founding or a waiting that ran out of its sign-in renews it by itself", async () => {
    const { phone, form } = await agency.invited("Eli");
    await phone.account.enrol(form);
    await agency.letIn("eli");
    agency.server.signedIn = null;
    assert.equal(await phone.account.checkWaiting(), "active");
  });
});

describe("the passphrase", () => {
  test("a wrong one opens nothing and changes nothing", async () => {
    const { phone } = await insider();
    await phone.account.lock();
    const row = await phone.store.account();
    await assert.rejects(phone.account.unlock("correct horse battery stable"), WrongPassphrase);
    assert.equal(phone.account.state(), "locked");
    assert.deepEqual(await phone.store.account(), row);
    await phone.account.unlock(PASSPHRASE);
    assert.equal(phone.account.state(), "unlocked");
  });

  test("a wrong one at sign-in leaves the phone nobody's", async () => {
    const { form } = await insider();
    const phone = await newPhone(agency.server);
    await assert.rejects(phone.account.signIn(form.signInName, "not this one at all"), refusedAs("sign-in-failed"));
    await assert.rejects(phone.account.signIn("nobody-here", PASSPHRASE), refusedAs("sign-in-failed"));
    assert.deepEqual([phone.account.state(), await phone.store.account()], ["none", null]);
  });

  test("it is nowhere on the disk, nor in what the server got", async () => {
    const { phone, form } = await insider();
    const kept = JSON.stringify([await phone.store.account(), await phone.store.directory(), agency.server.accounts.get(form.signInName)]);
    assert.ok(!kept.includes(PASSPHRASE));
  });
});

describe("whom to trust", () => {
  test("an invitation for another agency's key is refused before anything is made or stored", async () => {
    const { phone, form } = await agency.invited("Gil");
    const otherPin = (await importSigner(await newPair("signing"))).kid;
    await assert.rejects(phone.account.lookInvitation(form.token, otherPin), PinMismatch);
    await assert.rejects(phone.account.enrol({ ...form, pin: otherPin }), PinMismatch);
    assert.deepEqual([phone.account.state(), await phone.store.account(), await phone.store.directory()], ["none", null, null]);
    assert.ok(agency.server.invitations.has(form.token), "the invitation is not used up");
  });

  test("the agency's name is the one it signed, not the one the server says", async () => {
    const { phone, form } = await agency.invited("Hal");
    agency.server.agencyName = "Someone Else";
    assert.equal((await phone.account.lookInvitation(form.token, form.pin)).agencyName, "Shelter");
    agency.server.agencyName = "Shelter";
  });

  test("a directory under another key is refused at sign-in, and nothing is stored", async () => {
    const { form } = await insider();
    const phone = await newPhone(agency.server);
    const honest = agency.server.directory;
    const liar = await newPair("signing");
    const descriptor = await crypto.readDescriptor(honest.descriptor, agency.pin);
    agency.server.directory = { ...honest, descriptor: await crypto.issueDescriptor({ ...descriptor, certifying: publicPart(liar) }, await importSigner(liar)) };
    await assert.rejects(phone.account.signIn(form.signInName, PASSPHRASE), PinMismatch);
    assert.deepEqual([await phone.store.account(), await phone.store.directory()], [null, null]);
    agency.server.directory = { ...honest, descriptor: honest.descriptor.slice(0, -6) + "AAAAAA" };
    await assert.rejects(phone.account.signIn(form.signInName, PASSPHRASE), (error) => error instanceof BadSignature || error instanceof Malformed);
    assert.deepEqual([await phone.store.account(), await phone.store.directory()], [null, null]);
    agency.server.directory = honest;
    await phone.account.signIn(form.signInName, PASSPHRASE);
    assert.equal(phone.account.state(), "unlocked");
  });

  test("whoever waits is not let in by a directory under another key", async () => {
    const { phone, form } = await agency.invited("Ines");
    await phone.account.enrol(form);
    await agency.letIn("ines");
    const honest = agency.server.directory;
    const liar = await newPair("signing");
    const descriptor = await crypto.readDescriptor(honest.descriptor, agency.pin);
    agency.server.directory = { ...honest, descriptor: await crypto.issueDescriptor({ ...descriptor, certifying: publicPart(liar) }, await importSigner(liar)) };
    await assert.rejects(phone.account.checkWaiting(), PinMismatch);
    assert.deepEqual([phone.account.state(), await phone.store.directory()], ["waiting", null]);
    agency.server.directory = honest;
  });

  test("a certificate that the agency did not sign makes nobody a member, and keeps nobody out", async () => {
    const { form } = await insider();
    const honest = agency.server.directory;
    const forger = await importSigner(await newPair("signing"));
    const { member, sealing, signing } = agency.server.accounts.get(form.signInName);
    const forged = await crypto.issueCertificate({ agency: agency.server.agency, member, name: "Boss", role: "officer", sealing, signing, ...crypto.spanFrom(clock.now()) }, forger);
    agency.server.directory = { ...honest, certificates: [...honest.certificates, forged] };
    const phone = await newPhone(agency.server);
    await phone.account.signIn(form.signInName, PASSPHRASE);
    assert.equal(phone.account.member()?.role, "specialist");
    assert.ok(!(await phone.store.directory())?.certificates.includes(forged));
    agency.server.directory = honest;
  });

  test("a row that was changed on the disk to name another pin does not unlock", async () => {
    const { phone } = await insider();
    await phone.account.lock();
    const row = await phone.store.account();
    await phone.store.putAccount({ ...row, pin: (await importSigner(await newPair("signing"))).kid });
    const again = await reopen(phone);
    await assert.rejects(again.account.unlock(PASSPHRASE), PinMismatch);
    assert.equal(again.account.state(), "locked");
  });

  test("what the agency signs anew is taken over while one is in, and never an older state again", async () => {
    const { phone } = await insider();
    const old = agency.server.directory;
    await agency.describe({ onCall: [{ member: null, name: "Alex", phone: "+15550199" }] });
    await phone.account.refreshDirectory();
    assert.equal(phone.account.settings()?.onCall[0].name, "Alex");
    const newest = agency.server.directory;
    agency.server.directory = old;
    await phone.account.refreshDirectory();
    assert.equal(phone.account.settings()?.onCall[0].name, "Alex");
    agency.server.directory = newest;
  });
});

describe("never half in", () => {
  test("when what the agency signed cannot be read, the keys are dropped again", async () => {
    const { phone } = await insider();
    await phone.account.lock();
    const row = await phone.store.account();
    await phone.store.destroy();
    await phone.store.putAccount(row);
    await assert.rejects(phone.account.unlock(PASSPHRASE), refusedAs("no-directory"));
    assert.deepEqual([phone.account.state(), phone.keyring.isUnlocked], ["locked", false]);
  });

  test("a phone that was killed while it was let in is still waiting, and gets in", async () => {
    const { phone, form } = await agency.invited("Jo");
    await phone.account.enrol(form);
    await agency.letIn("jo");
    const { putAccount } = phone.store;
    phone.store.putAccount = async () => {
      throw new Offline();
    };
    await assert.rejects(phone.account.checkWaiting(), Offline);
    assert.equal(phone.account.state(), "waiting");
    phone.store.putAccount = putAccount;
    const again = await reopen(phone);
    await again.account.unlock(PASSPHRASE);
    assert.equal(again.account.state(), "waiting");
    assert.equal(await again.account.checkWaiting(), "active");
  });

  test("nobody comes in where someone else still is, in this tab or another", async () => {
    const { phone, form } = await insider();
    const other = await reopen(phone);
    const { form: second } = await agency.invited("Kim");
    const row = await phone.store.account();
    for (const act of [
      () => phone.account.enrol(second),
      () => other.account.enrol(second),
      () => phone.account.signIn(form.signInName, PASSPHRASE),
      () => phone.account.setUp({ token: "set-up", name: "Pat", signInName: "pat2", passphrase: PASSPHRASE, settings: SETTINGS }),
    ]) await assert.rejects(act(), refusedAs("not-allowed"));
    assert.deepEqual(await phone.store.account(), row);
  });
});

test("a sign-in that ran out is renewed without asking, but only while unlocked", async () => {
  const { phone } = await insider();
  agency.server.signedIn = null;
  assert.equal(await phone.account.renewSignIn(), true);
  assert.equal(agency.server.signedIn, phone.account.member()?.id);
  await phone.account.lock();
  agency.server.signedIn = null;
  assert.equal(await phone.account.renewSignIn(), false);
  assert.equal(agency.server.signedIn, null);
});
