/** Packing loses nothing, not one bit, whatever it is given; and it is small. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { firstOfPack, pack, PACK_LIMIT, unpack } from "../../../static/store/pack.js";
import { Malformed } from "../../../static/lib/errors.js";
import { chain, envelope, ids, received } from "./factories.js";

const segment = fc.oneof(
  fc.base64String().map((each) => each.replace(/=+$/, "")),
  fc.constantFrom("", "e30", "AA", "AB", "77u_e30", "AQID", "Hh4"),
  fc.stringMatching(/^[\w-]{0,60}$/),
);
const hostile = fc.record({
  number: fc.integer({ min: 1, max: 2 ** 40 }),
  jwe: fc.oneof(fc.array(segment, { maxLength: 6 }).map((each) => each.join(".")), fc.string({ unit: "binary" })),
  sig: fc.oneof(fc.array(segment, { maxLength: 4 }).map((each) => each.join(".")), fc.string({ unit: "binary" })),
  receipt: fc.oneof(fc.array(segment, { maxLength: 4 }).map((each) => each.join(".")), fc.string({ unit: "binary" })),
}, { noNullPrototype: true });
/** Headers as they are, with something changed: spaces, an id in upper case, a mark of ours, a longer tag. */
const bent = fc.tuple(fc.constantFrom(" ", "\u0001", "\u0003\u0041", "\u001e", "\n", "é", "A".repeat(43), ids.next(), ids.next().toUpperCase()), fc.integer({ min: 0, max: 300 }), fc.boolean()).map(([extra, bytes, inReceipt]) => {
  const vault = ids.next();
  const [one] = received(vault, [envelope({ vault, bytes })]);
  const field = inReceipt ? "receipt" : "jwe";
  const parts = one[field].split(".");
  const at = inReceipt ? 1 : 0;
  const text = Buffer.from(parts[at], "base64url").toString();
  parts[at] = Buffer.from(text.slice(0, -1) + extra + text.slice(-1)).toString("base64url");
  return { ...one, [field]: parts.join(".") };
});

test("what comes out of a pack is what went in, bit for bit", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(hostile, bent), { maxLength: 8 }), async (envelopes) => {
      assert.deepEqual(await unpack(await pack(envelopes)), envelopes);
    }),
    { numRuns: 300 },
  );
});

test("a full pack of ordinary envelopes comes back exactly", async () => {
  const vault = ids.next();
  const envelopes = received(vault, chain(vault, PACK_LIMIT, { bytes: 900 }));
  assert.deepEqual(await unpack(await pack(envelopes)), envelopes);
});

test("1.2 kB of text, its headers, signature and receipt take at most 1.4 bytes a byte", async () => {
  const vault = ids.next();
  const text = 1200;
  const around = JSON.stringify({ kind: "note", schema: 1, session: ids.next(), text: "" }).length;
  const envelopes = received(vault, chain(vault, PACK_LIMIT, { bytes: text + around }));
  const ratio = (await pack(envelopes)).length / (text * PACK_LIMIT);
  assert.ok(ratio < 1.4, `stored ${ratio.toFixed(3)} bytes for each byte of text`);
});

test("a pack that is cut short, or is something else, is refused", async () => {
  const vault = ids.next();
  const bytes = await pack(received(vault, chain(vault, 3)));
  await assert.rejects(unpack(bytes.subarray(0, bytes.length - 1)), Malformed);
  await assert.rejects(unpack(new Uint8Array(40)), Malformed);
});

test("envelopes have a fixed place: fifty to a pack", () => {
  assert.deepEqual([1, 50, 51, 100, 101].map(firstOfPack), [1, 1, 51, 51, 101]);
});
