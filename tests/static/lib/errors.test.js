import assert from "node:assert/strict";
import { test } from "node:test";
import * as errors from "../../../static/lib/errors.js";

test("every error of ours has a name and a code of its own, and is a SottoError", () => {
  const made = [
    new errors.Malformed("m"), new errors.BadSignature("m"), new errors.PinMismatch(), new errors.CannotOpen("m"), new errors.Downgraded("m"),
    new errors.Offline(), new errors.StorageFull(), new errors.Locked(), new errors.WrongPassphrase(), new errors.Cancelled(), new errors.Conflict(),
  ];
  for (const error of made) {
    assert.ok(error instanceof errors.SottoError);
    assert.equal(error.name, error.constructor.name);
  }
  assert.equal(new Set(made.map((error) => error.code)).size, made.length);
});

test("whoever catches malformed things catches forged and unopenable ones too", () => {
  for (const error of [new errors.BadSignature("m"), new errors.PinMismatch(), new errors.CannotOpen("m"), new errors.Downgraded("m")]) {
    assert.ok(error instanceof errors.Malformed);
  }
});

test("a refusal keeps what the server said of it, and not in its message", () => {
  const refused = new errors.Refused("too-many", { status: 429, retryAfter: 30, fields: { name: "Dana is taken" } });
  assert.deepEqual([refused.code, refused.status, refused.retryAfter], ["too-many", 429, 30]);
  assert.doesNotMatch(refused.message, /Dana/);
});
