import assert from "node:assert/strict";
import { test } from "node:test";
import { newPair, publicPart } from "../../../static/crypto/jose.js";
import { answerCode, recoveryCode, shortCode } from "../../../static/crypto/short_code.js";
import { newPerson } from "./factories.js";

const [dana, other] = await Promise.all([newPerson(), newPerson()]);

test("the same keys give the same digits on both phones", async () => {
  const code = await shortCode(dana.sealing, dana.signing);
  assert.match(code, /^\d{4} \d{4} \d{4} \d{4}$/);
  assert.equal(code, await shortCode({ ...dana.sealing }, { ...dana.signing }));
});

test("one key put in by somebody else gives other digits", async () => {
  const code = await shortCode(dana.sealing, dana.signing);
  for (const [sealing, signing] of [[other.sealing, dana.signing], [dana.sealing, other.signing], [dana.signing, dana.sealing]]) {
    assert.notEqual(await shortCode(sealing, signing), code);
  }
});

test("the code of a request depends on the key and on the name, however the name is typed", async () => {
  const [one, other] = [publicPart(await newPair("sealing")), publicPart(await newPair("sealing"))];
  const code = await recoveryCode(one, "Dana");
  assert.match(code, /^\d{4}( \d{4}){3}$/);
  assert.equal(await recoveryCode(one, "  dana "), code);
  assert.notEqual(await recoveryCode(other, "Dana"), code);
  assert.notEqual(await recoveryCode(one, "Dan"), code);
});

test("the second code depends on the account and on the agency's key", async () => {
  const [one, other] = [publicPart(await newPair("sealing")), publicPart(await newPair("sealing"))];
  const code = await answerCode(one, "pin-a");
  assert.notEqual(await answerCode(other, "pin-a"), code);
  assert.notEqual(await answerCode(one, "pin-b"), code);
});
