/** Who is away follows from the set of hand-overs alone: no order of arrival and no wrong clock changes it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { awayOf, handoversOf, receivedOf } from "../../../../static/domain/record/index.js";

const entry = (id, author, to, { keep = false, after = [], at = "2026-11-25T12:00:00.000Z", ...more } = {}) =>
  ({ id, author, device: author, at, after, number: 1, payload: { kind: "handed-over", schema: 1, to, keep }, ...more });
const away = (entries, member) => awayOf(handoversOf(entries), member)?.to ?? null;

test("who stopped is away; who asked somebody to help is not", () => {
  assert.equal(away([entry("1", "dana", "luis")], "dana"), "luis");
  assert.equal(away([entry("1", "dana", "luis", { keep: true })], "dana"), null);
  assert.equal(away([entry("1", "dana", "luis")], "luis"), null);
  assert.equal(receivedOf(handoversOf([entry("1", "dana", "luis")]), "luis")?.by, "dana");
});

test("handed back counts by what it builds on, also from a phone whose clock is behind", () => {
  const back = entry("2", "luis", "dana", { after: ["1"], at: "2026-11-20T12:00:00.000Z" });
  for (const order of [[entry("1", "dana", "luis"), back], [back, entry("1", "dana", "luis")]]) {
    assert.equal(away(order, "dana"), null);
    assert.equal(away(order, "luis"), "dana");
    assert.equal(receivedOf(handoversOf(order), "luis"), null);
  }
});

test("handed on by a third person, the first one stays away", () => {
  assert.equal(away([entry("1", "dana", "luis"), entry("2", "luis", "ana", { after: ["1"], keep: true })], "dana"), "luis");
});

test("given by one while stopping on another phone: who was given the case is not away", () => {
  assert.equal(away([entry("1", "dana", "luis"), entry("2", "ana", "dana")], "dana"), null);
});

test("what cannot be read, or is newer than this app, hands nobody over", () => {
  assert.equal(away([entry("1", "dana", "luis", { unreadable: "bad-signature" }), entry("2", "dana", "luis", { newer: true })], "dana"), null);
});
