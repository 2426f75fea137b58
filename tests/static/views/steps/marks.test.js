/** Where one was in "what to do", and what was marked, survives going away and coming back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, reasoned, within } from "../../../../static/views/steps/marks.js";

test("a place kept for longer guidance leads to the overview, never past it", () => {
  assert.equal(within(9, 5), 5);
  assert.equal(within(2, 5), 2);
  assert.equal(within(-1, 5), 0);
  assert.equal(within(undefined, 5), 0);
});

test("a reason written once stays when the mark is changed and changed back", () => {
  const not = reasoned({}, "listen", "they left");
  assert.deepEqual(not, { listen: { mark: "not", why: "they left" } });
  assert.deepEqual(marked(marked(not, "listen", "done"), "listen", "not"), not);
});
