import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { concat, equal, fromBase64url, isBase64url, text, toBase64url, utf8 } from "../../../static/lib/bytes.js";
import { Malformed } from "../../../static/lib/errors.js";

const bytes = () => fc.uint8Array({ maxLength: 300 });

test("any bytes come back from their base64url, which is the one that others write", () => {
  fc.assert(
    fc.property(bytes(), (given) => {
      assert.equal(toBase64url(given), Buffer.from(given).toString("base64url"));
      assert.deepEqual(fromBase64url(toBase64url(given)), given);
    }),
  );
});

test("one text only stands for given bytes: what decodes is what would be written", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n.é";
  const almost = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 });
  fc.assert(
    fc.property(almost, (given) => {
      const canonical = Buffer.from(given, "base64url").toString("base64url") === given;
      assert.equal(isBase64url(given), canonical);
      if (canonical) assert.equal(toBase64url(fromBase64url(given)), given);
      else assert.throws(() => fromBase64url(given), Malformed);
    }),
    { numRuns: 500 },
  );
});

test("base64url with padding, a line break, an unused bit or a length that cannot be is malformed", () => {
  for (const given of ["QQ==", "QQ\n", "QR", "QUJ", "A", "QUJD+", "QUJD/w"]) {
    assert.throws(() => fromBase64url(given), Malformed, given);
  }
});

test("text comes back from its UTF-8, a leading byte order mark included", () => {
  for (const given of ["", "¿Qué tal? 🌊", "\uFEFFx"]) assert.equal(text(utf8(given)), given);
});

test("bytes that are not UTF-8 are malformed, never guessed at", () => {
  for (const given of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]]) {
    assert.throws(() => text(Uint8Array.from(given)), Malformed);
  }
});

test("joining keeps every byte in order", () => {
  fc.assert(fc.property(bytes(), bytes(), (a, b) => assert.deepEqual([...concat(a, b)], [...a, ...b])));
});

test("bytes are equal exactly when each one is", () => {
  fc.assert(fc.property(bytes(), (given) => equal(given, given.slice())));
  assert.equal(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3)), false);
  assert.equal(equal(Uint8Array.of(1, 2), Uint8Array.of(1)), false);
});
