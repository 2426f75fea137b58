/** A part of the app that cannot be read: no signal is one thing, a part that the server does not have another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readPart } from "../../../static/app/parts.js";
import { Offline } from "../../../static/lib/errors.js";

const missing = async () => {
  throw new TypeError("Failed to fetch dynamically imported module");
};

test("with no signal it is told as that", async () => {
  await assert.rejects(readPart(missing, async () => false), Offline);
  await assert.rejects(readPart(missing), Offline);
});

test("where the server answers, it is told that the part is missing, since waiting for signal would bring nothing", async () => {
  await assert.rejects(readPart(missing, async () => true), { code: "part-missing" });
});

test("a part that is there asks nobody", async () => {
  assert.equal(await readPart(async () => "here", async () => assert.fail("asked")), "here");
});
