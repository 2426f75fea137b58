/** A phone that lost its access hands in everything that is only here, and only then is it emptied: locked, offline, killed, or written on meanwhile. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../static/lib/clock.js";
import { Offline, Refused } from "../../../static/lib/errors.js";
import { openStore } from "../../../static/store/store.js";
import { createEngine } from "../../../static/sync/engine.js";
import { createLeaving } from "../../../static/sync/leaving.js";
import { createLocks } from "../../../static/sync/locks.js";
import { createProtocol } from "../../../static/sync/protocol.js";
import { chain, DEVICE, envelope, grant, ids, MEMBER, thumbprint } from "../store/factories.js";
import { createServer } from "./server.js";

let nextName = 0;
const sealedText = () => envelope({ vault: ids.next() }).jwe;

/** A phone with three notes that are only here, whose access has just been taken. */
async function revoked({ withKey = true, ...more } = {}) {
  const server = createServer({ member: MEMBER, device: DEVICE });
  server.signedIn.state = "ended";
  server.refuse = () => "held";
  const store = await openStore({ name: `leaving-${(nextName += 1)}` });
  const jwe = sealedText();
  const account = { member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 }, account: jwe, deviceKey: jwe, pin: thumbprint(), leaving: thumbprint() };
  await store.putAccount(withKey ? { ...account, accountDeviceKey: sealedText() } : account);
  await store.putAppearance({ language: "es", theme: "dark" });
  const vault = ids.next();
  const key = grant({ vault });
  const notes = chain(vault, 3, { prev: key.hash });
  await store.append([key, ...notes], null);
  const leaving = createLeaving({ store, protocol: createProtocol(server.transport), clock: systemClock, ...more });
  let nobody = 0;
  const engine = createEngine({ transport: server.transport, store, clock: systemClock, locks: createLocks(undefined), leaving, onNobody: () => (nobody += 1) });
  return { server, store, engine, vault, notes, account, isGone: async () => (await store.account()) === null, told: () => nobody };
}

test("what was only here is held by the server first, then nothing is left but what was done", async () => {
  const { server, store, engine, vault, isGone, told } = await revoked();
  /** @type {string[]} */ const held = [];
  server.after = (_, name, body) => void (name === "append" && held.push(...body.items.map(({ sig }) => sig)));
  await engine.run();
  assert.equal(held.length, 4);
  assert.ok(await isGone());
  assert.deepEqual(await store.envelopesOf(vault), []);
  assert.deepEqual([(await store.left())?.count, await store.appearance()], [3, { language: "es", theme: "dark" }]);
  assert.equal(told(), 1);
});

test("a draft is handed in under its seal, with the key that only the account opens, on a locked phone", async () => {
  const { server, store, engine, account, isGone } = await revoked();
  const draft = sealedText();
  await store.local.put("draft/note/a/b", draft);
  await engine.run();
  assert.equal(server.handedIn.get("draft/note/a/b"), draft);
  assert.equal(typeof server.handedIn.get("device-key"), "string");
  assert.ok(await isGone());
  assert.equal((await store.left())?.count, 4);
  assert.ok(![...server.handedIn.values()].includes(account.deviceKey));
});

test("a phone that cannot hand its draft in keeps everything, and says what it wants", async () => {
  const { server, store, engine, account, isGone } = await revoked({ withKey: false });
  await store.local.put("draft/note/a/b", sealedText());
  await engine.run();
  assert.ok(!(await isGone()));
  assert.equal(engine.state().leaving, "needs-unlock");
  assert.equal(server.handedIn.size, 0);
  await store.putAccount({ ...account, accountDeviceKey: sealedText() });
  await engine.run();
  assert.ok(await isGone());
  assert.ok(server.handedIn.has("draft/note/a/b"));
});

test("with no network, or when the server breaks, nothing is removed", async () => {
  for (const failure of [new Offline(), new Refused("internal", { status: 500 }), new Refused("unavailable", { status: 503 })]) {
    for (const path of ["append", "hand-in"]) {
      const { server, store, engine, vault, isGone } = await revoked();
      await store.local.put("draft/note/a/b", sealedText());
      server.before = (_, name) => {
        if (name === path) throw failure;
      };
      await engine.run();
      assert.ok(!(await isGone()));
      assert.equal((await store.envelopesOf(vault)).length, 3);
      assert.notEqual(await store.local.get("draft/note/a/b"), null);
      server.before = () => undefined;
      await engine.run();
      assert.ok(await isGone());
    }
  }
});

test("an answer that was lost on the way removes nothing, and the second time is enough", async () => {
  const { server, store, engine, isGone } = await revoked();
  await store.local.put("draft/note/a/b", sealedText());
  server.after = (_, name) => {
    if (name === "hand-in") throw new Offline();
  };
  await engine.run();
  assert.ok(!(await isGone()));
  server.after = () => undefined;
  await engine.run();
  assert.ok(await isGone());
});

test("what is written while it hands in is handed in as well, and not swept away", async () => {
  const { server, store, isGone } = await revoked();
  await store.local.put("draft/note/a/b", sealedText());
  const late = sealedText();
  let times = 0;
  const call = async (/** @type {any[]} */ ...request) => {
    const answer = await server.transport.call(...request);
    if (request[1] === "hand-in" && (times += 1) === 1) await store.local.put("draft/note/a/b", late);
    return answer;
  };
  assert.equal(await createLeaving({ store, clock: systemClock, protocol: createProtocol({ call }) }).run(), "left");
  assert.equal(server.handedIn.get("draft/note/a/b"), late);
  assert.ok(await isGone());
});

test("what is being typed is written down before anything is handed in", async () => {
  /** @type {any} */ let store = null;
  const made = await revoked({ prepare: () => store.local.put("draft/note/a/b", sealedText()) });
  store = made.store;
  await made.engine.run();
  assert.ok(made.server.handedIn.has("draft/note/a/b"));
});

test("what every rule refuses is handed in as it is, and then counts as acknowledged", async () => {
  const { server, store, engine, notes, isGone } = await revoked();
  server.refuse = ({ sig }) => (sig === notes[1].sig ? "wrong-author" : "held");
  await engine.run();
  assert.deepEqual([...server.handedIn.keys()], [`item/${notes[1].id}`]);
  assert.ok(await isGone());
  assert.equal((await store.left())?.count, 3);
});

test("what was refused while the access was whole is offered once more, since it may be held now", async () => {
  const { server, store, engine, isGone } = await revoked();
  const batch = await store.queueBatch(10, 1e6);
  await store.recordAnswers(batch.map(({ seq }) => ({ seq, status: "refused", number: null, receipt: null, code: "not-a-holder" })));
  await engine.run();
  assert.equal(server.handedIn.size, 0);
  assert.ok(await isGone());
});

test("a phone that slept through its sign-in is let in by its leaving token; one that has access still is told nothing", async () => {
  const { server, store, engine, account, isGone } = await revoked();
  server.signedIn = null;
  await engine.run();
  assert.ok(!(await isGone()));
  assert.equal(engine.state().phase, "signed-out");
  server.leavingToken = account.leaving;
  await engine.run();
  assert.ok(!(await isGone()), "it asks seldom");
  const leaving = createLeaving({ store, protocol: createProtocol(server.transport), clock: systemClock });
  await createEngine({ transport: server.transport, store, clock: systemClock, locks: createLocks(undefined), leaving }).run();
  assert.ok(await isGone());
});

test("with a page open the worker hands in and leaves the emptying to the page", async () => {
  const { server, store, engine, isGone } = await revoked({ mayEmpty: async () => false });
  await store.local.put("draft/note/a/b", sealedText());
  await engine.push();
  assert.ok(server.handedIn.has("draft/note/a/b"));
  assert.ok(!(await isGone()));
});

test("a phone in good standing is never emptied", async () => {
  const { server, engine, isGone } = await revoked();
  for (const state of ["active", "waiting"]) {
    server.signedIn.state = state;
    await engine.push();
    assert.ok(!(await isGone()));
  }
});
