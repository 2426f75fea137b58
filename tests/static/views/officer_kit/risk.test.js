/** When the officer is told that nobody can be sure of the recovery kit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { riskOf } from "../../../../static/views/officer_kit/risk.js";

const now = Date.parse("2026-11-22T12:00:00.000+00:00");
const daysAgo = (days) => new Date(now - days * 24 * 3600 * 1000).toISOString();

test("a kit that nobody ever opened is a risk, however new", () => {
  assert.equal(riskOf({ made: daysAgo(0), verified: null, lost: null }, now), "never-verified");
  assert.equal(riskOf({ made: daysAgo(1), verified: daysAgo(2), lost: null }, now), "never-verified");
});

test("where nobody ever said that a kit is saved, that is the risk", () => {
  assert.equal(riskOf({ made: null, verified: null, lost: null }, now), "unsaved");
  assert.equal(riskOf({ made: null, verified: daysAgo(1), lost: null }, now), null);
});

test("a missing kit is a risk until one is checked after that", () => {
  assert.equal(riskOf({ made: daysAgo(9), verified: daysAgo(5), lost: daysAgo(1) }, now), "lost");
  assert.equal(riskOf({ made: daysAgo(9), verified: daysAgo(1), lost: daysAgo(5) }, now), null);
});

test("a year after the last look it wants another", () => {
  assert.equal(riskOf({ made: daysAgo(800), verified: daysAgo(364), lost: null }, now), null);
  assert.equal(riskOf({ made: daysAgo(800), verified: daysAgo(366), lost: null }, now), "old");
});
