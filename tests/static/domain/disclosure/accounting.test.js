/** The lists that the laws ask for are filters over one log. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountingOf, BASES } from "../../../../static/domain/disclosure/index.js";
import { disclosure } from "./entries.js";

const NOW = Date.parse("2026-11-25T12:00:00.000Z");
const logged = (id, basis, sharedAt = "2026-11-20T12:00:00.000+00:00", changes = {}) => ({ id, ...disclosure(basis, { sharedAt, ...changes }) });
const idsIn = (log, view) => accountingOf(log, view, NOW).map(({ id }) => id);
const ofEach = BASES.map((basis) => logged(basis, basis));

test("all: everything that ever left, newest first", () => {
  const log = [logged("old", "audit", "1999-01-01T12:00:00.000+00:00"), ...ofEach, logged("new", "consent", "2026-11-21T12:00:00.000+00:00")];
  const ids = idsIn(log, "all");
  assert.equal(ids.length, BASES.length + 2);
  assert.deepEqual([ids[0], ids.at(-1)], ["new", "old"]);
});

test("45 CFR 164.528: without what was authorised, what went to the person, and treatment, payment and operations", () => {
  assert.deepEqual(idsIn(ofEach, "hipaa").sort(), ["audit", "child-abuse", "court-order", "emergency", "premises-crime"]);
  assert.deepEqual(idsIn([logged("care", "emergency", undefined, { purpose: { id: "tpo", words: "" } })], "hipaa"), []);
});

test("42 CFR 2.25: what was shared on a consent", () => assert.deepEqual(idsIn(ofEach, "part2"), ["consent"]));

for (const [view, basis, years] of [["hipaa", "audit", 2020], ["part2", "consent", 2023]]) {
  test(`${view}: back to the same moment so many years ago, and no further`, () => {
    const log = [logged("in", basis, `${years}-11-25T12:00:00.000+00:00`), logged("out", basis, `${years}-11-25T11:59:59.999+00:00`)];
    assert.deepEqual(idsIn(log, view), ["in"]);
  });
}

test("one that was written offline counts by when it was shared, in whatever zone", () => {
  const log = [logged("a", "audit", "2026-11-20T23:30:00.000-05:00"), logged("b", "audit", "2026-11-21T01:00:00.000+00:00")];
  assert.deepEqual(idsIn(log, "all"), ["a", "b"], "half past four in the morning, in UTC");
});

test("the log that was given is left as it was", () => {
  const log = Object.freeze([...ofEach]);
  accountingOf(log, "all", NOW);
  assert.deepEqual(log, ofEach);
});
