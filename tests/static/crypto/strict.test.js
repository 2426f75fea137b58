import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { expectMembers, isText, parseJson, writeJson } from "../../../static/crypto/strict.js";
import { utf8 } from "../../../static/lib/bytes.js";
import { Malformed } from "../../../static/lib/errors.js";

const read = (/** @type {string} */ written) => parseJson(utf8(written), "test");

test("any JSON comes back, however it is spaced", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, "\t"), (value, space) => {
      assert.deepEqual(read(JSON.stringify(value, null, space)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("a name that stands twice in one object is malformed wherever and however it is written", () => {
  const wrong = ['{"a":1,"a":1}', '{ "a" : 1, "b": [], "a" : 2 }', '[{"x":{"a":1,"\\u0061":2}}]', '{"a":{"b":1},"c":[{"b":1}],"a":0}', '{"__proto__":1,"__proto__":2}'];
  for (const written of wrong) assert.throws(() => read(written), Malformed, written);
});

test("the same name in two objects, or as a value, is no repetition", () => {
  for (const written of ['{ "a": {"a": "a"}, "b": ["a", {"a": 1}, {"a": 2}] }', '{ "10": 1, "9": 2, "a": "\\"a\\":" }']) read(written);
});

test("half of a surrogate pair is malformed in names and in values; a whole pair, or a backslash before u, is not", () => {
  for (const written of ['"\\ud83d"', '{"\\udc00":1}', '["a\\ud83d\\ud83d\\udc00"]']) assert.throws(() => read(written), Malformed, written);
  assert.equal(read('"\\ud83c\\udf0a"'), "🌊");
  assert.equal(read('"\\\\ud83d"'), "\\ud83d");
});

test("what is written can be read, whatever strings were in it", () => {
  const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
  fc.assert(fc.property(anyText, (given) => assert.equal(parseJson(writeJson([given]), "test")[0], given.toWellFormed())));
});

test("names that every object inherits are members like any other", () => {
  assert.throws(() => expectMembers({}, { toString: isText }, "test"), Malformed);
  assert.throws(() => expectMembers(JSON.parse('{"__proto__":"x"}'), {}, "test"), Malformed);
  assert.throws(() => expectMembers({ constructor: "x" }, {}, "test"), Malformed);
});

test("something nested a hundred thousand deep is malformed or read, never a crash of another kind", () => {
  try {
    read(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  } catch (error) {
    assert.ok(error instanceof Malformed);
  }
});
