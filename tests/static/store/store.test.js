/** The store keeps what was saved: all or nothing, on the disk, sealed, until a verified receipt says that it is elsewhere too. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../../static/store/store.js";
import { Conflict, Malformed, StorageFull } from "../../../static/lib/errors.js";
import { chain, DEVICE, envelope, grant, hashOf, ids, MEMBER, received, thumbprint } from "./factories.js";

let nextName = 0;
const fresh = () => openStore({ name: `store-${(nextName += 1)}` });
const strings = (envelopes) => envelopes.map(({ jwe, sig }) => ({ jwe, sig }));
const run = (vault, envelopes, after = 0) => ({ vault, after, envelopes, head: after + envelopes.length, receiptHash: hashOf(envelopes.at(-1).receipt) });
const account = () => {
  const jwe = envelope({ vault: ids.next() }).jwe;
  return { member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 }, account: jwe, deviceKey: jwe, pin: thumbprint() };
};

test("what was appended is there after the app was closed and opened again", async () => {
  const name = `store-${(nextName += 1)}`;
  const vault = ids.next();
  const items = chain(vault, 3);
  const before = await openStore({ name });
  await before.append(items, null);
  before.close();
  const store = await openStore({ name });
  assert.deepEqual(strings(await store.envelopesOf(vault)), strings(items));
  assert.equal(await store.deviceHead(), items.at(-1).hash);
  assert.deepEqual(await store.counts(), { waiting: 3, received: 0, refused: 0, held: 0, kept: 0 });
});

test("an append that does not follow the device's last item writes nothing", async () => {
  const store = await fresh();
  const vault = ids.next();
  const items = chain(vault, 2);
  await store.append(items, null);
  await assert.rejects(store.append(chain(vault, 2), null), Conflict);
  assert.equal((await store.envelopesOf(vault)).length, 2);
  assert.equal(await store.deviceHead(), items[1].hash);
});

test("a full disk is said as such, and nothing is half-written", async (context) => {
  const store = await fresh();
  const vault = ids.next();
  const items = chain(vault, 3);
  let writes = 0;
  const add = IDBObjectStore.prototype.add;
  context.mock.method(IDBObjectStore.prototype, "add", function (...values) {
    writes += 1;
    if (writes === 3) throw new DOMException("no room", "QuotaExceededError");
    return add.apply(this, values);
  });
  await assert.rejects(store.append(items, null), StorageFull);
  assert.deepEqual(await store.envelopesOf(vault), []);
  assert.equal(await store.deviceHead(), null);
  context.mock.restoreAll();
  await store.append(items, null);
  assert.equal((await store.envelopesOf(vault)).length, 3);
});

test("clear text is refused at the door", async () => {
  const store = await fresh();
  const vault = ids.next();
  const good = envelope({ vault });
  await assert.rejects(store.append([{ ...good, jwe: "Maria said that she" }], null), Malformed);
  await assert.rejects(store.append([{ ...good, jwe: "bm90.YQ.YQ.YQ.YQ" }], null), Malformed);
  await assert.rejects(store.append([{ ...good, sig: "signed" }], null), Malformed);
  await assert.rejects(store.local.put("draft/note", JSON.stringify({ text: "Maria" })), Malformed);
  await assert.rejects(store.local.put("draft of Maria's note", good.jwe), Malformed);
  await assert.rejects(store.putAccount({ ...account(), passphrase: "correct horse" }), Malformed);
  await assert.rejects(store.putAccount({ ...account(), account: "{}" }), Malformed);
  await assert.rejects(store.putDirectory({ version: 1, descriptor: "Shelter", certificates: [], ended: [], reachable: [], successions: [] }), Malformed);
  assert.deepEqual(await store.local.keys(), []);
  assert.equal(await store.account(), null);
});

test("items leave the queue only together with their coming into a pack", async () => {
  const store = await fresh();
  const vault = ids.next();
  const items = chain(vault, 3);
  await store.append(items, null);
  const stored = received(vault, items);
  const batch = await store.queueBatch(200, 3 << 20);
  await store.recordAnswers(batch.map(({ seq }, index) => ({ seq, status: "stored", number: index + 1, receipt: stored[index].receipt, code: null })));
  assert.deepEqual(await store.counts(), { waiting: 0, received: 3, refused: 0, held: 0, kept: 0 });
  await assert.rejects(store.putPulled([run(vault, stored, 7)]), Conflict);
  assert.equal((await store.counts()).received, 3);
  await store.putPulled([run(vault, stored.slice(0, 2))]);
  assert.equal((await store.counts()).received, 1);
  const held = await store.envelopesOf(vault);
  assert.deepEqual(strings(held), strings(items));
  assert.deepEqual(held.map(({ state, number }) => [state, number]), [["stored", 1], ["stored", 2], ["received", 3]]);
  assert.deepEqual(await store.integrity(), { lostFromQueue: 0, damagedVaults: [] });
});

test("envelopes that come a few at a time fill packs of fifty", async () => {
  const name = `store-${(nextName += 1)}`;
  const store = await openStore({ name });
  const vault = ids.next();
  const items = received(vault, chain(vault, 120));
  for (let after = 0; after < 120; ) {
    const size = Math.min(7, 120 - after);
    await store.putPulled([run(vault, items.slice(after, after + size), after)]);
    after += size;
  }
  assert.deepEqual(await store.envelopesOf(vault), items.map((each) => ({ ...each, state: "stored" })));
  assert.equal((await store.vault(vault)).head, 120);
  const packs = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction("packs").objectStore("packs").count();
      counting.onsuccess = () => resolve(counting.result);
    };
  });
  assert.equal(packs, 3);
});

test("a batch keeps the order of writing and its limits, and always moves on", async () => {
  const store = await fresh();
  const vault = ids.next();
  const other = ids.next();
  const items = [...chain(vault, 2), ...chain(other, 3, {})];
  await store.append(items, null);
  assert.deepEqual((await store.queueBatch(4, 3 << 20)).map(({ id }) => id), items.slice(0, 4).map(({ id }) => id));
  assert.deepEqual((await store.queueBatch(200, 10)).map(({ id }) => id), [items[0].id]);
  assert.deepEqual((await store.queueBatch(200, 3 << 20, new Set([vault]))).map(({ id }) => id), items.slice(2).map(({ id }) => id));
});

test("what the server refuses or holds stays in quarantine with its code, and can go again in its place", async () => {
  const store = await fresh();
  const vault = ids.next();
  const items = chain(vault, 3);
  await store.append(items, null);
  const [first, second] = await store.queueBatch(200, 3 << 20);
  await store.recordAnswers([
    { seq: first.seq, status: "refused", number: null, receipt: null, code: "bad-signature" },
    { seq: second.seq, status: "held", number: null, receipt: null, code: null },
  ]);
  assert.deepEqual((await store.quarantine()).map(({ id, state, code }) => [id, state, code]), [[items[0].id, "refused", "bad-signature"], [items[1].id, "held", null]]);
  assert.equal((await store.envelopesOf(vault)).length, 3);
  await store.retry(items[0].id);
  assert.deepEqual((await store.queueBatch(200, 3 << 20)).map(({ id }) => id), [items[0].id, items[2].id]);
});

test("a grant that was accepted stays here as a grant, and counts as nothing a person saved", async () => {
  const store = await fresh();
  const vault = ids.next();
  const key = grant({ vault });
  await store.append([key], null);
  assert.equal((await store.counts()).waiting, 0);
  assert.deepEqual(await store.grantsOf(vault), [{ jwe: key.jwe, sig: key.sig }]);
  const [row] = await store.queueBatch(200, 3 << 20);
  await store.recordAnswers([{ seq: row.seq, status: "stored", number: null, receipt: null, code: null }]);
  assert.deepEqual(await store.queueBatch(200, 3 << 20), []);
  assert.deepEqual(await store.grantsOf(vault), [{ jwe: key.jwe, sig: key.sig }]);
  assert.equal((await store.integrity()).lostFromQueue, 0);
});

test("when the server lost a vault to an older backup, what this device wrote goes back to the queue and the rest is kept", async () => {
  const store = await fresh();
  await store.putAccount(account());
  const vault = ids.next();
  const key = grant({ vault });
  const ours = chain(vault, 2);
  const theirs = envelope({ vault, author: ids.next(), device: ids.next() });
  await store.append([key], null);
  const [row] = await store.queueBatch(200, 3 << 20);
  await store.recordAnswers([{ seq: row.seq, status: "stored", number: null, receipt: null, code: null }]);
  const all = received(vault, [ours[0], theirs, ours[1]]);
  await store.putPulled([run(vault, all)]);
  const newer = envelope({ vault, prev: ours[1].hash });
  await store.append([newer], key.hash);

  await store.replaceVault({ vault, envelopes: [], head: 0, receiptHash: null });

  assert.deepEqual((await store.queueBatch(200, 3 << 20)).map(({ id }) => id), [key.id, ours[0].id, ours[1].id, newer.id]);
  assert.deepEqual((await store.quarantine()).map(({ id, state }) => [id, state]), [[theirs.id, "kept"]]);
  assert.equal((await store.envelopesOf(vault)).length, 4);
  assert.equal((await store.integrity()).lostFromQueue, 0);
});

test("a missing pack or a missing row of the queue is noticed at start", async () => {
  const name = `store-${(nextName += 1)}`;
  const store = await openStore({ name });
  const vault = ids.next();
  await store.putPulled([run(vault, received(vault, chain(vault, 60)))]);
  await store.append(chain(vault, 2), null);
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(["packs", "queue"], "readwrite");
      transaction.objectStore("packs").delete([vault, 51]);
      transaction.objectStore("queue").delete(1);
      transaction.oncomplete = resolve;
      transaction.onerror = reject;
    };
  });
  assert.deepEqual(await store.integrity(), { lostFromQueue: 1, damagedVaults: [vault] });
  await store.settleLoss(7);
  assert.equal((await store.integrity()).lostFromQueue, 0, "said until it was read, and not counted against what is lost later");
  assert.equal((await store.counts()).waiting, 1);
});

test("a first sync that broke knows what is still to be read", async () => {
  const store = await fresh();
  const vault = ids.next();
  const key = grant({ vault });
  await store.putChanges({ cursor: 9, reset: false, vaults: [{ vault, head: 5, grants: [key] }] });
  const [row] = await store.vaults();
  assert.deepEqual([row.head, row.target, await store.cursor()], [0, 5, 9]);
  await store.putPulled([run(vault, received(vault, chain(vault, 3)))]);
  assert.deepEqual([(await store.vault(vault)).head, (await store.vault(vault)).target], [3, 5]);
});

test("a summary remembers which state of its vault it was made from", async () => {
  const store = await fresh();
  const { jwe } = envelope({ vault: ids.next() });
  await store.local.put("summary/one", jwe, { mark: 4 });
  await store.local.put("draft/two", jwe);
  assert.deepEqual(await store.local.all("summary/"), [{ name: "summary/one", jwe, mark: 4 }]);
  assert.deepEqual(await store.local.keys("draft/"), ["draft/two"]);
  await store.local.delete("draft/two");
  assert.equal(await store.local.get("draft/two"), null);
});

test("a newer version of the app that waits for this tab is announced", async () => {
  const name = `store-${(nextName += 1)}`;
  let asked = 0;
  const store = await openStore({
    name,
    onBlocking: () => {
      asked += 1;
      store.close();
    },
  });
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 99);
    opening.onsuccess = resolve;
    opening.onerror = reject;
  });
  assert.equal(asked, 1);
});
