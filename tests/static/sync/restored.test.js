/** After the server went back to an older backup: what it had missed comes back from the phones, in whatever order they come. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { createVerifier } from "../../../static/crypto/index.js";
import { systemClock } from "../../../static/lib/clock.js";
import { openStore } from "../../../static/store/store.js";
import { createEngine } from "../../../static/sync/engine.js";
import { createLocks } from "../../../static/sync/locks.js";
import { chain, DEVICE, envelope, grant, ids, MEMBER, thumbprint } from "../store/factories.js";
import { createServer } from "./server.js";

let nextName = 0;

async function phone(server) {
  const store = await openStore({ name: `restored-${(nextName += 1)}` });
  const { jwe } = envelope({ vault: ids.next() });
  await store.putAccount({ member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 }, account: jwe, deviceKey: jwe, pin: thumbprint() });
  let version = -1;
  const directory = { version: async () => version, receiptKeys: async () => [server.receiptJwk], accept: async (answer) => void (version = answer.version) };
  const engine = createEngine({ transport: server.transport, store, clock: systemClock, verifyRun: createVerifier().verifyRun, directory, locks: createLocks(undefined) });
  return { store, engine };
}
const states = async (store, vault) => (await store.envelopesOf(vault)).map(({ state }) => state);

test("a grant to someone else is put back even when no envelope of its vault was lost", async () => {
  const server = createServer({ member: MEMBER, device: DEVICE });
  const { store, engine } = await phone(server);
  const vault = ids.next();
  const own = grant({ vault });
  const notes = chain(vault, 2, { prev: own.hash });
  await store.append([own, ...notes], null);
  await engine.run();
  const backup = server.snapshot();
  const handedOn = grant({ vault, to: ids.next(), prev: notes.at(-1).hash });
  await store.append([handedOn], await store.deviceHead());
  await engine.run();
  assert.equal(server.vault(vault).grants.length, 2);
  server.restore(backup);
  await engine.run(); // learns of it
  await engine.run(); // puts it back
  assert.deepEqual(server.vault(vault).grants.map(({ sig }) => sig), [own.sig, handedOn.sig]);
  assert.deepEqual(await states(store, vault), ["stored", "stored"]);
  assert.equal((await store.integrity()).lostFromQueue, 0);
});

test("an answer that comes back before the question waits for it, and goes by itself", async () => {
  const server = createServer({ member: MEMBER, device: DEVICE });
  const { store, engine } = await phone(server);
  const vault = ids.next();
  const question = envelope({ vault, author: ids.next(), device: ids.next() });
  const answer = envelope({ vault });
  await store.append([answer], null);
  server.refuse = (item) => (server.vaults.has(vault) || item.sig !== answer.sig ? null : "vault-unknown");
  await engine.run();
  assert.deepEqual((await store.quarantine()).map(({ code }) => code), ["vault-unknown"]);
  server.store(question);
  await engine.run();
  assert.deepEqual(server.vault(vault).envelopes.map(({ sig }) => sig), [question.sig, answer.sig]);
  assert.deepEqual(await states(store, vault), ["stored", "stored"]);
  assert.deepEqual(await store.quarantine(), []);
});

test("what is refused for what it is stays in quarantine, whatever happens in its vault", async () => {
  const server = createServer({ member: MEMBER, device: DEVICE });
  const { store, engine } = await phone(server);
  const vault = ids.next();
  const bad = envelope({ vault });
  await store.append([bad], null);
  server.refuse = (item) => (item.sig === bad.sig ? "bad-signature" : null);
  await engine.run();
  server.store(envelope({ vault, author: ids.next(), device: ids.next() }));
  const sent = server.calls.filter((call) => call === "POST append").length;
  await engine.run();
  assert.deepEqual((await store.quarantine()).map(({ code }) => code), ["bad-signature"]);
  assert.equal(server.calls.filter((call) => call === "POST append").length, sent);
});
