import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeyring } from "../../../static/crypto/keyring.js";
import { openEnvelope, openGrant, sealGrant } from "../../../static/crypto/items.js";
import { openLocal, sealLocal } from "../../../static/crypto/local.js";
import { Conflict, Locked, Malformed } from "../../../static/lib/errors.js";
import { bundleOf, fields, newDeviceKey, newPerson, newVault, newVaultKey, sealNote } from "./factories.js";

const [dana, rosa, vault] = await Promise.all([newPerson(), newPerson(), newVault()]);
const unlocking = () => ({ bundle: bundleOf(dana), device: dana.device, deviceKey: newDeviceKey(), signInSecret: "secret" });

async function unlocked() {
  const keyring = createKeyring();
  await keyring.unlock(unlocking());
  return keyring;
}

/** Everything that gives something out. */
const givers = (/** @type {import("../../../static/crypto/keyring.js").Keyring} */ keyring) => [
  () => keyring.member, () => keyring.agency, () => keyring.device, () => keyring.pin, () => keyring.signInName, () => keyring.signInSecret,
  () => keyring.signer(), () => keyring.sealingPrivateKey(), () => keyring.deviceKey(), () => keyring.vaultKey(vault.id, 1),
  () => keyring.latestEpoch(vault.id),
];

test("a new keyring is locked and gives nothing", async () => {
  const keyring = createKeyring();
  assert.equal(keyring.isUnlocked, false);
  for (const give of givers(keyring)) assert.throws(give, Locked);
  await assert.rejects(keyring.rawVaultKey(vault.id, 1), Locked);
  await assert.rejects(keyring.addVaultKey(vault.id, 1, vault.raw), Locked);
});

test("unlocked, it says who this is and signs, opens and seals for them", async () => {
  const keyring = await unlocked();
  assert.deepEqual([keyring.isUnlocked, keyring.member, keyring.device, keyring.signInSecret], [true, dana.id, dana.device, "secret"]);
  await keyring.addVaultKey(vault.id, 1, vault.raw);
  const item = await sealNote({ ...dana, signer: keyring.signer() }, vault);
  assert.equal((await openEnvelope(item, keyring.vaultKey(vault.id, 1) ?? assert.fail(), dana.signing)).payload.kind, "note");
  const grant = await sealGrant({ ...fields(rosa, vault), to: dana.id }, vault.raw, dana.sealing, rosa.signer);
  assert.deepEqual((await openGrant(grant, keyring.sealingPrivateKey(), rosa.signing))?.key, vault.raw);
  assert.deepEqual(await openLocal("x", await sealLocal("x", { a: 1 }, keyring.deviceKey()), keyring.deviceKey()), { a: 1 });
});

test("no key that it gives for use can be exported", async () => {
  const keyring = await unlocked();
  await keyring.addVaultKey(vault.id, 1, vault.raw);
  const given = [keyring.signer().privateKey, keyring.sealingPrivateKey().privateKey, keyring.deviceKey(), keyring.vaultKey(vault.id, 1)];
  for (const secret of given) assert.equal(secret?.extractable, false);
});

test("locking drops every key and tells the listeners", async () => {
  const keyring = await unlocked();
  await keyring.addVaultKey(vault.id, 1, vault.raw);
  let told = 0;
  keyring.onLock(() => (told += 1));
  const stop = keyring.onLock(() => assert.fail("no longer listening"));
  stop();
  keyring.lock();
  assert.deepEqual([told, keyring.isUnlocked], [1, false]);
  for (const give of givers(keyring)) assert.throws(give, Locked);
  await keyring.unlock(unlocking());
  assert.equal(keyring.vaultKey(vault.id, 1), null);
});

test("a listener that fails keeps neither the keys nor the other listeners", async () => {
  const keyring = await unlocked();
  let told = false;
  keyring.onLock(() => {
    throw new Error("broken");
  });
  keyring.onLock(() => (told = true));
  assert.throws(() => keyring.lock(), AggregateError);
  assert.deepEqual([told, keyring.isUnlocked], [true, false]);
});

test("a lock while unlocking stays locked", async () => {
  const keyring = createKeyring();
  const unlocking_ = keyring.unlock(unlocking());
  keyring.lock();
  await assert.rejects(unlocking_, Locked);
  assert.equal(keyring.isUnlocked, false);
});

test("a vault key that arrives after the lock is not kept for the next unlock", async () => {
  const keyring = await unlocked();
  const adding = keyring.addVaultKey(vault.id, 1, vault.raw);
  keyring.lock();
  await keyring.unlock(unlocking());
  await adding;
  assert.equal(keyring.vaultKey(vault.id, 1), null);
});

test("the bytes of a vault key come back for granting, by vault and epoch", async () => {
  const keyring = await unlocked();
  const second = newVaultKey();
  await keyring.addVaultKey(vault.id, 1, vault.raw);
  await keyring.addVaultKey(vault.id, 2, second);
  assert.deepEqual(await keyring.rawVaultKey(vault.id, 1), vault.raw);
  assert.deepEqual(await keyring.rawVaultKey(vault.id, 2), second);
  assert.equal(keyring.latestEpoch(vault.id), 2);
  assert.deepEqual([keyring.latestEpoch(dana.id), keyring.vaultKey(vault.id, 3), await keyring.rawVaultKey(dana.id, 1)], [null, null, null]);
});

test("the same key again changes nothing; another one for that epoch is a conflict, and the first stays", async () => {
  const keyring = await unlocked();
  await keyring.addVaultKey(vault.id, 1, vault.raw);
  await keyring.addVaultKey(vault.id, 1, vault.raw.slice());
  await assert.rejects(keyring.addVaultKey(vault.id, 1, newVaultKey()), Conflict);
  assert.deepEqual(await keyring.rawVaultKey(vault.id, 1), vault.raw);
});

test("two different keys for one epoch at the same moment: one stays, the other is a conflict", async () => {
  const keyring = await unlocked();
  const results = await Promise.allSettled([keyring.addVaultKey(vault.id, 1, vault.raw), keyring.addVaultKey(vault.id, 1, newVaultKey())]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

test("keys that are not keys are refused", async () => {
  const keyring = await unlocked();
  await assert.rejects(keyring.addVaultKey(vault.id, 1, new Uint8Array(16)), Malformed);
  const broken = { ...unlocking(), bundle: { ...bundleOf(dana), signing: rosa.private.sealing, sealing: /** @type {any} */ ({}) } };
  await assert.rejects(createKeyring().unlock(broken), Malformed);
});

test("neither printing nor turning it into JSON shows a key", async () => {
  const keyring = await unlocked();
  await keyring.addVaultKey(vault.id, 1, vault.raw);
  const shown = `${JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(keyring)))}`;
  assert.doesNotMatch(shown, /secret|"d"/);
});
