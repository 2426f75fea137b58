/** Days of the calendar: only those that exist, counted where one is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayIn, daysBetween, isDay, isZone } from "../../../static/lib/days.js";

test("only a day that exists is one", () => {
  for (const day of ["2026-11-25", "2024-02-29", "0001-01-01", "9999-12-31"]) assert.ok(isDay(day), day);
  for (const odd of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "0000-01-01", "2026-11-25T00:00", " 2026-11-25", "", null, 20261125]) assert.ok(!isDay(odd), String(odd));
});

test("a zone is one that the device knows, by its old names too", () => {
  for (const zone of ["America/New_York", "US/Eastern", "Asia/Calcutta", "UTC"]) assert.ok(isZone(zone), zone);
  for (const odd of ["Nowhere/Land", "", null, 5, undefined]) assert.ok(!isZone(odd), String(odd));
});

test("one moment is two days at once", () => {
  const moment = Date.parse("2026-11-25T10:30:00.000Z");
  assert.deepEqual(["Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago"].map((zone) => dayIn(moment, zone)), ["2026-11-26", "2026-11-25", "2026-11-24"]);
});

test("a zone that is not known is counted by its offset", () => {
  const moment = Date.parse("2026-11-25T03:00:00.000Z");
  assert.deepEqual([dayIn(moment, "Nowhere/Land", -300), dayIn(moment, "Nowhere/Land")], ["2026-11-24", "2026-11-25"]);
});

test("days are counted over a change of the clocks and a leap day", () => {
  assert.equal(daysBetween("2027-03-13", "2027-03-15"), 2);
  assert.equal(daysBetween("2028-02-28", "2028-03-01"), 2);
  assert.equal(daysBetween("2027-03-15", "2027-03-13"), -2);
});
