/** How a release stands: to the midnight of the participant's own place, whatever the clocks do there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { releaseState } from "../../../../static/domain/release/index.js";
import { stampOf } from "../../../../static/lib/clock.js";
import { draft, release } from "./papers.js";

const at = (stamp) => Date.parse(stamp);
const until = (date, zone, change = {}) => release(draft({ zone, expires: { kind: "date", date, event: "" } }), change);

/** [what is odd about that midnight, zone, last day, the first moment after it] */
const MIDNIGHTS = [
  ["an ordinary night", "America/New_York", "2026-12-10", "2026-12-11T00:00:00.000-05:00"],
  ["a day of 23 hours", "America/New_York", "2027-03-14", "2027-03-15T00:00:00.000-04:00"],
  ["a day of 25 hours", "America/New_York", "2026-11-01", "2026-11-02T00:00:00.000-05:00"],
  ["no clocks are changed", "America/Phoenix", "2026-11-01", "2026-11-02T00:00:00.000-07:00"],
  ["midnight is left out, the day begins at one", "America/Havana", "2027-03-13", "2027-03-14T01:00:00.000-04:00"],
  ["midnight comes twice, the first counts", "America/Havana", "2026-10-31", "2026-11-01T00:00:00.000-04:00"],
  ["half an hour from its neighbours", "Australia/Adelaide", "2027-01-05", "2027-01-06T00:00:00.000+10:30"],
  ["furthest east", "Pacific/Kiritimati", "2026-12-31", "2027-01-01T00:00:00.000+14:00"],
  ["furthest west", "Pacific/Pago_Pago", "2026-12-31", "2027-01-01T00:00:00.000-11:00"],
  ["a whole day was left out", "Pacific/Apia", "2011-12-29", "2011-12-31T00:00:00.000+14:00"],
];

for (const [what, zone, date, end] of MIDNIGHTS) {
  test(`expires at the midnight of the participant's zone: ${what} (${zone})`, () => {
    const signedAt = "2011-11-01T10:00:00.000+00:00";
    assert.equal(releaseState(until(date, zone, { signedAt }), at(end) - 1), "expires-soon");
    assert.equal(releaseState(until(date, zone, { signedAt }), at(end)), "expired");
  });
}

test("in any zone, on any day: in force through the whole last day there, expired ever after", () => {
  const zones = ["America/New_York", "America/Los_Angeles", "America/Havana", "Europe/Lisbon", "Africa/Cairo", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham"];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: at("2020-01-01T00:00:00.000Z"), max: at("2035-01-01T00:00:00.000Z") }), fc.integer({ min: 0, max: 90 }), (zone, now, later) => {
      const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now);
      const signedAt = "2019-01-01T10:00:00.000+00:00";
      const [before, after] = [-1, 1].map((step) => new Date(at(`${local}T12:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10));
      assert.equal(releaseState(until(before, zone, { signedAt }), now), "expired");
      assert.notEqual(releaseState(until(local, zone, { signedAt }), now), "expired");
      assert.notEqual(releaseState(until(after, zone, { signedAt }), now), "expired");
      const gone = until(before, zone, { signedAt });
      assert.equal(releaseState(gone, now + later * 3_600_000), "expired", "and it does not come back");
    }),
  );
});

test("the phone's own zone does not count", () => {
  const release = until("2026-12-10", "America/Los_Angeles");
  assert.notEqual(releaseState(release, at("2026-12-11T03:00:00.000-05:00") - 1), "expired", "midnight in New York was three hours ago");
  assert.equal(releaseState(release, at("2026-12-11T03:00:00.000-05:00")), "expired");
});

test("expires soon in the last fourteen days", () => {
  const release = until("2026-12-25", "America/New_York");
  assert.equal(releaseState(release, at("2026-12-10T23:59:59.999-05:00")), "active");
  assert.equal(releaseState(release, at("2026-12-11T00:00:00.000-05:00")), "expires-soon");
});

test("without a day it is in force until it is revoked; an event may have a last day", () => {
  const byEvent = (date) => release(draft({ expires: { kind: "event", date, event: "When I move" } }));
  assert.equal(releaseState(byEvent(null), at("2040-01-01T00:00:00.000Z")), "active");
  assert.equal(releaseState(byEvent("2026-12-10"), at("2026-12-11T05:00:00.000Z")), "expired");
});

test("revoked is revoked, before and after its day", () => {
  const revoked = until("2026-12-10", "America/New_York", { revocations: [{ id: "v" }] });
  for (const now of ["2026-11-25T12:00:00.000Z", "2027-11-25T12:00:00.000Z"]) assert.equal(releaseState(revoked, at(now)), "revoked");
});

test("a phone that does not know the zone counts by the offset under which it was signed", () => {
  const signedAt = stampOf(at("2026-11-25T12:00:00.000Z"), -480);
  const unknown = until("2026-12-10", "America/New_Town", { signedAt });
  assert.equal(releaseState(unknown, at("2026-12-11T08:00:00.000Z") - 1), "expires-soon");
  assert.equal(releaseState(unknown, at("2026-12-11T08:00:00.000Z")), "expired");
});
