/** What the gate is asked is what stands in the form. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide } from "../../../../static/domain/release/index.js";
import { askMissing, requestOf } from "../../../../static/views/share/ask.js";
import { toldMissing, toldOf } from "../../../../static/views/share/told.js";
import { release } from "./factories.js";

const EMPTY = { recipient: "", otherName: "", categories: /** @type {string[]} */ ([]), purpose: "", purposeWords: "", from: "", to: "" };
const same = (/** @type {string} */ key) => key;
const NOW = Date.parse("2026-11-25T12:00:00Z");

test("each answer that the gate needs is asked for", () => {
  assert.deepEqual(Object.keys(askMissing(EMPTY, same)), ["recipient", "categories", "purpose"]);
  assert.deepEqual(Object.keys(askMissing({ ...EMPTY, recipient: "other", otherName: " ", categories: ["needs"], purpose: "other", purposeWords: " ", from: "2026-11-02", to: "2026-11-01" }, same)), ["otherName", "purposeWords", "to"]);
});

test("a recipient who is picked is the one that the release names, also one who is called other", () => {
  const asked = { ...EMPTY, recipient: "to:Harbor Housing", categories: ["needs"], purpose: "housing" };
  assert.equal(decide([release()], requestOf(asked), NOW).verdict, "permit");
  assert.equal(requestOf({ ...asked, recipient: "to:other" }).recipient.name, "other");
  assert.equal(requestOf({ ...asked, recipient: "other", otherName: " The landlord " }).recipient.name, "The landlord");
});

test("whether the person was told is always answered, and anything but yes has its reason", () => {
  assert.deepEqual(Object.keys(toldMissing({ told: "", toldReason: "" }, same)), ["told"]);
  assert.deepEqual(Object.keys(toldMissing({ told: "no", toldReason: " " }, same)), ["toldReason"]);
  assert.deepEqual(toldMissing({ told: "yes", toldReason: "" }, same), {});
  assert.deepEqual(toldOf({ told: "yes", toldReason: "left from before" }), { told: "yes", toldReason: "" });
});
