import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { contentToHash } from "../../../../static/domain/script/index.js";
import { canonical } from "../../../../static/lib/canonical.js";
import { genericPack, scripts } from "./settings.js";

test("the order in which members were written does not change the text that is hashed", () => {
  assert.equal(canonical({ b: [1, { d: null, c: "é" }], a: true }), '{"a":true,"b":[1,{"c":"é","d":null}]}');
});

test("what was hashed can be read back unchanged", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      assert.deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)));
      assert.equal(canonical(JSON.parse(canonical(value))), canonical(value));
    }),
  );
});

test("one changed letter in the script or in the pack changes what is hashed", () => {
  const changed = scripts();
  changed.cards[0].text.en += "!";
  const before = contentToHash(scripts(), genericPack());
  assert.notEqual(contentToHash(changed, genericPack()), before);
  assert.notEqual(contentToHash(scripts(), { ...genericPack(), version: "1.0.1" }), before);
  assert.equal(contentToHash(scripts(), genericPack()), before);
});
