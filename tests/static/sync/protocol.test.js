/** An answer that PROTOCOL.md does not describe is malformed, and nothing of it is used. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Malformed } from "../../../static/lib/errors.js";
import { createBackoff } from "../../../static/sync/backoff.js";
import { createProtocol } from "../../../static/sync/protocol.js";

const answering = (body) => createProtocol({ call: async () => ({ status: 200, body }) });
const changes = { cursor: 1, reset: false, directory: 1, vaults: [{ vault: "v", head: 1, grants: [], others: [] }], more: false };
const stored = { id: "i", status: "stored", number: 1, receipt: "r", code: null };

test("well-formed answers pass", async () => {
  assert.deepEqual(await answering(changes).changes(0), changes);
  assert.deepEqual(await answering({ items: [stored] }).append([{ jwe: "", sig: "" }]), [stored]);
  assert.deepEqual(await answering({ envelopes: [], more: false }).read([]), { envelopes: [], more: false });
});

test("anything else is refused", async () => {
  for (const broken of [{ ...changes, cursor: -1 }, { ...changes, reset: 0 }, { ...changes, vaults: [{ vault: "v", head: "1", grants: [], others: [] }] }, { ...changes, vaults: [{ vault: "v", head: 1, grants: [{}], others: [] }] }, { ...changes, vaults: [{ vault: "v", head: 1, grants: [] }] }, { ...changes, vaults: [{ vault: "v", head: 1, grants: [], others: [{}] }] }, {}]) {
    await assert.rejects(answering(broken).changes(0), Malformed);
  }
  const item = { jwe: "", sig: "" };
  await assert.rejects(answering({ items: [stored, stored] }).append([item]), Malformed);
  await assert.rejects(answering({ items: [{ ...stored, status: "lost" }] }).append([item]), Malformed);
  await assert.rejects(answering({ envelopes: [{ vault: "v", number: 1, jwe: "", sig: "" }], more: false }).read([]), Malformed);
  await assert.rejects(answering({ version: 1, descriptor: "d", certificates: [1], ended: [], reachable: [], successions: [] }).directory(), Malformed);
});

test("waiting grows to a ceiling, keeps to what the server asks, and starts anew after success", () => {
  const backoff = createBackoff({ first: 1000, ceiling: 8000, random: () => 0.5 });
  assert.deepEqual([1, 2, 3, 4, 5].map(() => backoff.next()), [750, 1500, 3000, 6000, 6000]);
  assert.equal(backoff.next(60_000), 60_000);
  backoff.reset();
  assert.equal(backoff.next(), 750);
});
