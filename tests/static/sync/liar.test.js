/**
 * "A test server that drops, reorders, alters, replays or forks envelopes is caught each time": nothing that was on the phone is gone, nothing that is not proved
 * is called sent, and what was found is kept, told and reported.
 */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createVerifier } from "../../../static/crypto/index.js";
import { systemClock } from "../../../static/lib/clock.js";
import { openStore } from "../../../static/store/store.js";
import { createEngine } from "../../../static/sync/engine.js";
import { createLocks } from "../../../static/sync/locks.js";
import { chain, DEVICE, envelope, ids, MEMBER, thumbprint } from "../store/factories.js";
import { createLiar, LIES } from "./liar.js";
import { createServer, cut } from "./server.js";

let nextName = 0;

async function world() {
  const server = createServer({ member: MEMBER, device: DEVICE });
  const liar = createLiar(server);
  const store = await openStore({ name: `liar-${(nextName += 1)}` });
  const { jwe } = envelope({ vault: ids.next() });
  await store.putAccount({ member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 }, account: jwe, deviceKey: jwe, pin: thumbprint() });
  let version = -1;
  const directory = { version: async () => version, receiptKeys: async () => [server.receiptJwk], accept: async (answer) => void (version = answer.version) };
  const { verifyRun } = createVerifier();
  const open = (more = {}) => createEngine({ transport: liar.transport, store, clock: systemClock, verifyRun, directory, locks: createLocks(undefined), ...more });
  const proved = ({ vault, envelopes }) => verifyRun({ vault, after: { number: 0, receiptHash: null }, envelopes, keys: [server.receiptJwk] });
  return { server, liar, store, open, engine: open(), proved };
}

const write = async (store, vault, count) => store.append(chain(vault, count, { prev: await store.deviceHead() }), await store.deviceHead());
const colleague = (vault) => envelope({ vault, author: ids.next(), device: ids.next() });
const sigs = async (store, vault) => (await store.envelopesOf(vault)).map(({ sig }) => sig);
const kinds = async (store) => (await store.findings()).map(({ kind }) => kind);

/** What is called sent is a whole chain under the server's own key. */
async function onlyProvedIsStored({ store, proved }, vault) {
  const stored = (await store.envelopesOf(vault)).filter(({ state }) => state === "stored");
  if (stored.length > 0) await proved({ vault, envelopes: stored });
}

/** A phone with three notes that were sent, one of a colleague's, and a server about to lie. */
async function begun() {
  const parts = await world();
  const vault = ids.next();
  await write(parts.store, vault, 3);
  await parts.engine.run();
  parts.server.store(colleague(vault));
  await parts.engine.run();
  return { ...parts, vault };
}

/** A fork shows itself with the next thing that comes under it. */
function fork(server, vault) {
  LIES["forks its chain"].turns(server, vault);
  server.store(colleague(vault));
}

for (const [name, lie] of Object.entries(LIES)) {
  test(`a server that ${name} is caught`, async () => {
    const parts = await begun();
    const { server, liar, store, engine, vault } = parts;
    const before = await sigs(store, vault);
    for (let count = 0; count < 4; count += 1) server.store(colleague(vault));
    await write(store, vault, 1);
    liar.lie = lie;
    const isLied = lie.turns?.(server, vault);
    await engine.run();
    assert.ok(isLied || liar.lied > 0, "it lied");
    const found = await store.findings();
    assert.ok(found.some((one) => one.vault === vault && lie.kinds.includes(one.kind) && !one.restored), JSON.stringify(found));
    assert.ok(engine.state().distrusted.includes(vault));
    const after = new Set(await sigs(store, vault));
    for (const sig of before) assert.ok(after.has(sig), "what was here is here");
    await onlyProvedIsStored(parts, vault);
    await engine.run();
    assert.ok(server.reports.some((report) => report.vault === vault && lie.kinds.includes(report.kind)), "the officer is told");
  });
}

test("whatever it does, in whatever order: it is caught, nothing is lost, and nothing unproved is called sent", async () => {
  const step = fc.record({ lie: fc.constantFrom(null, ...Object.keys(LIES)), own: fc.integer({ min: 0, max: 2 }), others: fc.integer({ min: 0, max: 4 }), which: fc.integer({ min: 0, max: 1 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const parts = await world();
      const { server, liar, store, engine } = parts;
      const vaults = [ids.next(), ids.next()];
      /** @type {Set<string>} */ const seen = new Set();
      for (const vault of vaults) await write(store, vault, 2);
      await engine.run();
      for (const { lie, own, others, which } of steps) {
        const vault = vaults[which];
        if (own > 0) await write(store, vault, own);
        for (let count = 0; count < others; count += 1) server.store(colleague(vault));
        for (const each of vaults) for (const sig of await sigs(store, each)) seen.add(sig);
        const lied = liar.lied;
        liar.lie = lie && LIES[lie];
        const held = (await store.vault(vault))?.head ?? 0;
        const isFork = liar.lie?.turns?.(server, vault) && held > 0;
        if (isFork) server.store(colleague(vault));
        await engine.run();
        if (isFork || liar.lied > lied) assert.notDeepEqual(await store.findings(), [], lie);
        liar.lie = null;
        const here = new Set((await Promise.all(vaults.map((each) => sigs(store, each)))).flat());
        for (const sig of seen) assert.ok(here.has(sig), `lost: ${lie}`);
        for (const each of vaults) await onlyProvedIsStored(parts, each);
      }
      // Honest again: everything of one's own gets there in the end.
      for (const vault of vaults) server.store(colleague(vault));
      for (let turn = 0; turn < 4; turn += 1) await parts.open().run();
      assert.deepEqual(engine.state().phase, "idle");
      const { waiting, received } = await store.counts();
      assert.deepEqual({ waiting, received }, { waiting: 0, received: 0 });
      store.close();
    }),
    { numRuns: 40 },
  );
});

test("a fork is kept with both receipts: whoever has the server's key can see that it signed twice", async () => {
  const { server, store, engine, vault } = await begun();
  const [first] = server.vault(vault).envelopes;
  fork(server, vault);
  await engine.run();
  const [found] = (await store.findings()).filter(({ kind }) => kind === "fork");
  assert.deepEqual([found.number, found.held, found.found], [1, first.receipt, server.vault(vault).envelopes[0].receipt]);
});

test("a restored backup makes another chain as well: it is said that a restore explains it, and nobody is distrusted", async () => {
  const { server, store, engine, vault } = await begun();
  const backup = server.snapshot();
  server.store(colleague(vault));
  await engine.run();
  server.restore({ ...backup, sequence: 0 });
  server.store(colleague(vault));
  server.sequence = 1;
  await engine.run();
  const found = await store.findings();
  assert.deepEqual(found.map(({ kind, restored }) => ({ kind, restored })), [{ kind: "fork", restored: true }]);
  assert.deepEqual(engine.state().distrusted, []);
  await engine.run();
  assert.ok(server.reports.every(({ restored }) => restored));
});

test("a restore that is noticed in the middle of a turn explains what was found before it in the same turn", async () => {
  const { server, store, engine, vault } = await begun();
  const backup = server.snapshot();
  server.store(colleague(vault));
  await engine.run();
  server.restore({ ...backup, sequence: 0 });
  server.store(colleague(vault));
  server.sequence = 1;
  await write(store, vault, 1); // gets number 6, which follows a number 5 that this phone never saw
  await engine.run();
  assert.ok((await store.findings()).length > 0);
  assert.ok((await store.findings()).every(({ restored }) => restored), JSON.stringify(await store.findings()));
});

test("what was found outlives a reload, and is new no more once its person has set it aside", async () => {
  const { server, store, engine, vault, open } = await begun();
  fork(server, vault);
  await engine.run();
  const reopened = open({ environment: { isWatched: () => false, onWake: () => () => undefined, tell: () => undefined, onTold: () => () => undefined, later: () => () => undefined } });
  server.before = () => undefined;
  reopened.start();
  await reopened.run();
  assert.deepEqual(reopened.state().distrusted, [vault]);
  for (const { key } of await reopened.findings()) await reopened.setFindingAside(key);
  assert.deepEqual(reopened.state().distrusted, []);
  await reopened.run();
  assert.deepEqual(reopened.state().distrusted, []);
  reopened.stop();
});

test("a report that does not get through is said later, and stops nothing", async () => {
  const { server, store, engine, vault, open } = await begun();
  cut(server, "reports", { calls: [1], when: "before" });
  fork(server, vault);
  await engine.run();
  assert.equal(engine.state().phase, "idle");
  assert.deepEqual(server.reports, []);
  assert.deepEqual(await kinds(store), ["fork"]);
  await open().run();
  assert.deepEqual(server.reports.map(({ kind }) => kind), ["fork"]);
  await open().run();
  assert.equal(server.reports.length, 1, "said once");
});

test("an author whom the agency does not name is told one turn later, and not when the certificate was on its way", async () => {
  const { server, store, engine, vault } = await begun();
  const seen = { kind: "author", vault, number: 4, held: null, found: server.vault(vault).envelopes[3].receipt };
  engine.suspectAuthor(seen, 1);
  server.directory = { ...server.directory, version: 2 };
  await engine.run();
  assert.deepEqual(await kinds(store), []);
  engine.suspectAuthor(seen, 2);
  await engine.run();
  assert.deepEqual(await kinds(store), ["author"]);
});
