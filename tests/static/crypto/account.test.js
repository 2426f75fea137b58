import assert from "node:assert/strict";
import { test } from "node:test";
import { newAccount, openAccount, openRecovery, sealAccount } from "../../../static/crypto/account.js";
import { foundAgency, makeKit, newKitPassphrase, openAgencyKeys, openKit } from "../../../static/crypto/agency.js";
import { readCertificate, readDescriptor, validForSealing } from "../../../static/crypto/certificates.js";
import { importOpener } from "../../../static/crypto/jose.js";
import { deriveKeys, newSalt } from "../../../static/crypto/unlock.js";
import { Malformed, WrongPassphrase } from "../../../static/lib/errors.js";
import { INSECURE_FAST_KDF, NOW, argon2, clock, ids, newPerson } from "./factories.js";

const salt = newSalt();
const unlockKeyOf = async (/** @type {string} */ passphrase) =>
  (await deriveKeys({ passphrase, salt, kdf: INSECURE_FAST_KDF }, argon2)).unlockKey;
const unlockKey = await unlockKeyOf("a lantern for the harbour");
const server = await newPerson();
const settings = { language: /** @type {const} */ ("es"), part2: /** @type {const} */ ("no"), naming: /** @type {const} */ ("alias"), jurisdiction: "us-generic", onCall: [] };
const founding = { agency: ids.next(), agencyName: "Harbour", receipts: [server.signing], settings, officer: { name: "Ana", signInName: "ana" }, unlockKey, ids, clock };
const founded = await foundAgency(founding);

test("an account opens with its passphrase and with no other", async () => {
  const opened = await openAccount(founded.account, unlockKey);
  assert.deepEqual(opened, founded.bundle);
  await assert.rejects(openAccount(founded.account, await unlockKeyOf("a lantern for the harbor")), WrongPassphrase);
});

test("an account sealed anew opens with the new passphrase only", async () => {
  const next = await unlockKeyOf("another lantern for the harbour");
  const sealed = await sealAccount(founded.bundle, next);
  assert.deepEqual(await openAccount(sealed, next), founded.bundle);
  await assert.rejects(openAccount(sealed, unlockKey), WrongPassphrase);
});

test("what is no account is malformed, not a wrong passphrase", async () => {
  for (const given of ["", "x", null, founded.agencyKeys, founded.recovery]) {
    await assert.rejects(openAccount(given, unlockKey), (error) => error instanceof Malformed && error.code === "malformed");
  }
});

test("a founded agency verifies itself: pin, descriptor, the officer's certificate", async () => {
  const descriptor = await readDescriptor(founded.descriptor, founded.pin);
  assert.deepEqual([descriptor.agency, descriptor.name, descriptor.receipts], [founding.agency, "Harbour", [server.signing]]);
  const certificate = await readCertificate(founded.certificate, descriptor);
  assert.deepEqual([certificate.member, certificate.role, certificate.name], [founded.bundle.member, "officer", "Ana"]);
  assert.deepEqual([certificate.sealing, certificate.signing], [founded.sealing, founded.signing]);
  assert.ok(validForSealing(certificate, NOW));
});

test("the agency's keys open for their officer, and are nothing to another", async () => {
  assert.deepEqual(await openAgencyKeys(founded.agencyKeys, await importOpener(founded.bundle.sealing)), founded.keys);
  assert.equal(await openAgencyKeys(founded.agencyKeys, server.opener), null);
});

test("a member's account can be recovered with the records key, and with no other", async () => {
  const made = await newAccount({ agency: founding.agency, signInName: "dana", pin: founded.pin, records: (await readDescriptor(founded.descriptor, founded.pin)).records, unlockKey, ids });
  assert.deepEqual(await openRecovery(made.recovery, await importOpener(founded.keys.records)), made.bundle);
  assert.equal(await openRecovery(made.recovery, server.opener), null);
});

test("what is sent at set-up holds no private key in clear", () => {
  const { account, recovery, descriptor, certificate, agencyKeys, sealing, signing } = founded;
  const headers = [account, recovery, descriptor, certificate, agencyKeys].flatMap((text) => text.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1")));
  const sent = JSON.stringify([headers, sealing, signing]);
  for (const { d } of [founded.bundle.sealing, founded.bundle.signing, founded.keys.certifying, founded.keys.records]) assert.ok(!sent.includes(d));
});

test("the recovery kit opens with its own passphrase and with no other", async () => {
  const passphrase = newKitPassphrase();
  assert.match(passphrase, /^([0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}$/);
  const kit = await makeKit(founded.keys, founding.agency, passphrase, argon2, INSECURE_FAST_KDF);
  assert.deepEqual(await openKit(kit, passphrase, argon2), { agency: founding.agency, ...founded.keys });
  await assert.rejects(openKit(kit, newKitPassphrase(), argon2), WrongPassphrase);
});

test("a new kit is stretched as much as a new account", async () => {
  /** @type {unknown[]} */
  const asked = [];
  const kit = await makeKit(founded.keys, founding.agency, "words of the kit", async (password, _salt, kdf) => {
    asked.push(kdf);
    return new Uint8Array(32).fill(password.length);
  });
  assert.deepEqual(asked, [{ name: "argon2id", memory: 65_536, passes: 3, lanes: 1 }]);
  assert.equal(kit.split(".").length, 5);
});
