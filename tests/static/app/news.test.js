/** What was done to an account is said once on each phone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createNews } from "../../../static/app/news.js";

function phone(events) {
  const kept = new Map();
  let said = 0;
  const local = { get: async (name) => kept.get(name) ?? null, put: async (name, value) => void kept.set(name, value) };
  const tell = createNews({ protocol: { events: async () => ({ events }) }, repository: { local }, say: () => (said += 1) });
  return { tell, said: () => said };
}

test("each event once, the newest first, and silence when there is none", async () => {
  const events = [];
  const { tell, said } = phone(events);
  await tell();
  assert.equal(said(), 0);
  events.unshift({ id: "1", kind: "recovery-asked" });
  await tell();
  await tell();
  assert.equal(said(), 1);
  events.unshift({ id: "2", kind: "recovered" });
  await tell();
  assert.equal(said(), 2);
});

test("what an officer noted of the kit is no news", async () => {
  const { tell, said } = phone([{ id: "1", kind: "kit-verified" }]);
  await tell();
  assert.equal(said(), 0);
});
