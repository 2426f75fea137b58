/** A finger or a face opens this phone, offline, beside the passphrase and never instead of it. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { openLocal, sealLocal } from "../../../static/crypto/index.js";
import { Cancelled, Refused, WrongPassphrase } from "../../../static/lib/errors.js";
import { createAuthenticator, foundedAgency, newPhone, PASSPHRASE, reopen } from "./phone.js";

const refusedAs = (code) => (error) => error instanceof Refused && error.code === code;

/** @type {Awaited<ReturnType<typeof foundedAgency>>} */
let agency;
before(async () => {
  agency = await foundedAgency();
});

/** Somebody whose phone has a passkey, locked. */
async function withPasskey() {
  const { phone, form } = await agency.insider();
  await phone.account.addPasskey(PASSPHRASE);
  await phone.account.lock();
  return { phone, form };
}

test("a passkey opens the app with no network, after a restart, and the sign-in is renewed by it", async () => {
  const { phone } = await withPasskey();
  agency.server.isReachable = false;
  const again = await reopen(phone);
  await again.account.unlockWithPasskey();
  agency.server.isReachable = true;
  assert.equal(again.account.state(), "unlocked");
  agency.server.signedIn = null;
  assert.equal(await again.account.renewSignIn(), true);
});

test("what the passkey opened reads what was written before, under the passphrase", async () => {
  const { phone } = await withPasskey();
  await phone.account.unlock(PASSPHRASE);
  const draft = await sealLocal("draft/1", { text: "kept before" }, phone.keyring.deviceKey());
  await phone.account.lock();
  await phone.account.unlockWithPasskey();
  assert.deepEqual(await openLocal("draft/1", draft, phone.keyring.deviceKey()), { text: "kept before" });
  assert.equal(phone.account.member()?.role, "specialist");
});

test("the passphrase works as before, beside it and after it is gone", async () => {
  const { phone } = await withPasskey();
  await phone.account.unlock(PASSPHRASE);
  const [{ id }] = await phone.account.passkeys.list();
  await phone.account.passkeys.remove(id);
  await phone.account.lock();
  assert.deepEqual(phone.authenticator.forgotten, [id]);
  await assert.rejects(phone.account.unlockWithPasskey(), Cancelled);
  await phone.account.unlock(PASSPHRASE);
  assert.equal(phone.account.state(), "unlocked");
});

test("whoever finds the phone unlocked adds no way of their own without the passphrase", async () => {
  const { phone } = await agency.insider();
  await assert.rejects(phone.account.addPasskey("correct horse battery stable"), WrongPassphrase);
  assert.deepEqual(await phone.account.passkeys.list(), []);
});

test("several passkeys each open it; one phone is not asked to make the same twice", async () => {
  const { phone } = await withPasskey();
  await assert.rejects(phone.account.addPasskey(PASSPHRASE), refusedAs("passkey-exists"));
  const ring = createAuthenticator();
  const other = await newPhone(agency.server, { storeName: phone.storeName, authenticator: ring });
  await other.account.addPasskey(PASSPHRASE);
  assert.equal((await other.account.passkeys.list()).length, 2);
  for (const authenticator of [phone.authenticator, ring]) {
    const again = await newPhone(agency.server, { storeName: phone.storeName, authenticator });
    await again.account.unlockWithPasskey();
    assert.equal(again.account.state(), "unlocked");
  }
});

test("a stranger's finger, another phone's secret and swapped seals open nothing", async () => {
  const { phone } = await withPasskey();
  phone.authenticator.finger = "wrong";
  await assert.rejects(phone.account.unlockWithPasskey(), Cancelled);
  phone.authenticator.finger = "right";
  const row = await phone.store.passkeys();
  const { phone: stranger } = await withPasskey();
  const theirs = await stranger.store.passkeys();
  await phone.store.putPasskeys({ ...row, passkeys: [{ ...row.passkeys[0], deviceKey: theirs.passkeys[0].deviceKey }] });
  await assert.rejects(phone.account.unlockWithPasskey());
  await phone.store.putPasskeys({ ...row, salt: theirs.salt });
  await assert.rejects(phone.account.unlockWithPasskey(), refusedAs("passkey-unknown"));
  assert.equal(phone.account.state(), "locked");
  await phone.account.unlock(PASSPHRASE);
});

test("nothing of it rests in clear: no passphrase, no secret, no private key", async () => {
  const { phone } = await withPasskey();
  const kept = JSON.stringify([await phone.store.passkeys(), await phone.store.local.all("")]);
  assert.ok(!kept.includes(PASSPHRASE) && !kept.includes('"d"') && !kept.includes("signInSecret"));
});

test("signing out takes the passkeys along", async () => {
  const { phone } = await withPasskey();
  await phone.account.unlock(PASSPHRASE);
  await phone.account.signOut();
  assert.equal(await phone.store.passkeys(), null);
});
