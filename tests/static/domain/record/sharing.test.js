/** What was signed, ended and shared, from the set of envelopes alone: order and repetition do not matter, and a revocation wins. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseSummary, deriveCase } from "../../../../static/domain/record/index.js";
import { checkPayload } from "../../../../static/domain/kinds.js";
import { stampOf } from "../../../../static/lib/clock.js";
import { createIds } from "../../../../static/lib/ids.js";
import { disclosure } from "../disclosure/entries.js";
import { signed } from "../release/papers.js";

const START = Date.UTC(2026, 10, 25, 15);
const MINUTE = 60_000;
const ids = createIds({ now: () => START });
const author = ids.next();
const stamp = (minute) => stampOf(START + minute * MINUTE, -300);
const entry = (payload, { after = [], minute = 0, number = 1, id = ids.next() } = {}) => ({ id, author, device: author, at: stamp(minute), after, number, consult: null, payload: { schema: 1, ...payload } });

const release = (options) => entry({ kind: "release", ...signed() }, options);
const spoken = (of, minute, options = {}) => entry({ kind: "release-revoked", release: of.id, mode: "spoken", by: "Maria R.", witness: "", revokedAt: stamp(minute), signature: null }, { minute, after: [of.id], ...options });
const shared = (on, minute, options = {}) => entry({ kind: "disclosure", ...disclosure("consent", { release: { id: on.id, hash: on.payload.hash }, sharedAt: stamp(minute) }) }, { minute, after: [on.id], ...options });
const correction = (of, words, options = {}) => entry({ kind: "disclosure-corrected", disclosure: of.id, words }, { after: [of.id], ...options });

test("what is invented here is what phones write", () => {
  const on = release();
  const all = [on, spoken(on, 1), shared(on, 1)];
  for (const { payload } of [...all, correction(all[2], "Put right.")]) assert.deepEqual(checkPayload(payload), { status: "ok" });
});

test("a release is there with all that was signed, and with what ended it in the order of time", () => {
  const on = release();
  const later = entry({ ...spoken(on, 9).payload, mode: "signed", signature: signed().signature }, { minute: 9 });
  const { releases } = deriveCase([later, spoken(on, 5), on]);
  const { schema, kind, ...members } = on.payload;
  assert.deepEqual({ ...releases[0], revocations: [] }, { ...members, id: on.id, at: on.at, author, sent: true, revocations: [] });
  assert.deepEqual(releases[0].revocations.map(({ mode }) => mode), ["spoken", "signed"]);
});

test("newest first; what is only on this phone is not sent", () => {
  const [first, second] = [release({ minute: 1 }), release({ minute: 2, number: null })];
  const { releases, unsent } = deriveCase([first, second]);
  assert.deepEqual(releases.map(({ id, sent }) => [id, sent]), [[second.id, false], [first.id, true]]);
  assert.equal(unsent, 1);
});

test("revoking one release ends no other", () => {
  const [one, other] = [release({ minute: 1 }), release({ minute: 2 })];
  const { releases } = deriveCase([one, other, spoken(one, 3)]);
  assert.deepEqual(releases.map(({ revocations }) => revocations.length), [0, 1]);
});

const incidentOf = (entries) => deriveCase(entries).disclosures[0].incident;

test("the revocation wins over a disclosure that comes in later", () => {
  const on = release();
  const [revoked, told] = [spoken(on, 10), shared(on, 20, { number: null })];
  assert.equal(incidentOf([on, told]), null, "this phone had not heard yet");
  assert.equal(incidentOf([on, told, revoked]), "after-revocation");
  assert.equal(incidentOf([revoked, told, on]), "after-revocation");
});

test("what was shared before is no incident, and at the very moment it is one", () => {
  const on = release();
  assert.equal(incidentOf([on, shared(on, 9), spoken(on, 10)]), null);
  assert.equal(incidentOf([on, shared(on, 10), spoken(on, 10)]), "after-revocation");
});

test("a clock that was set back does not hide it from who had seen the revocation", () => {
  const on = release();
  const revoked = spoken(on, 10);
  assert.equal(incidentOf([on, revoked, shared(on, 1, { after: [on.id, revoked.id] })]), "after-revocation");
});

test("times in two zones are one time", () => {
  const on = release();
  const told = shared(on, 0);
  const elsewhere = { ...told, payload: { ...told.payload, sharedAt: stampOf(START + 11 * MINUTE, 540) } };
  assert.equal(incidentOf([on, elsewhere, spoken(on, 10)]), "after-revocation");
});

test("sharing on another release, or on none, is no incident of this one", () => {
  const [one, other] = [release({ minute: 1 }), release({ minute: 2 })];
  const emergency = entry({ kind: "disclosure", ...disclosure("emergency", { sharedAt: stamp(30) }) }, { minute: 30 });
  const { disclosures } = deriveCase([one, other, spoken(one, 3), shared(other, 20), emergency]);
  assert.deepEqual(disclosures.map(({ incident }) => incident), [null, null]);
});

test("a correction stands beside the entry, which stays as it was written", () => {
  const on = release();
  const told = shared(on, 1);
  const { disclosures } = deriveCase([correction(told, "Second.", { minute: 3 }), told, on, correction(told, "First.", { minute: 2 })]);
  assert.deepEqual(disclosures[0].corrections.map(({ words }) => words), ["First.", "Second."]);
  assert.equal(disclosures[0].recipient.name, told.payload.recipient.name);
});

test("what belongs to something that is not here yet is kept out of nothing else, and joins it when it comes", () => {
  const on = release();
  const told = shared(on, 1);
  const early = [spoken(on, 2), correction(told, "Put right.")];
  const before = deriveCase(early);
  assert.deepEqual([before.releases, before.disclosures, before.newer, before.unreadable], [[], [], [], []]);
  const after = deriveCase([...early, told, on]);
  assert.deepEqual([after.releases[0].revocations.length, after.disclosures[0].corrections.length], [1, 1]);
});

test("sessions, the summary and hand-overs take no notice of them", () => {
  const person = entry({ kind: "participant", name: "Maria R.", code: "MR-01", language: "en", adult: true, archived: false, contact: "" });
  const handed = entry({ kind: "handed-over", to: ids.next(), keep: false }, { minute: 4 });
  const on = release();
  const added = [on, shared(on, 1), spoken(on, 2)];
  const { releases, disclosures, ...rest } = deriveCase([person, handed, ...added]);
  const { releases: none, disclosures: nothing, ...plain } = deriveCase([person, handed]);
  assert.deepEqual([none, nothing], [[], []]);
  assert.deepEqual(rest, plain);
  assert.deepEqual(caseSummary(deriveCase([person, ...added])), caseSummary(deriveCase([person])));
});

/** Any set that devices may leave behind: some sent, some with clocks set back, some knowing of each other. */
const anySet = fc.array(fc.tuple(fc.constantFrom("release", "revoke", "share", "correct"), fc.nat(), fc.nat({ max: 60 }), fc.boolean()), { maxLength: 20 }).map((steps) => {
  const entries = [release()];
  for (const [step, pick, minute, knows] of steps) {
    const of = (kind) => {
      const all = entries.filter(({ payload }) => payload.kind === kind);
      return all[pick % Math.max(1, all.length)];
    };
    const options = { minute, number: pick % 3 === 0 ? null : pick, ...(knows ? { after: entries.slice(-3).map(({ id }) => id) } : {}) };
    if (step === "release") entries.push(release(options));
    if (step === "revoke") entries.push(spoken(of("release"), minute, options));
    if (step === "share") entries.push(shared(of("release"), minute, options));
    if (step === "correct" && of("disclosure")) entries.push(correction(of("disclosure"), `Words ${minute}`, options));
  }
  return entries;
});

test("any order, split or repetition of the same set derives the same releases and the same log", () => {
  fc.assert(
    fc.property(anySet.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }), fc.shuffledSubarray(entries))), ([entries, shuffled, repeated]) => {
      const derived = deriveCase(entries);
      assert.deepEqual(deriveCase([...repeated, ...shuffled, ...repeated]), derived);
      assert.equal(derived.releases.length + derived.disclosures.length, entries.filter(({ payload }) => ["release", "disclosure"].includes(payload.kind)).length, "nothing is lost");
    }),
  );
});

test("more envelopes never undo a revocation or an incident", () => {
  fc.assert(
    fc.property(anySet, fc.nat(), (entries, cut) => {
      const part = deriveCase(entries.slice(0, cut % (entries.length + 1)));
      const whole = deriveCase(entries);
      const later = new Map([...whole.releases, ...whole.disclosures].map((each) => [each.id, each]));
      for (const { id, revocations } of part.releases) assert.ok(later.get(id).revocations.length >= revocations.length);
      for (const { id, incident } of part.disclosures) if (incident) assert.equal(later.get(id).incident, incident);
    }),
  );
});
