import assert from "node:assert/strict";
import { test } from "node:test";
import { shortCode } from "../../../static/crypto/short_code.js";
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
