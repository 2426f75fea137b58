import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isStamp, millisecondsOf, momentOf, stampOf, systemClock } from "../../../static/lib/clock.js";
import { Malformed } from "../../../static/lib/errors.js";

test("a moment is written as its place writes it", () => {
  const moment = Date.UTC(2026, 10, 23, 2, 4, 38, 123);
  assert.equal(stampOf(moment, -300), "2026-11-22T21:04:38.123-05:00");
  assert.equal(stampOf(moment, 0), "2026-11-23T02:04:38.123+00:00");
  assert.equal(stampOf(moment, 345), "2026-11-23T07:49:38.123+05:45");
});

test("a moment comes back from what was written, wherever that was", () => {
  const moments = fc.integer({ min: Date.UTC(1, 1, 2), max: Date.UTC(9999, 11, 30) });
  fc.assert(
    fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, offset) => {
      assert.equal(momentOf(stampOf(moment, offset)), moment);
    }),
  );
});

test("a time in any other form, or of a day that does not exist, is not a time", () => {
  const wrong = [
    "2026-11-22T21:04:38.123Z", "2026-11-22T21:04:38-05:00", "2026-11-22 21:04:38.123-05:00", "2026-11-22T21:04:38.123-0500",
    "2026-02-29T21:04:38.123-05:00", "2026-13-01T21:04:38.123-05:00", "2026-00-01T21:04:38.123-05:00", "2026-04-31T21:04:38.123-05:00",
    "2026-11-22T24:00:00.000-05:00", "2026-11-22T23:59:60.000-05:00", "2026-11-22T21:04:38.123-24:00", "0000-11-22T21:04:38.123-05:00",
    "2026-11-22T21:04:38.123-05:00\n", "", 7, null,
  ];
  for (const given of wrong) {
    assert.equal(isStamp(given), false, String(given));
    assert.throws(() => millisecondsOf(/** @type {any} */ (given)), Malformed);
  }
});

test("the leap day of a leap year is a day", () => {
  assert.equal(momentOf("2028-02-29T00:00:00.000+00:00"), Date.UTC(2028, 1, 29));
});

test("the system's clock says the same moment both ways", () => {
  const before = systemClock.now();
  const stamped = millisecondsOf(systemClock.stamp());
  assert.ok(before <= stamped && stamped <= systemClock.now());
});
