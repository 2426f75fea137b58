/** What to do: in the right order, in plain words, in two languages, and never telling a peer specialist to report a crime. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsFor } from "../../../../static/domain/risk/guidance.js";
import { guidance, lexicon, resources } from "./support.js";

const ids = (/** @type {any} */ reading) => stepsFor(guidance, reading).map((step) => step.id);

test("when it is imminent, calling for help stands first and the supervisor is there too", () => {
  assert.equal(ids({ level: "imminent", categories: ["self_harm"] })[0], "emergency");
  assert.ok(ids({ level: "imminent", categories: [] }).includes("supervisor-first"));
});

test("for a concern one listens first, and no emergency call is pressed on anyone", () => {
  const steps = ids({ level: "concern", categories: ["abuse"] });
  assert.equal(steps[0], "stay-calm");
  assert.ok(!steps.includes("emergency"));
  assert.ok(steps.indexOf("ask-openly") < steps.indexOf("supervisor-first"));
  assert.ok(steps.indexOf("supervisor-first") < steps.indexOf("be-honest"));
});

test("a worry without any word noticed has steps of its own", () => {
  assert.deepEqual(ids({ level: "none", categories: [] }), ["stay-calm", "ask-openly", "supervisor-first", "note-it", "debrief"]);
});

test("notes come for the kinds that were noticed and for no others", () => {
  const step = stepsFor(guidance, { level: "concern", categories: ["crime"] }).find(({ id }) => id === "supervisor-first");
  assert.equal(step?.notes.length, 1);
  assert.match(step?.notes[0]?.en ?? "", /ask your supervisor/);
  assert.ok(stepsFor(guidance, { level: "concern", categories: [] }).every(({ notes }) => notes.length === 0));
});

test("a breach of law says: ask your supervisor, and never: report", () => {
  for (const step of guidance.steps) {
    const note = step.notes?.crime;
    if (!note) continue;
    assert.match(note.en, /supervisor/);
    assert.match(note.es, /supervisor/);
    assert.doesNotMatch(`${note.en} ${note.es}`, /\breport|denunci|police|policía/i);
  }
});

test("every word stands in both languages, and every note is for a kind that exists", () => {
  for (const step of guidance.steps) {
    for (const text of [step.title, step.body, ...(step.examples ?? []), ...Object.values(step.notes ?? {})]) assert.ok(text.en && text.es, step.id);
    for (const category of Object.keys(step.notes ?? {})) assert.ok(lexicon.categories.includes(category), step.id);
  }
  assert.equal(guidance.reviewed, null);
});

test("example questions are open: none can be answered by yes or no alone, none names what happened", () => {
  const asked = guidance.steps.find(({ id }) => id === "ask-openly").examples.map(({ en }) => en);
  for (const question of asked) assert.match(question, /^(What|How|Can you tell me|When)/);
});

test("choosing the steps leaves the content as it was", () => {
  const before = JSON.stringify(guidance);
  stepsFor(guidance, { level: "imminent", categories: lexicon.categories });
  assert.equal(JSON.stringify(guidance), before);
});

test("every number can be dialled or texted, is dated, and says where it was read", () => {
  for (const resource of resources.resources) {
    assert.ok(resource.calls.length + resource.texts.length > 0, resource.id);
    for (const { href } of resource.calls) assert.match(href, /^tel:\+?[\d,]+$/, resource.id);
    for (const { href } of resource.texts) assert.match(href, /^sms:\d+(\?&body=[A-Z]+)?$/, resource.id);
    assert.match(resource.checked_on, /^\d{4}-\d\d-\d\d$/);
    assert.ok(resource.source && resource.verified && resource.name.es && resource.what.es, resource.id);
  }
});

test("911 and 988, by voice and by text, are there; the option that ended in 2025 is not", () => {
  const links = resources.resources.flatMap(({ calls, texts }) => [...calls, ...texts].map(({ href }) => href));
  for (const link of ["tel:911", "tel:988", "sms:988"]) assert.ok(links.includes(link), link);
  assert.doesNotMatch(JSON.stringify(resources), /press 3|oprima 3|988,3/i);
});
