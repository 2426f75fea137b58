/** Letting someone in: what was compared is what is signed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { comparedKey } from "../../../../static/views/officer/waiting.js";

const person = { member: "m1", name: "Riley", role: "supervisor", state: "waiting", shortCode: "4129 0735 1180 2264" };

test("a comparison counts for one person, one name, one role and one code: anything else wants a new one", () => {
  for (const other of [{ member: "m2" }, { name: "Sam" }, { role: "officer" }, { shortCode: "0000 0735 1180 2264" }]) {
    assert.notEqual(comparedKey(person), comparedKey({ ...person, ...other }));
  }
});

test("looking people up again keeps the comparison that was made", () => {
  assert.equal(comparedKey(person), comparedKey({ ...person }));
});
