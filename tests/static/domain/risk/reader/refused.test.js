/** Broken data of the second reader are refused with the place named: half a reader is none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ReaderRefused, createSecondReader } from "../../../../../static/domain/risk/reader/index.js";
import { dataWith } from "./support.js";

const good = dataWith({ lanterns: [9, 0, 9, 0] });

/** @type {[string, unknown, RegExp][]} */
const BROKEN = [
  ["nothing", null, /^reader: /],
  ["a list", [], /^reader: /],
  ["another schema", { ...good, schema: "other/9" }, /^schema: /],
  ["no version", { ...good, version: " " }, /^version: /],
  ["buckets that are no power of two", { ...good, buckets: 4095 }, /^buckets: /],
  ["too many buckets", { ...good, buckets: 2 ** 24 }, /^buckets: /],
  ["no categories", { ...good, categories: [] }, /^categories: /],
  ["a reason in one language only", { ...good, why: { en: "See {words}." } }, /^why: /],
  ["a reason without the words", { ...good, why: { en: "Noticed.", es: "Visto." } }, /^why: /],
  ["a scale too few", { ...good, scales: [1, 1, 1] }, /^scales: expected 4 numbers/],
  ["a bias that is no number", { ...good, biases: [0, 0, null, 0] }, /^biases: /],
  ["a threshold that is text", { ...good, thresholds: [1, 1, 1, "1"] }, /^thresholds: /],
  ["kept buckets cut short", { ...good, kept: good.kept.slice(4) }, /^kept: /],
  ["kept buckets that are no base64url", { ...good, kept: "*" }, /^kept: /],
  ["weights cut short", { ...good, weights: "" }, /^weights: expected 4 of them, got 0/],
  ["weights that are no base64url", { ...good, weights: 7 }, /^weights: /],
];

for (const [what, data, message] of BROKEN) {
  test(`refused: ${what}`, () => {
    assert.throws(() => createSecondReader(data), (error) => error instanceof ReaderRefused && error.name === "ReaderRefused" && message.test(error.message));
  });
}

test("what is whole is taken", () => {
  assert.equal(createSecondReader(good).version, "7");
});
