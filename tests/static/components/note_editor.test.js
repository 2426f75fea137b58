/** Marks that were found a moment ago, laid over the text as it is now. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { fitSegments } from "../../../static/components/note_editor.js";

/** @type {import("../../../static/components/note_editor.js").Segment[]} */
const found = [{ text: "He wants to " }, { text: "die", mark: "urgent" }, { text: " and he " }, { text: "drank", mark: "attention" }, { text: "." }];

/** @param {{ text: string, mark?: string }[]} segments */
const marked = (segments) => segments.filter((segment) => segment.mark).map((segment) => segment.text);

describe("marks over a text that went on changing", () => {
  test("stay as they are when nothing changed", () => {
    assert.deepEqual(fitSegments(found, "He wants to die and he drank."), found);
  });
  test("stay before and after the place where one writes", () => {
    assert.deepEqual(marked(fitSegments(found, "He wants to die and then he drank.")), ["die", "drank"]);
  });
  test("go from a word that is no longer whole", () => {
    assert.deepEqual(marked(fitSegments(found, "He wants to d and he drank.")), ["drank"]);
  });
  test("never change a letter of what is written", () => {
    const segment = fc.record({ text: fc.string(), mark: fc.constantFrom(undefined, /** @type {"urgent"} */ ("urgent")) });
    fc.assert(fc.property(fc.array(segment), fc.string(), (segments, value) => {
      assert.equal(fitSegments(segments, value).map((each) => each.text).join(""), value);
    }));
  });
});
