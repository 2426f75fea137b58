import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { newDeviceKey, openLocal, sealLocal, unwrapDeviceKey, wrapDeviceKey } from "../../../static/crypto/local.js";
import { CannotOpen, Malformed } from "../../../static/lib/errors.js";
import { ids, importSecretKey, newVaultKey } from "./factories.js";

const [deviceKey, otherKey] = await Promise.all([importSecretKey(newDeviceKey()), importSecretKey(newDeviceKey())]);

test("any local record comes back under its name, and nothing of it can be read before", async () => {
  const values = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
  await fc.assert(fc.asyncProperty(values, async (value) => assert.deepEqual(await openLocal("a", await sealLocal("a", value, deviceKey), deviceKey), value)), { numRuns: 50 });
  const sealed = await sealLocal("draft:1", { text: "Riley relapsed" }, deviceKey);
  for (const part of sealed.split(".")) assert.ok(!Buffer.from(part, "base64url").toString("latin1").includes("Riley"));
});

test("a record moved under another name does not open, so nobody can swap two drafts", async () => {
  const sealed = await sealLocal("draft:1", "x", deviceKey);
  await assert.rejects(openLocal("draft:2", sealed, deviceKey), Malformed);
});

test("a record of another device does not open", async () => {
  await assert.rejects(openLocal("a", await sealLocal("a", 1, deviceKey), otherKey), CannotOpen);
});

test("nothing is sealed that could not be opened", async () => {
  await assert.rejects(sealLocal("x".repeat(201), 1, deviceKey), Malformed);
  await assert.rejects(sealLocal("a", undefined, deviceKey), TypeError);
});

test("the device key is wrapped anew under a new passphrase and stays the same key", async () => {
  const [raw, device] = [newDeviceKey(), ids.next()];
  const [before, after] = await Promise.all([importSecretKey(newVaultKey()), importSecretKey(newVaultKey())]);
  const wrapped = await wrapDeviceKey(raw, device, before);
  const again = await wrapDeviceKey(await unwrapDeviceKey(wrapped, device, before), device, after);
  assert.deepEqual(await unwrapDeviceKey(again, device, after), raw);
  await assert.rejects(unwrapDeviceKey(again, device, before), CannotOpen);
  await assert.rejects(unwrapDeviceKey(again, ids.next(), after), Malformed);
});
