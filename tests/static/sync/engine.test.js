/** The engine carries what was saved to the server and back, whatever the network and the server do, and loses none of it. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createVerifier } from "../../../static/crypto/index.js";
import { systemClock } from "../../../static/lib/clock.js";
import { Offline, Refused, Unanswered } from "../../../static/lib/errors.js";
import { openStore } from "../../../static/store/store.js";
import { createEngine } from "../../../static/sync/engine.js";
import { createLocks } from "../../../static/sync/locks.js";
import { chain, DEVICE, envelope, grant, ids, MEMBER, thumbprint } from "../store/factories.js";
import { createServer, cut } from "./server.js";

let nextName = 0;

async function world({ withAccount = true, ...options } = {}) {
  const server = createServer({ member: MEMBER, device: DEVICE, ...options });
  const store = await openStore({ name: `engine-${(nextName += 1)}` });
  const { jwe } = envelope({ vault: ids.next() });
  const account = { member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 }, account: jwe, deviceKey: jwe, pin: thumbprint() };
  if (withAccount) await store.putAccount(account);
  const directory = directoryOf(server);
  const make = (more = {}) => createEngine({ transport: server.transport, store, clock: systemClock, verifyRun: createVerifier().verifyRun, directory, locks: createLocks(undefined), ...more });
  return { server, store, make, engine: make() };
}

function directoryOf(server) {
  let version = -1;
  return { version: async () => version, receiptKeys: async () => [server.receiptJwk], accept: async (answer) => void (version = answer.version) };
}

/** A vault with its grant, appended as one would. */
async function written(store, count, vault = ids.next()) {
  const prev = await store.deviceHead();
  const key = grant({ vault });
  const items = chain(vault, count, { prev: key.hash });
  await store.append([key, ...items], prev);
  return { vault, key, items };
}
const idsOf = async (store, vault) => (await store.envelopesOf(vault)).map(({ jwe }) => JSON.parse(Buffer.from(jwe.split(".")[0], "base64url").toString()).id);
const states = async (store, vault) => (await store.envelopesOf(vault)).map(({ state }) => state);

test("what was written goes out in order and is confirmed by its receipts, with nothing read back", async () => {
  const { server, store, engine } = await world();
  const { vault, items } = await written(store, 5);
  await engine.run();
  assert.deepEqual(await states(store, vault), Array(5).fill("stored"));
  assert.deepEqual(server.vault(vault).envelopes.map(({ sig }) => sig), items.map(({ sig }) => sig));
  assert.deepEqual(engine.state().phase, "idle");
  assert.equal((await store.counts()).waiting, 0);
  assert.equal(server.calls.filter((call) => call === "POST read").length, 0);
});

test("with no network nothing is lost, and the state says so", async () => {
  const { server, store, engine } = await world();
  const { vault } = await written(store, 3);
  server.before = () => {
    throw new Offline();
  };
  await engine.run();
  assert.equal(engine.state().phase, "offline");
  assert.equal(engine.state().waiting, 3);
  assert.deepEqual(await states(store, vault), Array(3).fill("waiting"));
  await assert.rejects(engine.push(), Offline);
});

test("a server that does not answer is not called no signal, by whomever it is said", async () => {
  const { server, store, engine } = await world();
  await written(store, 2);
  for (const error of [new Unanswered(), new Refused("unavailable", { status: 503 }), new Refused("internal", { status: 500 })]) {
    server.before = () => {
      throw error;
    };
    await engine.run();
    assert.equal(engine.state().phase, "unanswered");
    assert.equal(engine.state().waiting, 2);
  }
  server.before = () => undefined;
  await engine.run();
  assert.equal(engine.state().phase, "idle");
});

test("an app that is opened with no network still knows when the server last answered", async () => {
  const { server, engine, make } = await world();
  await engine.run();
  const { lastContact } = engine.state();
  server.before = () => {
    throw new Offline();
  };
  const reopened = make({ environment: { isWatched: () => false, onWake: () => () => undefined, tell: () => undefined, onTold: () => () => undefined, later: () => () => undefined } });
  reopened.start();
  await reopened.run();
  reopened.stop();
  assert.equal(reopened.state().lastContact, null);
  assert.equal(reopened.state().contactBefore, lastContact);
});

test("an answer that is lost costs a repetition, and nothing appears twice", async () => {
  const { server, store, engine } = await world();
  const { vault, items } = await written(store, 4);
  cut(server, "append", { calls: [1], when: "after" });
  await engine.run();
  assert.equal(engine.state().phase, "offline");
  await engine.run();
  assert.equal(server.vault(vault).envelopes.length, 4);
  assert.deepEqual(await idsOf(store, vault), items.map(({ id }) => id));
  assert.deepEqual(await states(store, vault), Array(4).fill("stored"));
});

test("a cut in the middle of many batches goes on where it broke", async () => {
  const { server, store, engine } = await world();
  const { vault } = await written(store, 450);
  cut(server, "append", { calls: [2], when: "before" });
  await engine.run();
  assert.deepEqual(await store.counts(), { waiting: 251, received: 199, refused: 0, held: 0, kept: 0 });
  await engine.run();
  assert.deepEqual(new Set(await states(store, vault)), new Set(["stored"]));
  assert.equal(server.vault(vault).envelopes.length, 450);
});

test("a poisoned item is quarantined with its code and never stands in the way", async () => {
  const { server, store, engine } = await world();
  const { vault, items } = await written(store, 5);
  server.refuse = ({ sig }) => (sig === items[2].sig ? "bad-signature" : null);
  await engine.run();
  assert.deepEqual((await store.quarantine()).map(({ id, code }) => [id, code]), [[items[2].id, "bad-signature"]]);
  assert.equal(engine.state().refused, 1);
  assert.equal(server.vault(vault).envelopes.length, 4);
  server.refuse = () => null;
  await store.retry(items[2].id);
  await engine.run();
  assert.deepEqual(new Set(await states(store, vault)), new Set(["stored"]));
});

test("what a revoked device writes is held, and stays here", async () => {
  const { server, store, engine } = await world();
  const { vault } = await written(store, 2);
  server.refuse = () => "held";
  await engine.run();
  assert.equal(engine.state().held, 2);
  assert.equal((await store.envelopesOf(vault)).length, 2);
});

test("signed out: the queue stays, and goes once the sign-in is renewed", async () => {
  const { server, store, make } = await world();
  await written(store, 2);
  const account = server.signedIn;
  server.signedIn = null;
  const engine = make();
  await engine.run();
  assert.equal(engine.state().phase, "signed-out");
  assert.equal(engine.state().waiting, 2);
  const renewing = make({
    onSignedOut: async () => {
      server.signedIn = account;
      return true;
    },
  });
  await renewing.run();
  assert.equal(renewing.state().phase, "idle");
  assert.equal((await store.counts()).waiting, 0);
});

test("nothing goes out under the sign-in of someone else", async () => {
  const { server, store, engine } = await world();
  await written(store, 2);
  server.signedIn = { ...server.signedIn, member: ids.next() };
  await engine.run();
  assert.equal(engine.state().phase, "signed-out");
  assert.ok(!server.calls.includes("POST append"));
});

test("a batch that is too big is halved until it fits; a single item that never fits is quarantined", async () => {
  const { server, store, engine } = await world();
  const { vault, items } = await written(store, 6);
  server.before = (method, name, body) => {
    const isTooBig = name === "append" && (body.items.length > 2 || body.items.some(({ sig }) => sig === items[3].sig));
    if (isTooBig) throw new Refused("too-large", { status: 413 });
  };
  await engine.run();
  assert.deepEqual((await store.quarantine()).map(({ id, code }) => [id, code]), [[items[3].id, "too-large"]]);
  assert.equal(server.vault(vault).envelopes.length, 5);
});

test("an item that breaks the server is passed over with its vault; other vaults go", async () => {
  const { server, store, engine } = await world();
  const broken = await written(store, 3);
  const fine = await written(store, 3);
  server.before = (method, name, body) => {
    if (name === "append" && body.items.some(({ sig }) => sig === broken.items[1].sig)) throw new Refused("internal", { status: 500 });
  };
  await engine.run();
  assert.equal(server.vault(fine.vault).envelopes.length, 3);
  assert.equal((await store.counts()).refused, 0);
  server.before = () => undefined;
  await engine.run();
  assert.equal(server.vault(broken.vault).envelopes.length, 3);
});

test("what others wrote is read in pages, proved, and kept", async () => {
  const { server, store, engine } = await world({ pageSize: 7, pageVaults: 2 });
  const vaults = [3, 11, 20, 1, 8].map((count) => {
    const vault = ids.next();
    server.store(grant({ vault }));
    const items = chain(vault, count);
    items.forEach(server.store);
    return { vault, items };
  });
  await engine.run();
  for (const { vault, items } of vaults) assert.deepEqual(await idsOf(store, vault), items.map(({ id }) => id));
  assert.equal((await store.grantsOf(vaults[0].vault)).length, 1);
  const before = server.calls.length;
  await engine.run();
  assert.deepEqual(server.calls.slice(before), ["GET changes"]);
});

test("a first sync that breaks anywhere goes on where it broke, and ends complete", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }), fc.constantFrom("read", "changes"), async (counts, calls, path) => {
      const { server, store, engine } = await world({ pageSize: 5, pageVaults: 2 });
      const vaults = counts.map((count) => {
        const vault = ids.next();
        chain(vault, count).forEach(server.store);
        return vault;
      });
      cut(server, path, { calls, when: "after" });
      for (let turn = 0; turn <= calls.length + 1; turn += 1) await engine.run();
      for (const [index, vault] of vaults.entries()) assert.deepEqual(await states(store, vault), Array(counts[index]).fill("stored"));
      store.close();
    }),
    { numRuns: 25 },
  );
});

test("others wrote in between: own receipts are confirmed by reading the whole run", async () => {
  const { server, store, engine } = await world();
  const { vault } = await written(store, 2);
  await engine.run();
  server.store(envelope({ vault, author: ids.next(), device: ids.next() }));
  const more = chain(vault, 2, { prev: await store.deviceHead() });
  await store.append(more, await store.deviceHead());
  await engine.run();
  assert.deepEqual(await states(store, vault), Array(5).fill("stored"));
  assert.equal((await store.integrity()).lostFromQueue, 0);
});

test("a server restored from an older backup loses nothing that this phone has", async () => {
  const { server, store, engine } = await world();
  const early = await written(store, 3);
  await engine.run();
  const backup = server.snapshot();
  const late = await written(store, 2);
  await store.append(chain(early.vault, 2, { prev: await store.deviceHead() }), await store.deviceHead());
  const foreign = envelope({ vault: early.vault, author: ids.next(), device: ids.next() });
  await engine.run();
  server.store(foreign);
  await engine.run();
  assert.deepEqual(await states(store, early.vault), Array(6).fill("stored"));

  server.restore(backup);
  await written(store, 1, late.vault);
  await engine.run();
  await engine.run();

  assert.equal(server.vault(early.vault).envelopes.length, 5);
  assert.equal(server.vault(late.vault).envelopes.length, 3);
  assert.deepEqual(await states(store, early.vault), [...Array(5).fill("stored"), "kept"]);
  assert.deepEqual(await states(store, late.vault), Array(3).fill("stored"));
  server.store(foreign);
  await engine.run();
  assert.deepEqual(await states(store, early.vault), Array(6).fill("stored"));
  assert.equal((await store.integrity()).lostFromQueue, 0);
});

test("receipts that prove nothing are not believed: nothing is stored, and the other vaults go on", async () => {
  const { server, store, engine } = await world();
  const forged = ids.next();
  const honest = ids.next();
  chain(forged, 3).forEach(server.store);
  chain(honest, 3).forEach(server.store);
  const [first, second] = server.vault(forged).envelopes;
  [first.receipt, second.receipt] = [second.receipt, first.receipt];
  await engine.run();
  assert.deepEqual(await states(store, honest), Array(3).fill("stored"));
  assert.deepEqual(await store.envelopesOf(forged), []);
  await engine.run();
  assert.deepEqual(engine.state().distrusted, [forged]);
});

test("two tabs at once send everything once and agree", async () => {
  const { server, store, make } = await world();
  const locks = createLocks(undefined);
  const { vault } = await written(store, 30);
  chain(ids.next(), 12).forEach(server.store);
  const tabs = [make({ locks }), make({ locks })];
  await Promise.all(tabs.flatMap((tab) => [tab.run(), tab.run()]));
  assert.equal(server.vault(vault).envelopes.length, 30);
  assert.deepEqual(await states(store, vault), Array(30).fill("stored"));
  assert.equal((await store.integrity()).lostFromQueue, 0);
  assert.deepEqual(tabs.map((tab) => tab.state().phase), ["idle", "idle"]);
});

test("the service worker only sends; the page that opens next verifies and confirms", async () => {
  const { server, store, make } = await world();
  const { vault } = await written(store, 3);
  const worker = createEngine({ transport: server.transport, store, clock: systemClock, locks: createLocks(undefined) });
  await worker.push();
  assert.deepEqual(await states(store, vault), Array(3).fill("received"));
  await make().run();
  assert.deepEqual(await states(store, vault), Array(3).fill("stored"));
});

test("whatever the wire does, in whatever order things are written, all of it arrives once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom("before", "after", "none")), { minLength: 1, maxLength: 8 }), async (steps) => {
      const { server, store, engine } = await world();
      const vaults = [ids.next(), ids.next(), ids.next()];
      let total = 0;
      for (const [which, when] of steps) {
        await store.append(chain(vaults[which], 2, { prev: await store.deviceHead() }), await store.deviceHead());
        total += 2;
        server.before = server.after = () => undefined;
        if (when !== "none") cut(server, "append", { calls: [1], when });
        await engine.run();
      }
      server.before = server.after = () => undefined;
      await engine.run();
      assert.equal([...server.vaults.values()].reduce((sum, { envelopes }) => sum + envelopes.length, 0), total);
      for (const vault of vaults) assert.ok((await states(store, vault)).every((state) => state === "stored"));
      store.close();
    }),
    { numRuns: 25 },
  );
});

test("a member who is not active yet sends and reads nothing, and is told so", async () => {
  const { server, store, engine } = await world();
  await written(store, 1);
  server.signedIn = { ...server.signedIn, state: "waiting" };
  await engine.run();
  assert.equal(engine.state().phase, "stopped");
  assert.deepEqual(server.calls, ["GET session"]);
});

test("while someone looks it asks again; after failures it waits longer; a wake-up does not wait", async () => {
  const { server, make } = await world();
  const timers = [];
  let wake;
  const environment = {
    isWatched: () => true,
    onWake: (work) => {
      wake = work;
      return () => undefined;
    },
    tell: () => undefined,
    onTold: () => () => undefined,
    later: (work, milliseconds) => {
      timers.push({ work, milliseconds });
      return () => undefined;
    },
  };
  const engine = make({ environment, pollMilliseconds: 4000 });
  /** A turn is over when the next one is planned. */
  const turnAfter = async (act) => {
    const planned = timers.length;
    act();
    while (timers.length === planned) await new Promise((resolve) => setTimeout(resolve));
  };
  await turnAfter(engine.start);
  server.before = () => {
    throw new Offline();
  };
  for (let turn = 0; turn < 3; turn += 1) {
    await turnAfter(timers.at(-1).work);
  }
  const waits = timers.map(({ milliseconds }) => milliseconds);
  assert.equal(waits[0], 4000);
  assert.ok(waits.at(-1) > 4000, String(waits));
  server.before = () => undefined;
  await turnAfter(wake);
  assert.equal(engine.state().phase, "idle");
  engine.stop();
});

test("a vault whose packs are damaged is read again at the start; work lost from the queue is said", async () => {
  const { server, store, make } = await world();
  const { vault } = await written(store, 60);
  await make().run();
  await store.append(chain(vault, 2, { prev: await store.deviceHead() }), await store.deviceHead());
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(`engine-${nextName}`);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = reject;
  });
  await new Promise((resolve, reject) => {
    const transaction = database.transaction(["packs", "queue"], "readwrite");
    transaction.objectStore("packs").delete([vault, 1]);
    transaction.objectStore("queue").openCursor().onsuccess = ({ target }) => target.result.delete();
    transaction.oncomplete = resolve;
    transaction.onerror = reject;
  });
  let over;
  const turn = new Promise((resolve) => (over = resolve));
  const environment = { isWatched: () => true, onWake: () => () => undefined, tell: () => undefined, onTold: () => () => undefined, later: () => (over(), () => undefined) };
  const engine = make({ environment });
  engine.start();
  await turn;
  assert.equal(engine.state().lost, 1);
  assert.equal((await store.envelopesOf(vault)).length, 61);
  assert.equal(server.vault(vault).envelopes.length, 61);
  engine.stop();
});

test("listeners hear of what changed, and not of a poll that found nothing", async () => {
  const { server, store, engine } = await world();
  const heard = [];
  engine.subscribe(({ vaults }) => heard.push(vaults));
  const { vault } = await written(store, 1);
  await engine.run();
  assert.ok(heard.some((vaults) => vaults.includes(vault)));
  await engine.run();
  const before = heard.length;
  await engine.run();
  assert.equal(heard.length, before);
  assert.ok(server.calls.length > 2);
});
