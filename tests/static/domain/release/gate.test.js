/** The gate: one release, or nothing. Each way in which a release does not reach gives its reason, and nothing else opens it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CATEGORIES, decide, periodOf, PURPOSES, REASONS } from "../../../../static/domain/release/index.js";
import { draft, forCare, NOW, release, request } from "./papers.js";

const verdict = (releases, asked, now = NOW) => {
  const { verdict: said, reasons } = decide(releases, asked, now);
  return [said, ...reasons];
};

test("what the release names may go", () => {
  const found = decide([release()], request(), NOW);
  assert.deepEqual([found.verdict, found.release.id, found.reasons], ["permit", "r1", []]);
});

test("with no release to this recipient there is none, whatever others have", () => {
  assert.deepEqual(verdict([], request()), ["no-release"]);
  assert.deepEqual(verdict([release()], request({ recipient: { name: "Open Door" } })), ["no-release", "other-recipient"]);
  const nameless = release(draft({ recipient: { kind: "person", name: " ", address: "", contact: "" } }));
  assert.deepEqual(verdict([nameless], request({ recipient: { name: "" } })), ["no-release", "other-recipient"], "no name is nobody's name");
});

test("a name is the same however it is spaced or capitalised, and not when it only looks alike", () => {
  assert.deepEqual(verdict([release()], request({ recipient: { name: "  open  door HOUSING " } })), ["permit"]);
  assert.deepEqual(verdict([release()], request({ recipient: { name: "Open Door Housing Inc." } })), ["no-release", "other-recipient"]);
});

/** [reason, a release, a request, a moment] */
const DENIED = [
  ["revoked", release(draft(), { revocations: [{ id: "v" }] })],
  ["expired", release(draft({ expires: { kind: "date", date: "2026-11-24", event: "" } }))],
  ["incomplete", release(draft(), { signature: { how: "typed", name: "Maria R.", strokes: null, intent: "" } })],
  ["category-not-covered", release(), request({ categories: ["needs", "medication"] })],
  ["category-not-covered", release(), request({ categories: [] })],
  ["category-not-covered", release(draft({ categories: ["everything"] })), request({ categories: ["counselling-notes"] })],
  ["dates-not-covered", release(), request({ from: "2026-11-24" })],
  ["dates-not-covered", release(), request({ from: null })],
  ["dates-not-covered", release(draft({ to: "2026-12-31" })), request({ to: "2027-01-01" })],
  ["dates-not-covered", release(), request({ from: "2026-12-02", to: "2026-12-01" })],
  ["other-purpose", release(), request({ purpose: { id: "work", words: "" } })],
  ["other-purpose", release(draft({ purpose: { id: "other", words: "A letter" } })), request({ purpose: { id: "other", words: "A loan" } })],
  ["clock-doubtful", release(), request(), Date.parse("2026-11-25T09:00:00.000-05:00")],
];

for (const [reason, found, asked = request(), now = NOW] of DENIED) {
  test(`denied for ${reason}, and for nothing else`, () => assert.deepEqual(verdict([found], asked, now), ["deny", reason]));
}

test("every reason that there is has a case here", () => {
  assert.deepEqual(REASONS.filter((reason) => reason !== "other-recipient" && !DENIED.some(([each]) => each === reason)), []);
});

test("everything covers each category but counselling notes, which have a document of their own", () => {
  for (const category of CATEGORIES) {
    const expected = category === "counselling-notes" ? ["deny", "category-not-covered"] : ["permit"];
    assert.deepEqual(verdict([release(draft({ categories: ["everything"] }))], request({ categories: [category] })), expected, category);
  }
  const apart = release(draft({ type: "counselling-notes", categories: ["counselling-notes"] }));
  assert.deepEqual(verdict([apart], request({ categories: ["counselling-notes"] })), ["permit"]);
});

test("42 CFR 2.31(a)(4)(i): class wording covers the class on a release for care, and nobody by name", () => {
  const asked = request({ recipient: { name: "My treating providers" }, purpose: { id: "tpo", words: "" } });
  assert.deepEqual(verdict([release(forCare())], asked), ["permit"]);
  assert.deepEqual(verdict([release(forCare())], { ...asked, recipient: { name: "Dr. Wu" } }), ["no-release", "other-recipient"]);
  const landlords = draft({ recipient: { kind: "class", name: "Landlords", address: "", contact: "" } });
  assert.deepEqual(verdict([release(landlords)], request({ recipient: { name: "Landlords" } })), ["deny", "incomplete"], "signed all the same, it supports nothing");
});

test("42 CFR 2.31(a)(7): a release for housing that never ends supports nothing", () => {
  const endless = release(draft({ expires: { kind: "none", date: null, event: "" } }));
  assert.deepEqual(verdict([endless], request()), ["deny", "incomplete"]);
});

test("the past is covered only when it was ticked, and then from the day chosen", () => {
  const past = (from) => release(draft({ past: true, from }));
  assert.deepEqual(verdict([past(null)], request({ from: null })), ["permit"]);
  assert.deepEqual(verdict([past("2026-06-01")], request({ from: "2026-06-01" })), ["permit"]);
  assert.deepEqual(verdict([past("2026-06-01")], request({ from: "2026-05-31" })), ["deny", "dates-not-covered"]);
  assert.deepEqual(periodOf(release(draft({ past: false, from: "2026-06-01" }))), { from: "2026-11-25", to: null }, "a first day without the past is the day of signing");
  assert.deepEqual(periodOf(release(draft({ past: false, from: "2026-12-24", to: "2026-12-31" }))), { from: "2026-12-24", to: "2026-12-31" });
});

test("the day of signing is the participant's, also late in the evening", () => {
  const late = release(draft(), { signedAt: "2026-11-25T23:30:00.000-05:00" });
  assert.equal(periodOf(late).from, "2026-11-25");
});

test("two releases never add up to one", () => {
  const needs = release(draft({ categories: ["needs"] }), { id: "needs" });
  const goals = release(draft({ categories: ["goals"] }), { id: "goals" });
  assert.deepEqual(verdict([needs, goals], request({ categories: ["needs", "goals"] })), ["deny", "category-not-covered"]);
  assert.equal(decide([needs, goals], request({ categories: ["goals"] }), NOW).release.id, "goals");
});

test("one that reaches counts beside others that do not; otherwise the nearest one tells why", () => {
  const revoked = release(draft(), { id: "old", revocations: [{ id: "v" }] });
  assert.equal(decide([revoked, release()], request(), NOW).release.id, "r1");
  const found = decide([revoked, release()], request({ categories: ["medication"] }), NOW);
  assert.deepEqual([found.release.id, found.reasons], ["r1", ["category-not-covered"]]);
});

test("whatever is asked: permit means that one release, not revoked, names every part of it", () => {
  const names = fc.constantFrom("Open Door Housing", "Dr. Wu");
  const categories = fc.subarray([...CATEGORIES]);
  const days = fc.constantFrom(null, "2026-11-01", "2026-11-25", "2027-01-15");
  const anyRelease = fc.record({ name: names, categories, past: fc.boolean(), from: days, to: days, purpose: fc.constantFrom(...PURPOSES), revoked: fc.boolean() }).map(
    ({ name, purpose, revoked, ...terms }) =>
      release(draft({ ...terms, recipient: { kind: "person", name, address: "", contact: "" }, purpose: { id: purpose, words: "x" } }), { revocations: revoked ? [{ id: "v" }] : [] }),
  );
  const anyRequest = fc.record({ name: names, categories, from: days, to: days, purpose: fc.constantFrom(...PURPOSES) }).map(({ name, purpose, ...asked }) => ({ ...asked, recipient: { name }, purpose: { id: purpose, words: "x" } }));
  fc.assert(
    fc.property(fc.array(anyRelease, { maxLength: 4 }), anyRequest, (releases, asked) => {
      const found = decide(releases, asked, NOW);
      if (found.verdict !== "permit") return assert.ok(found.verdict === "no-release" || found.reasons.length > 0);
      const { terms } = found.release.document;
      assert.equal(found.release.revocations.length, 0);
      assert.equal(terms.recipient.name, asked.recipient.name);
      assert.equal(terms.purpose.id, asked.purpose.id);
      assert.ok(asked.categories.length > 0 && asked.categories.every((each) => terms.categories.includes(each) || terms.categories.includes("everything")));
      assert.ok(terms.past || asked.from >= "2026-11-25");
      return undefined;
    }),
    { numRuns: 500 },
  );
});
