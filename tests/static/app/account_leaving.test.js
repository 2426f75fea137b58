/** Leaving a phone: nothing that is only here is ever taken along. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as crypto from "../../../static/crypto/index.js";
import { Offline, Refused } from "../../../static/lib/errors.js";
import { envelope } from "../store/factories.js";
import { foundedAgency, ids, PASSPHRASE, reopen } from "./phone.js";

const refusedAs = (code) => (error) => error instanceof Refused && error.code === code;

/** @type {Awaited<ReturnType<typeof foundedAgency>>} */
let agency;
const insider = () => agency.insider();
before(async () => {
  agency = await foundedAgency();
});

describe("signing out", () => {
  test("is refused while a sealed item, or a draft, is only here", async () => {
    const { phone } = await insider();
    const { vault, ...item } = envelope({ vault: ids.next() });
    await phone.store.append([{ vault, ...item }], await phone.store.deviceHead());
    assert.deepEqual(await phone.account.beforeSignOut(), { unsynced: 1, unfinished: 0 });
    await assert.rejects(phone.account.signOut(), refusedAs("unsynced"));
    assert.equal((await phone.store.counts()).waiting, 1);
    assert.notEqual(await phone.store.account(), null);
    assert.equal(phone.account.state(), "unlocked");

    const { phone: second } = await insider();
    const jwe = await crypto.sealLocal("draft/form/x", { text: "half" }, second.keyring.deviceKey());
    await second.store.local.put("draft/form/x", jwe);
    assert.deepEqual(await second.account.beforeSignOut(), { unsynced: 0, unfinished: 1 }, "a draft cannot be sent: nobody is told to send it");
    await assert.rejects(second.account.signOut(), refusedAs("unsynced"));
    assert.notEqual(await second.store.local.get("draft/form/x"), null);
  });

  test("is refused too when something was written while the server was asked; then nothing is removed", async () => {
    const { phone } = await insider();
    const { server } = agency;
    const call = server.transport.call;
    server.transport.call = async (...given) => {
      const { vault, ...item } = envelope({ vault: ids.next() });
      await phone.store.append([{ vault, ...item }], await phone.store.deviceHead());
      return call(...given);
    };
    const again = await reopen(phone);
    await again.account.unlock(PASSPHRASE);
    await assert.rejects(again.account.signOut(), refusedAs("unsynced"));
    server.transport.call = call;
    assert.equal((await phone.store.counts()).waiting, 1);
    assert.equal(again.account.state(), "locked");
  });

  test("asks the other windows first, and goes no further when something was being typed in one", async () => {
    const { phone } = await insider();
    const other = await reopen(phone);
    let asked = 0;
    const gather = async () => {
      asked += 1;
      await other.store.local.put("draft/form/x", (await other.store.account()).deviceKey);
    };
    const again = await reopen(phone, { windows: { gather } });
    await again.account.unlock(PASSPHRASE);
    await assert.rejects(again.account.signOut(), refusedAs("unsynced"));
    assert.equal(asked, 1);
    assert.equal(again.account.state(), "unlocked", "the server was not even asked");
    assert.notEqual(await other.store.local.get("draft/form/x"), null);
  });

  test("takes keys and store from the phone, and leaves it nobody's", async () => {
    const { phone } = await insider();
    await phone.account.signOut();
    assert.deepEqual([phone.account.state(), phone.account.member(), phone.keyring.isUnlocked], ["none", null, false]);
    assert.deepEqual([await phone.store.account(), await phone.store.directory()], [null, null]);
    assert.equal((await reopen(phone)).account.state(), "none");
  });

  test("is done when the server says that one is signed out already; without the server it is not done", async () => {
    const { phone } = await insider();
    agency.server.isReachable = false;
    await assert.rejects(phone.account.signOut(), Offline);
    assert.equal(phone.account.state(), "unlocked");
    agency.server.isReachable = true;
    agency.server.signedIn = null;
    await phone.account.signOut();
    assert.equal(phone.account.state(), "none");
  });
});

test("a tab that comes back in sight knows that another one signed out, or came in", async () => {
  const { phone, form } = await insider();
  const other = await reopen(phone);
  await other.account.unlock(PASSPHRASE);
  await other.account.lookAgain();
  assert.equal(other.account.state(), "unlocked", "nothing changed, nothing happens");
  await phone.account.signOut();
  await other.account.lookAgain();
  assert.deepEqual([other.account.state(), other.keyring.isUnlocked], ["none", false]);
  await phone.account.signIn(form.signInName, PASSPHRASE);
  await other.account.lookAgain();
  assert.equal(other.account.state(), "locked");
});

describe("what a phone keeps for the day its access is taken", () => {
  test("its device key, sealed to its own account: also on a phone from before there was one, at its next unlock", async () => {
    const { phone } = await insider();
    await phone.account.lock();
    const { accountDeviceKey: _, ...older } = await phone.store.account();
    await phone.store.putAccount(older);
    const again = await reopen(phone);
    await again.account.unlock(PASSPHRASE);
    const { accountDeviceKey, device } = await again.store.account();
    const draft = await crypto.sealLocal("draft/form/x", { text: "half" }, again.keyring.deviceKey());
    const raw = await crypto.openDeviceKeyOfAccount(accountDeviceKey, device, again.keyring.sealingPrivateKey());
    assert.deepEqual(await crypto.openLocal("draft/form/x", draft, await crypto.importSecretKey(raw)), { text: "half" });
  });

  test("the device token: from its enrolment on, and on a phone from before that, asked for once while there is access", async () => {
    const { phone } = await insider();
    const { leaving, ...older } = await phone.store.account();
    assert.equal(leaving?.length, 43);
    await phone.account.keepLeavingToken();
    assert.equal(agency.server.calls.filter((call) => call === "GET devices/leaving").length, 0);
    await phone.account.lock();
    await phone.store.putAccount(older);
    const again = await reopen(phone);
    await again.account.unlock(PASSPHRASE);
    await again.account.keepLeavingToken();
    await again.account.keepLeavingToken();
    assert.equal((await again.store.account())?.leaving, leaving);
    assert.equal(agency.server.calls.filter((call) => call === "GET devices/leaving").length, 1);
  });

  test("what was done when it was emptied is said after a restart, until it was read", async () => {
    const { phone } = await insider();
    await phone.store.leave(await phone.store.leftBehind(), { at: "2026-11-22T21:04:38.123-05:00", count: 2 });
    await phone.account.lookAgain();
    assert.deepEqual([phone.account.state(), phone.account.left()?.count], ["none", 2]);
    const again = await reopen(phone);
    assert.equal(again.account.left()?.count, 2);
    await again.account.forgetLeft();
    assert.equal((await reopen(phone)).account.left(), null);
  });
});
