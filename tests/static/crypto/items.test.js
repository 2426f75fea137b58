import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { itemHash, openEnvelope, openGrant, readHeader, sealEnvelope, sealGrant, verifyItem } from "../../../static/crypto/items.js";
import { BadSignature, CannotOpen, Malformed, Refused } from "../../../static/lib/errors.js";
import { NOTE, fields, ids, newPerson, newVault, sealNote } from "./factories.js";

const [dana, other, vault, otherVault] = await Promise.all([newPerson(), newPerson(), newVault(), newVault()]);

test("what was written comes back, with the header that the writer chose", async () => {
  const written = { ...fields(dana, vault), after: [ids.next()], prev: null, consult: { state: /** @type {const} */ ("asked"), urgency: /** @type {const} */ ("now") } };
  const item = await sealEnvelope(written, NOTE, vault.vaultKey, dana.signer);
  const { header, payload } = await openEnvelope(item, vault.vaultKey, dana.signing);
  assert.deepEqual(payload, NOTE);
  assert.deepEqual(header, { typ: "sotto-envelope", ...written });
});

test("any payload of JSON comes back the same", async () => {
  const contents = fc.dictionary(fc.string({ unit: "grapheme" }).filter((name) => name !== "kind" && name !== "schema"), fc.jsonValue(), { maxKeys: 4, noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(contents, async (more) => {
      const payload = JSON.parse(JSON.stringify({ kind: "other", schema: 1, ...more }));
      const opened = await openEnvelope(await sealNote(dana, vault, {}, payload), vault.vaultKey, dana.signing);
      assert.deepEqual(opened.payload, payload);
    }),
    { numRuns: 50 },
  );
});

test("half an emoji, cut off by a limit, loses itself and not the note", async () => {
  const item = await sealNote(dana, vault, {}, { kind: "note", schema: 1, text: "🌊".slice(0, 1) + "after" });
  assert.equal((await openEnvelope(item, vault.vaultKey, dana.signing)).payload.text, "\uFFFDafter");
});

test("no character of an item can be changed without its being noticed", async () => {
  const item = await sealNote(dana, vault);
  const places = fc.constantFrom(/** @type {const} */ ("jwe"), "sig").chain((part) => fc.tuple(fc.constant(part), fc.nat(item[part].length - 1), fc.constantFrom(..."AzZ09-_.=")));
  await fc.assert(
    fc.asyncProperty(places, async ([part, index, character]) => {
      fc.pre(item[part][index] !== character);
      const changed = { ...item, [part]: item[part].slice(0, index) + character + item[part].slice(index + 1) };
      await assert.rejects(openEnvelope(changed, vault.vaultKey, dana.signing), Malformed);
      await assert.rejects(verifyItem(changed, dana.signing), Malformed);
    }),
    { numRuns: 200 },
  );
});

test("no member of a header can be changed, whatever the signature says of it", async () => {
  const item = await sealNote(dana, vault);
  const [, ...rest] = item.jwe.split(".");
  const header = JSON.parse(Buffer.from(item.jwe.split(".")[0] ?? "", "base64url").toString());
  for (const change of [{ epoch: 2 }, { vault: otherVault.id }, { author: other.id }, { after: [header.id] }, { consult: { state: "seen" } }]) {
    const jwe = [Buffer.from(JSON.stringify({ ...header, ...change })).toString("base64url"), ...rest].join(".");
    await assert.rejects(openEnvelope({ ...item, jwe }, vault.vaultKey, dana.signing), BadSignature);
  }
});

test("an envelope by somebody else than it says is refused before it is opened", async () => {
  const item = await sealNote(dana, vault);
  await assert.rejects(openEnvelope(item, otherVault.vaultKey, other.signing), BadSignature);
});

test("an envelope does not open with the key of another vault", async () => {
  await assert.rejects(openEnvelope(await sealNote(dana, vault), otherVault.vaultKey, dana.signing), CannotOpen);
});

test("a thing that a reader would refuse is never made", async () => {
  for (const change of [{ at: "yesterday" }, { epoch: 0 }, { id: "1" }, { prev: "x" }, { after: Array.from({ length: 33 }, () => ids.next()) }, { consult: /** @type {any} */ ({ state: "open" }) }]) {
    await assert.rejects(sealNote(dana, vault, change), Malformed, JSON.stringify(change));
  }
  for (const payload of [{ kind: "note" }, { schema: 1 }, [], null]) {
    await assert.rejects(sealNote(dana, vault, {}, /** @type {any} */ (payload)), Malformed);
  }
});

test("an envelope too large for the server is refused while it can still be split", async () => {
  const long = { ...NOTE, text: "x".repeat(200_000) };
  await assert.rejects(sealNote(dana, vault, {}, long), (error) => error instanceof Refused && error.code === "too-large");
});

test("the same words sealed twice are two items with two hashes", async () => {
  const same = fields(dana, vault);
  const [one, two] = await Promise.all([sealNote(dana, vault, same), sealNote(dana, vault, same)]);
  assert.notEqual(await itemHash(one), await itemHash(two));
});

test("a granted vault key reaches the person it was sealed to, and nobody else", async () => {
  const grant = await sealGrant({ ...fields(dana, vault), to: other.id }, vault.raw, other.sealing, dana.signer);
  const opened = await openGrant(grant, other.opener, dana.signing);
  assert.deepEqual(opened?.key, vault.raw);
  assert.deepEqual([opened?.header.to, opened?.header.kid, opened?.header.typ], [other.id, other.opener.kid, "sotto-grant"]);
  assert.equal(await openGrant(grant, dana.opener, dana.signing), null);
});

test("a grant by somebody without a certificate is refused before it is opened", async () => {
  const grant = await sealGrant({ ...fields(dana, vault), to: other.id }, vault.raw, other.sealing, dana.signer);
  await assert.rejects(openGrant(grant, other.opener, other.signing), BadSignature);
});

test("a key of another length is not granted", async () => {
  await assert.rejects(sealGrant({ ...fields(dana, vault), to: "records" }, vault.raw.slice(1), other.sealing, dana.signer), Malformed);
});

test("an envelope is not taken for a grant, nor a grant for an envelope", async () => {
  const grant = await sealGrant({ ...fields(dana, vault), to: other.id }, vault.raw, other.sealing, dana.signer);
  await assert.rejects(openEnvelope(grant, vault.vaultKey, dana.signing), Malformed);
  await assert.rejects(openGrant(await sealNote(dana, vault), other.opener, dana.signing), Malformed);
});

test("a header can be read without any key, and is the one that was sealed", async () => {
  const header = readHeader(await sealNote(dana, vault, { epoch: 3 }));
  assert.deepEqual([header.typ, header.epoch, header.author], ["sotto-envelope", 3, dana.id]);
  for (const given of [null, "x", {}, { jwe: "a.b.c.d.e", sig: "a..b" }, { jwe: 1, sig: 2 }]) assert.throws(() => readHeader(given), Malformed);
});
