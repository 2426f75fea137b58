import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lastFull, variantFor } from "../../../../static/domain/script/index.js";

const day = (number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString();
const facts = (change = {}) => ({ lastFullAt: day(0), now: day(10), contentVersion: "1", lastVersion: "1", ...change });

test("the first session has the full script", () => {
  assert.equal(variantFor(facts({ lastFullAt: null, lastVersion: null })), "full");
});

test("a session soon after has the recap", () => {
  assert.equal(variantFor(facts()), "recap");
  assert.equal(variantFor(facts({ now: Date.parse(day(10)) })), "recap");
});

test("changed content, pack or policy brings the full script back", () => {
  assert.equal(variantFor(facts({ contentVersion: "2" })), "full");
});

test("after ninety days, or the agency's own interval, the full script is due", () => {
  assert.equal(variantFor(facts({ now: day(89) })), "recap");
  assert.equal(variantFor(facts({ now: day(90) })), "full");
  assert.equal(variantFor(facts({ now: day(10), intervalDays: 7 })), "full");
});

test("a clock set wrong, or a time that cannot be read, gives the full script", () => {
  assert.equal(variantFor(facts({ now: day(-1) })), "full");
  assert.equal(variantFor(facts({ lastFullAt: "yesterday" })), "full");
  assert.equal(variantFor(facts({ now: "soon" })), "full");
});

const record = (variant, outcome, number, version = "1") => ({ outcome, script: { variant, version, endedAt: day(number) } });

test("only a full script heard to its end counts as the last", () => {
  const records = [
    record("full", "understood", 1),
    record("recap", "understood", 5),
    record("full", "skipped-crisis", 6),
    record("full", "declined", 7),
    record(null, "skipped-crisis", 8, null),
    record("full", "has-questions", 3, "2"),
  ];
  assert.deepEqual(lastFull(records), { lastFullAt: day(3), lastVersion: "2" });
  assert.deepEqual(lastFull([]), { lastFullAt: null, lastVersion: null });
});

test("the last full script is the same whatever the order of the records", () => {
  const anyRecord = fc.tuple(fc.constantFrom("full", "recap"), fc.constantFrom("understood", "declined"), fc.nat(5), fc.constantFrom("1", "2"));
  fc.assert(
    fc.property(fc.array(anyRecord), fc.nat(), (rows, turn) => {
      const records = rows.map((row) => record(...row));
      const cut = records.length ? turn % records.length : 0;
      const turned = [...records.slice(cut), ...records.slice(0, cut), ...records];
      assert.deepEqual(lastFull(turned.reverse()), lastFull(records));
    }),
  );
});
