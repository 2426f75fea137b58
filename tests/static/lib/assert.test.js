import nodeAssert from "node:assert/strict";
import { test } from "node:test";
import { assert, unreachable } from "../../../static/lib/assert.js";

test("a promise that holds is passed over, one that does not is named", () => {
  assert(true, "it holds");
  nodeAssert.throws(() => assert(0, "there is one writer"), /broken promise: there is one writer/);
});

test("a value that is on no list is named", () => {
  nodeAssert.throws(() => unreachable(/** @type {never} */ ("fax")), /fax is not on the list/);
});
