/** An answer that cannot be sent says which field wants what, in the order of the screen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { missingInAnswer } from "../../../../static/domain/consult/index.js";
import { missingTexts, startedSteps, stepFieldId } from "../../../../static/views/answer/missing.js";

const t = (/** @type {string} */ key, /** @type {Record<string, number>} */ params = {}) => [key, ...Object.values(params)].join(" ");
const whole = { who: "Ana", what: "Calls him", by: "17:00" };
const answer = { decision: "go-on", reasons: "No plan", setAside: "911: with family", steps: [whole], debrief: "offered" };

test("an empty answer lists every field, top to bottom", () => {
  const empty = { decision: "", reasons: " ", setAside: "", steps: [{ who: "", what: "", by: "" }], debrief: "" };
  assert.deepEqual(Object.keys(missingTexts(missingInAnswer(empty), empty.steps, t)),
    ["decision-first", "reasons", "set-aside", "step-1-who", "step-1-what", "step-1-by", "debrief-first"]);
});

test("a whole answer misses nothing", () => assert.deepEqual(missingTexts(missingInAnswer(answer), answer.steps, t), {}));

for (const name of /** @type {const} */ (["decision", "reasons", "setAside", "debrief"])) {
  test(`"${name}" alone is named when it alone is empty`, () => {
    assert.deepEqual(Object.values(missingTexts(missingInAnswer({ ...answer, [name]: "" }), answer.steps, t)), [`consult.missing.${name}`]);
  });
}

test("the empty part of the step is named, with the number of the step", () => {
  const steps = [whole, { ...whole, by: "" }];
  assert.deepEqual(missingTexts(missingInAnswer({ ...answer, steps }), steps, t), { [stepFieldId(1, "by")]: "consult.missing.by 2" });
});

test("no step at all leads to where one is added", () => {
  assert.deepEqual(missingTexts(missingInAnswer({ ...answer, steps: [] }), [], t), { "add-step": "consult.missing.steps" });
});

test("rows that nobody touched are no steps, but one row is always there to fill in", () => {
  const untouched = { who: "", what: " ", by: "" };
  assert.deepEqual(startedSteps([untouched, { ...whole, who: " Ana " }, untouched]), [whole]);
  assert.deepEqual(startedSteps([untouched, untouched]), [{ who: "", what: "", by: "" }]);
});
