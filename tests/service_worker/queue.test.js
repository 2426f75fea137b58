import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { sendQueue } from "../../service_worker/queue.js";
import { openStore } from "../../static/store/store.js";
import { chain, DEVICE, envelope, grant, ids, MEMBER, thumbprint } from "../static/store/factories.js";
import { createServer } from "../static/sync/server.js";

/** The server of the sync tests, behind the `fetch` of a worker. */
function createFetch() {
  const server = createServer({ member: MEMBER, device: DEVICE });
  const asked = /** @type {string[]} */ ([]);
  const fetch = async (/** @type {string} */ address, /** @type {RequestInit} */ { method = "GET", body }) => {
    const path = address.replace("/api/v1/", "");
    asked.push(`${method} ${path}`);
    const { status, body: answer } = await server.transport.call(method, path, body ? JSON.parse(String(body)) : undefined);
    return new Response(JSON.stringify({ csrf: "token", ...answer }), { status });
  };
  return { server, asked, fetch: /** @type {any} */ (fetch) };
}

/** A phone on which somebody is enrolled and has written, with no page open any more. */
async function written(count = 3) {
  const store = await openStore();
  const { jwe } = envelope({ vault: ids.next() });
  const kdf = { name: "argon2id", memory: 65536, passes: 3, lanes: 1 };
  await store.putAccount(/** @type {any} */ ({ member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf, account: jwe, deviceKey: jwe, pin: thumbprint() }));
  const vault = ids.next();
  const granted = grant({ vault });
  await store.append([granted, ...chain(vault, count, { prev: granted.hash })], null);
  store.close();
  return vault;
}

async function counts() {
  const store = await openStore();
  const found = await store.counts();
  store.close();
  return found;
}

beforeEach(async () => {
  const store = await openStore();
  await store.destroy();
  store.close();
});

test("with no page open what waits is sent, and its answers are kept for the next page to verify", async () => {
  const vault = await written(3);
  const { server, fetch } = createFetch();
  await sendQueue({ fetch, locks: undefined });
  assert.equal(server.vault(vault).envelopes.length, 3);
  const { waiting, received } = await counts();
  assert.equal(waiting, 0);
  assert.equal(received, 3);
});

test("with no network it rejects, so that the browser tries again, and everything still waits", async () => {
  await written(2);
  const fetch = /** @type {any} */ (() => Promise.reject(new TypeError("no network")));
  await assert.rejects(sendQueue({ fetch, locks: undefined }), { code: "offline" });
  assert.equal((await counts()).waiting, 2);
});

test("where nobody is enrolled the server is not asked for anything", async () => {
  const { asked, fetch } = createFetch();
  await sendQueue({ fetch, locks: undefined });
  assert.deepEqual(asked, []);
});
