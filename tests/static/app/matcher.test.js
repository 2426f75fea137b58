/** The matcher is not there until it is needed, and then it is there once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLateMatcher } from "../../../static/app/matcher.js";

function late() {
  const made = { times: 0 };
  const make = () => {
    made.times += 1;
    return { version: "7", match: (/** @type {string} */ text) => /** @type {any} */ ({ hits: [text] }) };
  };
  return { made, matcher: createLateMatcher(make) };
}

test("opening the app compiles nothing", () => {
  assert.equal(late().made.times, 0);
});

test("the first use compiles it, once, and the words go to it", () => {
  const { made, matcher } = late();
  assert.deepEqual(matcher.match("words"), { hits: ["words"] });
  assert.equal(matcher.version, "7");
  assert.equal(made.times, 1);
});

test("prepared beforehand, the first word waits for nothing", () => {
  const { made, matcher } = late();
  matcher.prepare();
  assert.equal(made.times, 1);
  matcher.match("words");
  assert.equal(made.times, 1);
});
