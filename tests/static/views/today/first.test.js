/** Today says one thing about one session, and what may concern somebody's safety stands above what can wait. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstThings, latestSessions } from "../../../../static/views/today/first.js";

const session = (/** @type {string} */ id, /** @type {object} */ more = {}) => ({ session: id, startedAt: "2026-11-25T10:00:00Z", offerAgain: false, ...more });
const riley = (/** @type {any[]} */ ...sessions) => [{ vault: "v", name: "Riley", sessions }];
const draft = (/** @type {string} */ stage, /** @type {string|null} */ id = null, /** @type {string|null} */ owed = null) => ({ stage, session: id, owed });
const names = (/** @type {ReturnType<typeof firstThings>} */ things) => things.map(({ is, of }) => (is === "unfinished" ? of.stage : is));

test("a session whose note is being written stands on Today once, though its script is owed too", () => {
  const all = { unfinished: [draft("writing", "s1")], cases: riley(session("s1", { offerAgain: true })), consults: [] };
  assert.deepEqual(names(firstThings(all)), ["writing"]);
  assert.deepEqual(latestSessions(all, 50), []);
});

test("so does one whose owed script has been begun, or whose noticed words wait for an answer", () => {
  const owed = riley(session("s1", { offerAgain: true }));
  assert.deepEqual(names(firstThings({ unfinished: [draft("preparing", null, "s1")], cases: owed, consults: [] })), ["preparing"]);
  assert.deepEqual(names(firstThings({ unfinished: [draft("noticed", "s1")], cases: owed, consults: [] })), ["noticed"]);
});

test("a half-filled answer to noticed words is no row of its own", () => {
  const form = { ...draft("form"), form: "noticed/v/s1" };
  assert.deepEqual(names(firstThings({ unfinished: [form, draft("noticed", "s1")], cases: [], consults: [] })), ["noticed"]);
  assert.deepEqual(names(firstThings({ unfinished: [form], cases: [], consults: [] })), ["form"], "but nothing that was begun is hidden");
});

test("an owed script of which nothing is in hand is offered", () => {
  assert.deepEqual(names(firstThings({ unfinished: [], cases: riley(session("s1", { offerAgain: true }), session("s2")), consults: [] })), ["owed"]);
});

test("noticed words and requests stand above what was begun, which stands above what can wait", () => {
  const all = {
    unfinished: [draft("preparing"), draft("form"), draft("writing", "s2"), draft("noticed", "s3")],
    cases: riley(session("s1", { offerAgain: true }), session("s2"), session("s3")),
    consults: [{ mine: true, state: "answered" }],
  };
  assert.deepEqual(names(firstThings(all)), ["noticed", "consult", "writing", "form", "preparing", "owed"]);
});

test("an answered request stays first for the one who asked until it is closed, and goes for the one who answered", () => {
  const shown = (/** @type {any} */ consult) => firstThings({ unfinished: [], cases: [], consults: [consult] }).length;
  assert.deepEqual([shown({ mine: true, state: "answered" }), shown({ mine: true, state: "closed" })], [1, 0]);
  assert.deepEqual([shown({ mine: false, state: "answered" }), shown({ mine: false, state: "sent" })], [0, 1]);
});

test("the latest sessions are the newest, and no more than asked for", () => {
  const cases = riley(session("old", { startedAt: "2026-11-20T10:00:00Z" }), session("new"), session("middle", { startedAt: "2026-11-22T10:00:00Z" }));
  assert.deepEqual(latestSessions({ unfinished: [], cases }, 2).map((each) => each.session.session), ["new", "middle"]);
});
