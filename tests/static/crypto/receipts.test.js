import assert from "node:assert/strict";
import { test } from "node:test";
import { createVerifier } from "../../../static/crypto/verifier.js";
import { receiptHash, verifyRun } from "../../../static/crypto/receipts.js";
import { BadSignature, Malformed } from "../../../static/lib/errors.js";
import { newPerson, newVault, receivedRun } from "./factories.js";

const [dana, server, stranger, vault] = await Promise.all([newPerson(), newPerson(), newPerson(), newVault()]);
const envelopes = await receivedRun(dana, vault, server, 6);
const start = { number: 0, receiptHash: null };
const run = { vault: vault.id, after: start, envelopes, keys: [stranger.signing, server.signing] };
const hashOfReceipt = (number) => receiptHash(envelopes[number - 1].receipt);

test("a whole vault is proven, and leaves off where the next run begins", async () => {
  const third = await verifyRun({ ...run, envelopes: envelopes.slice(0, 3) });
  assert.deepEqual(third, { number: 3, receiptHash: await hashOfReceipt(3) });
  const last = await verifyRun({ ...run, after: third, envelopes: envelopes.slice(3) });
  assert.deepEqual(last, { number: 6, receiptHash: await hashOfReceipt(6) });
});

test("nothing new leaves everything where it was", async () => {
  assert.deepEqual(await verifyRun({ ...run, envelopes: [] }), start);
});

test("a server that leaves out, repeats, reorders or swaps envelopes is found out", async () => {
  const [one, two, three, four, five, six] = envelopes;
  const lies = {
    "one left out in the middle": [one, two, four],
    "the first left out": [two, three],
    "one twice": [one, one],
    "two that change places": [two, one],
    "a receipt beside another envelope": [one, { ...two, jwe: three.jwe, sig: three.sig }],
    "a number of its own": [one, { ...two, number: 7 }],
    "receipts that change places": [one, { ...five, number: 2 }],
    "a history cut in half and joined": [one, { ...six, number: 2, jwe: two.jwe, sig: two.sig }],
  };
  for (const [lie, told] of Object.entries(lies)) {
    await assert.rejects(verifyRun({ ...run, envelopes: told }), BadSignature, lie);
  }
});

test("another history than the one that this device remembers is found out", async () => {
  const after = { number: 3, receiptHash: await hashOfReceipt(2) };
  await assert.rejects(verifyRun({ ...run, after, envelopes: envelopes.slice(3) }), BadSignature);
});

test("receipts of another vault or under a key that the agency does not name prove nothing", async () => {
  await assert.rejects(verifyRun({ ...run, vault: dana.id }), BadSignature);
  await assert.rejects(verifyRun({ ...run, keys: [stranger.signing] }), BadSignature);
  await assert.rejects(verifyRun({ ...run, keys: [] }), BadSignature);
});

test("what is no receipt at all is malformed", async () => {
  await assert.rejects(verifyRun({ ...run, envelopes: [{ ...envelopes[0], receipt: "a.b.c" }] }), Malformed);
  await assert.rejects(verifyRun({ ...run, envelopes: [{ ...envelopes[0], receipt: /** @type {any} */ (null) }] }), Malformed);
});

test("a verifier that reads each key once comes to the same answers", async () => {
  const verifier = createVerifier();
  const proven = await verifier.verifyRun(run);
  assert.deepEqual(proven, await verifyRun(run));
  await assert.rejects(verifier.verifyRun({ ...run, keys: [stranger.signing] }), BadSignature);
  for (const item of envelopes.map(({ jwe, sig }) => ({ jwe, sig }))) {
    assert.equal((await verifier.openEnvelope(item, vault.vaultKey, dana.signing)).payload.kind, "note");
    assert.equal((await verifier.verifyItem(item, dana.signing)).vault, vault.id);
    await assert.rejects(verifier.verifyItem(item, server.signing), BadSignature);
  }
});
