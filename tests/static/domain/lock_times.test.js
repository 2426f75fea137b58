/** The app is open no longer than the agency allows, whatever the two times are, and warns before. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lockStep, lockTimesOf } from "../../../static/domain/lock_times.js";

const MINUTE = 60_000;
const minutes = fc.integer({ min: 1, max: 15 });
const moment = fc.integer({ min: 0, max: 20 * MINUTE });

test("it locks when either time is over, and never before", () => {
  fc.assert(fc.property(minutes, minutes, moment, fc.option(moment), (idle, hiddenMinutes, unused, hidden) => {
    const isOver = unused >= idle * MINUTE || (hidden !== null && hidden >= hiddenMinutes * MINUTE);
    assert.equal(lockStep({ unused, hidden }, { idle, hidden: hiddenMinutes }).act === "lock", isOver);
  }));
});

test("whoever looks again when told is warned for at least 20 seconds before it locks", () => {
  fc.assert(fc.property(minutes, minutes, moment, (idle, hidden, unused) => {
    const { act, next } = lockStep({ unused, hidden: null }, { idle, hidden });
    if (act === "stay") assert.equal(lockStep({ unused: unused + next, hidden: null }, { idle, hidden }).act, "warn");
    if (act === "stay") assert.ok(lockStep({ unused: unused + next, hidden: null }, { idle, hidden }).next >= 20_000);
    if (act === "warn") assert.equal(lockStep({ unused: unused + next, hidden: null }, { idle, hidden }).act, "lock");
  }));
});

test("an agency that says nothing has five minutes unused and two out of sight", () => {
  assert.deepEqual(lockTimesOf(null), { idle: 5, hidden: 2 });
  assert.deepEqual(lockTimesOf({}), { idle: 5, hidden: 2 });
  assert.deepEqual(lockTimesOf({ lock: { idle: 1, hidden: 15 } }), { idle: 1, hidden: 15 });
});
