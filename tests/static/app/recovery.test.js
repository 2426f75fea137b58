/** A lost passphrase, on the person's phone: everything opens again, and an account that is not theirs is never taken. */
import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import * as crypto from "../../../static/crypto/index.js";
import { newPair } from "../../../static/crypto/jose.js";
import { Offline, PinMismatch, Refused, WrongPassphrase } from "../../../static/lib/errors.js";
import { foundedAgency, newPhone, PASSPHRASE, reopen } from "./phone.js";

const NEW = "seven quiet herons cross the marsh";
const refusedAs = (code) => (error) => error instanceof Refused && error.code === code;

/** @type {Awaited<ReturnType<typeof foundedAgency>>} */
let agency;
before(async () => {
  agency = await foundedAgency();
});
beforeEach(() => agency.server.recoveries.clear());

/** Somebody whose phone holds a draft, locked, and who forgot the passphrase. */
async function forgetful() {
  const { phone, form } = await agency.insider();
  const draft = await crypto.sealLocal("draft/form/x", { text: "half" }, phone.keyring.deviceKey());
  await phone.store.local.put("draft/form/x", draft);
  await phone.account.lock();
  const again = await reopen(phone);
  return { phone: again, name: form.signInName, readDraft: async () => crypto.openLocal("draft/form/x", await again.store.local.get("draft/form/x"), again.keyring.deviceKey()) };
}

test("what was on the phone opens under the new passphrase, and not under the old one", async () => {
  const { phone, name, readDraft } = await forgetful();
  const { code } = await phone.recovery.begin(name);
  assert.equal(await phone.recovery.look(), null);
  const { request } = await agency.answer();
  assert.equal(code, await crypto.recoveryCode(request.requester, name));
  assert.deepEqual(await phone.recovery.look(), { confirm: null });
  await phone.recovery.finish(NEW);
  assert.equal(phone.account.state(), "unlocked");
  assert.deepEqual(await readDraft(), { text: "half" });
  await phone.account.lock();
  await assert.rejects(phone.account.unlock(PASSPHRASE), WrongPassphrase);
  await phone.account.unlock(NEW);
  assert.deepEqual(await readDraft(), { text: "half" });
});

test("a new phone is in only after a second code, which depends on the account and the agency", async () => {
  const { name } = await forgetful();
  const fresh = await newPhone(agency.server);
  await fresh.recovery.begin(name);
  const { bundle } = await agency.answer();
  assert.deepEqual(await fresh.recovery.look(), { confirm: await crypto.answerCode(crypto.publicPart(bundle.sealing), agency.pin) });
  assert.equal(await fresh.store.account(), null);
  await fresh.recovery.finish(NEW);
  assert.equal(fresh.account.state(), "unlocked");
});

test("an account of other keys, of another member or of another agency is refused, and nothing on the phone changes", async () => {
  const { phone, name } = await forgetful();
  const row = await phone.store.account();
  const changes = [
    [async (bundle) => ({ ...bundle, sealing: await newPair("sealing") }), refusedAs("recovery-distrusted")],
    [async (bundle) => ({ ...bundle, signing: await newPair("signing") }), refusedAs("recovery-distrusted")],
    [async (bundle) => ({ ...bundle, member: row.device }), refusedAs("recovery-distrusted")],
    [async (bundle) => ({ ...bundle, pin: "A".repeat(43) }), (error) => error instanceof PinMismatch],
  ];
  for (const [change, isExpected] of changes) {
    agency.server.recoveries.clear();
    await phone.recovery.begin(name);
    await agency.answer(change);
    await assert.rejects(phone.recovery.look(), isExpected);
    await assert.rejects(phone.recovery.finish(NEW), refusedAs("recovery-over"));
  }
  assert.deepEqual(await phone.store.account(), row);
  await phone.account.unlock(PASSPHRASE);
});

test("an answer sealed to another request's key is refused", async () => {
  const { phone, name } = await forgetful();
  await phone.recovery.begin(name);
  const [first] = agency.server.recoveries.values();
  await (await newPhone(agency.server)).recovery.begin(name);
  const [, second] = agency.server.recoveries.values();
  agency.server.recoveries.delete("recovery-0");
  await agency.answer();
  agency.server.recoveries.set("recovery-0", { ...first, recovered: second.recovered });
  await assert.rejects(phone.recovery.look(), refusedAs("recovery-distrusted"));
});

test("killed after the server took the new passphrase: typed once more on this phone, it opens everything", async () => {
  const { call } = agency.server.transport;
  agency.server.transport.call = async (method, path, body) => {
    const answer = await call(method, path, body);
    if (path === "recover/finish") throw new Offline();
    return answer;
  };
  const { phone, name, readDraft } = await forgetful();
  agency.server.transport.call = call;
  await phone.recovery.begin(name);
  await agency.answer();
  await phone.recovery.look();
  await assert.rejects(phone.recovery.finish(NEW), Offline);
  assert.equal(phone.account.state(), "locked");
  await phone.account.adopt(name, NEW);
  assert.deepEqual(await readDraft(), { text: "half" });
});

test("another phone of the person takes the new passphrase; a stranger's account never takes over a phone", async () => {
  const { phone, name } = await forgetful();
  const second = await newPhone(agency.server);
  await second.account.signIn(name, PASSPHRASE);
  await second.account.lock();
  await phone.recovery.begin(name);
  await agency.answer();
  await phone.recovery.look();
  await phone.recovery.finish(NEW);
  await second.account.adopt(name, NEW);
  assert.equal(second.account.state(), "unlocked");
  await second.account.lock();
  const { form } = await agency.insider();
  const row = await second.store.account();
  await assert.rejects(second.account.adopt(form.signInName, PASSPHRASE), refusedAs("not-allowed"));
  assert.deepEqual(await second.store.account(), row);
});

test("a passkey of the phone opens it as before, and signs in with the new secret", async () => {
  const { phone: first, form } = await agency.insider();
  await first.account.addPasskey(PASSPHRASE);
  await first.account.lock();
  const phone = await reopen(first);
  await phone.recovery.begin(form.signInName);
  await agency.answer();
  await phone.recovery.look();
  await phone.recovery.finish(NEW);
  await phone.account.lock();
  await phone.account.unlockWithPasskey();
  agency.server.signedIn = null;
  assert.equal(await phone.account.renewSignIn(), true);
});

test("a phone whose sign-in secret is no longer right is signed out, not broken", async () => {
  const { phone, name } = await forgetful();
  await phone.account.unlock(PASSPHRASE);
  agency.server.accounts.get(name).secret = "another";
  agency.server.signedIn = null;
  assert.equal(await phone.account.renewSignIn(), false);
  assert.equal(phone.account.state(), "unlocked");
});

test("a phone from before its device key was sealed to the account asks for no help that would lose what is on it", async () => {
  const { phone, name } = await forgetful();
  const { accountDeviceKey: _, ...older } = await phone.store.account();
  await phone.store.putAccount(older);
  await assert.rejects(phone.recovery.begin(name), refusedAs("no-device-key"));
  assert.equal(agency.server.recoveries.size, 0);
});

/** The operator's link: it leads to the officer's account, as it is sealed to the records key. */
function link(change = (recovery) => recovery) {
  const account = agency.server.accounts.get("pat");
  agency.server.recoveries.set("by-kit", { account, recovered: change(account.recovery) });
  return { token: "by-kit", kit: agency.kit.kit, words: agency.kit.kitPassphrase.toUpperCase(), passphrase: NEW };
}

test("an officer with nobody to ask is back in by the link and the kit, on the same device and on a new one", async () => {
  const { officer } = agency;
  await officer.account.lock();
  const again = await reopen(officer);
  await again.recovery.finishWithKit(link());
  assert.deepEqual([again.account.state(), again.account.member()?.role], ["unlocked", "officer"]);
  const fresh = await newPhone(agency.server);
  await fresh.recovery.finishWithKit(link());
  assert.equal(fresh.account.state(), "unlocked");
  await assert.rejects((await newPhone(agency.server)).recovery.finishWithKit({ ...link(), token: "ended" }), refusedAs("kit-link-over"));
});

test("a kit with other words, or of another agency, opens nothing and uses nothing up", async () => {
  const phone = await newPhone(agency.server);
  const other = await foundedAgency();
  await assert.rejects(phone.recovery.finishWithKit({ ...link(), words: "some other words" }), refusedAs("kit-not-opened"));
  await assert.rejects(phone.recovery.finishWithKit({ ...link(), kit: other.kit.kit, words: other.kit.kitPassphrase }), refusedAs("kit-wrong"));
  assert.equal(await phone.store.account(), null);
  await phone.recovery.finishWithKit(link());
  assert.equal(phone.account.state(), "unlocked");
});

test("a server that answers the kit with an account of its own making gets nobody in", async () => {
  const { server, pin } = agency;
  const { records } = await crypto.readDescriptor(server.directory.descriptor, pin);
  const { member } = server.accounts.get("pat");
  const made = await crypto.newAccount({
    agency: server.agency, signInName: "pat", pin, records, unlockKey: await crypto.importSecretKey(crypto.newDeviceKey()), ids: { next: () => member },
  });
  const fresh = await newPhone(server);
  await assert.rejects(fresh.recovery.finishWithKit(link(() => made.recovery)), refusedAs("not-certified"));
  assert.equal(await fresh.store.account(), null);
  assert.equal(fresh.account.state(), "none");
});
