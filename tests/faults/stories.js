/**
 * Whatever is done to a phone in whatever order (saves, kills at a write, a full disk, lost and doubled answers, two tabs, a colleague who writes, the
 * server going back to a backup), at the end each saved envelope is on the server once, or still in the queue and counted as such.
 *
 * `node tests/faults/stories.js whole|cut`: a process of its own, because what a killed app leaves behind are rejections that nobody handles.
 */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import fc from "fast-check";
import { Offline } from "../../static/lib/errors.js";
import { createPhone } from "./phone.js";
import { armStorage, disarmStorage, installStorageFaults, isOfKill } from "./storage.js";
import { DEVICE, envelope, grant, hashOf, ids, MEMBER, thumbprint } from "../static/store/factories.js";
import { createServer } from "../static/sync/server.js";

installStorageFaults(() => undefined);
process.on("unhandledRejection", (error) => {
  if (!isOfKill(error)) throw error;
});
let nextName = 0;
const hash = (/** @type {any} */ { jwe, sig }) => hashOf(`${jwe}\n${sig}`);

const wire = fc.constantFrom("whole", "before", "after", "twice");
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("save"), vault: fc.nat(2), count: fc.integer({ min: 1, max: 3 }), tabs: fc.integer({ min: 1, max: 2 }), wire }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("arm"), kind: fc.constantFrom("kill", "quota"), after: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("kill") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("colleague"), vault: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore") }) },
);

/** @param {any[]} steps @param {boolean} isReachedAtLast */
async function story(steps, isReachedAtLast) {
  const server = createServer({ member: MEMBER, device: DEVICE });
  const { jwe } = envelope({ vault: ids.next() });
  const account = { member: MEMBER, device: DEVICE, agency: ids.next(), salt: thumbprint(), kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 }, account: jwe, deviceKey: jwe, pin: thumbprint() };
  const line = { wire: "whole" };
  const transport = {
    /** @param {any[]} request */
    async call(...request) {
      const { wire: now } = line;
      if (now === "before") throw new Offline();
      const answer = await server.transport.call(...request);
      if (now === "after" && request[1] === "append") throw new Offline();
      return now === "twice" ? server.transport.call(...request) : answer;
    },
  };
  const phone = await createPhone({ name: `faults-${(nextName += 1)}`, account, transport, receiptKey: server.receiptJwk, onSignedOut: async () => false });
  const vaults = [ids.next(), ids.next(), ids.next()];
  let prev = /** @type {string|null} */ (null);
  const backup = server.snapshot();
  const known = new Set();
  for (const each of steps) {
    if (each.do === "kill") await phone.restart();
    if (each.do === "arm") armStorage(phone.name, each.kind, each.after);
    if (each.do === "colleague") server.store(envelope({ vault: vaults[each.vault], author: ids.next(), device: ids.next() }));
    if (each.do === "restore") server.restoreAnew(backup);
    if (each.do !== "save") continue;
    const vault = vaults[each.vault];
    const founding = known.has(vault) ? [] : [{ ...grant({ vault }), isNote: false }];
    known.add(vault);
    const notes = Array.from({ length: each.count }, () => {
      const made = envelope({ vault, prev });
      prev = made.hash;
      return { ...made, isNote: true };
    });
    await phone.save([...founding, ...notes]);
    line.wire = each.wire;
    await phone.turn(each.tabs);
  }
  disarmStorage(phone.name);
  line.wire = isReachedAtLast ? "whole" : "before";
  await phone.restart();
  for (let turn = 0; turn < 5; turn += 1) await phone.turn(1);
  const end = await phone.found();
  phone.close();
  return { server, phone, end };
}

/** How often each envelope lies on the server, by hash. @param {ReturnType<typeof createServer>} server */
function onServer(server) {
  const times = new Map();
  for (const { envelopes } of server.vaults.values()) for (const each of envelopes) times.set(hash(each), (times.get(hash(each)) ?? 0) + 1);
  return times;
}

/** With the line whole at last, everything saved is on the server once, and the phone has its receipt. */
const whole = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
  const { server, phone, end } = await story(steps, true);
  const times = onServer(server);
  const proved = new Set(end.envelopes.filter(({ state }) => state === "stored").map(hash));
  for (const each of phone.saved) {
    assert.equal(times.get(each), 1);
    assert.ok(proved.has(each), "the receipt is not verified");
  }
  assert.equal(end.counts.waiting + end.counts.received + end.counts.refused, 0);
  assert.equal(end.integrity.lostFromQueue, 0);
});

/** With no line at last, everything saved is on the phone, and what has no verified receipt is counted. */
const cut = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
  const { phone, end } = await story(steps, false);
  const here = end.envelopes.map(hash);
  for (const each of phone.saved) assert.equal(here.filter((one) => one === each).length, 1);
  const unproved = end.envelopes.filter(({ state }) => state !== "stored").length;
  const { waiting, received, refused, held, kept } = end.counts;
  assert.equal(waiting + received + refused + held + kept, unproved);
  assert.equal(end.integrity.lostFromQueue, 0);
});

const stories = { whole, cut };
await fc.assert(stories[/** @type {"whole"|"cut"} */ (process.argv[2])], { numRuns: Number(process.argv[3] ?? 60) });
