/** The matcher is not there until it is needed, and then it is there once; the second reader joins it when its data can be had. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLateMatcher } from "../../../static/app/matcher.js";
import { Offline } from "../../../static/lib/errors.js";

const SECOND = { version: "2", notice: () => [] };

function late(readSecond = async () => SECOND) {
  const made = { times: 0 };
  const make = (/** @type {any} */ second) => {
    made.times += 1;
    return { version: second ? `7 + ${second.version}` : "7", match: (/** @type {string} */ text) => /** @type {any} */ ({ hits: [text] }) };
  };
  return { made, matcher: createLateMatcher(make, readSecond) };
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

test("prepared beforehand, the first word waits for nothing, and the second reader is there", async () => {
  const { made, matcher } = late();
  await matcher.prepare();
  assert.equal(made.times, 1);
  matcher.match("words");
  assert.equal(matcher.version, "7 + 2");
  await matcher.prepare();
  assert.equal(made.times, 1);
});

test("a word that comes before the second reader is read by the rules", async () => {
  const { matcher } = late();
  const preparing = matcher.prepare();
  assert.equal(matcher.version, "7");
  await preparing;
  assert.equal(matcher.version, "7 + 2");
});

test("a second reader that cannot be had is said, the rules are ready all the same, and it is tried again", async () => {
  let isThere = false;
  const { made, matcher } = late(async () => {
    if (!isThere) throw new Offline();
    return SECOND;
  });
  await assert.rejects(matcher.prepare(), Offline);
  assert.equal(made.times, 1);
  assert.equal(matcher.version, "7");
  isThere = true;
  await matcher.prepare();
  assert.equal(matcher.version, "7 + 2");
});
