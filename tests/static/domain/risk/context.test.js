/** What stands around a word: denied, long ago, a training, someone else's past, a song, a figure of speech; and what makes it urgent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./support.js";

/** @param {string} text */
const reasons = (text) => [...new Set(read(text).hits.map((hit) => hit.dropped))];

/** @type {[string, string][]} */
const SET_ASIDE = [
  ["negated", "Denies SI/HI."],
  ["negated", "SI: denied"],
  ["negated", "No plan to kill himself."],
  ["negated", "Niega ideas suicidas."],
  ["negated", "He doesn’t think about suicide."],
  ["history", "Attempted suicide in 2009."],
  ["history", "Intentó suicidarse hace veinte años."],
  ["history", "Overdosed twice in the late nineties, proud of his recovery."],
  ["history", "Tried to hang himself in '98."],
  ["history", "Intentó matarse a los diecisiete."],
  ["hypothetical", "Asked what would happen if he told me he was suicidal."],
  ["hypothetical", "Le expliqué que si dice que va a matar a alguien tengo que avisar."],
  ["someone_else", "Her neighbor's son overdosed last year."],
  ["idiom", "Esta tarea me va a matar."],
  ["hypothetical", "The webinar on suicide was long."],
  ["someone_else", "His uncle took his own life."],
  ["quotation", "The song about suicide made her cry."],
  ["idiom", "Shot him a text."],
];

for (const [reason, text] of SET_ASIDE) {
  test(`"${text}" is seen and set aside as ${reason}`, () => {
    assert.equal(read(text).level, "none");
    assert.ok(reasons(text).includes(/** @type {any} */ (reason)), String(reasons(text)));
  });
}

test("a denial covers its list, and ends at but", () => {
  assert.equal(read("Denies SI, HI, self-harm, relapse.").level, "none");
  assert.equal(read("Denies SI, but wants to die.").level, "concern");
  assert.equal(read("Niega un plan, pero quiere morirse.").level, "concern");
});

test("a denial on one line says nothing about the next line", () => {
  assert.equal(read("No SI\nShe is going to kill herself").level, "imminent");
});

test("words that hold their own no are not denials", () => {
  for (const text of ["No reason to live.", "She can't stop cutting herself.", "Ya no quiere vivir.", "No deja de pensar en matarse.", "Not only suicidal."]) {
    assert.notEqual(read(text).level, "none", text);
  }
});

test("a means, a time or a plan near by makes a thought of suicide urgent, and is named", () => {
  const reading = read("Suicidal, has a gun in the closet.");
  assert.equal(reading.level, "imminent");
  const raised = reading.hits.find((hit) => hit.raised)?.raised;
  assert.equal(raised?.cue, "MEANS_NEAR");
  assert.equal("Suicidal, has a gun in the closet.".slice(raised?.start, raised?.end), raised?.words);
});

test("a plan that is denied makes nothing urgent", () => {
  assert.equal(read("Suicidal thoughts, no plan.").level, "concern");
  assert.equal(read("Ideas suicidas, sin plan.").level, "concern");
});

test("what happened weeks ago is a concern, no longer urgent, and says so", () => {
  const reading = read("He overdosed three weeks ago.");
  assert.equal(reading.level, "concern");
  assert.equal(reading.hits[0]?.lowered, "earlier");
});

test("what was long ago and is back is a concern", () => {
  assert.equal(read("Cut herself as a teen and has started again this week.").level, "concern");
});

test("years are read against the day of the note, never the clock", () => {
  assert.equal(read("Overdosed in 2024.", "2026-11-22").level, "none");
  assert.equal(read("Overdosed in 2024.", "2024-11-22").level, "imminent");
  assert.equal(read("Overdosed in 2025.", "2026-01-10").level, "imminent");
});

test("a threat with a condition is a concern, until a weapon or a time is named", () => {
  assert.equal(read("If he comes back I will kill him, she said.").level, "concern");
  assert.equal(read("If he comes back tonight I will kill him, she said.").level, "imminent");
});

test("SI in capitals is suicidal ideation, si in Spanish is if", () => {
  assert.equal(read("Reports SI since Monday.").level, "concern");
  assert.equal(read("Si llueve, no salimos.").level, "none");
});

test("each hit says in both languages why, and where, in the words as written", () => {
  const text = "Dice: «ya no quiere vivir» 😔 and he’s going to hang himself";
  for (const hit of read(text).hits) {
    assert.equal(text.slice(hit.start, hit.end), hit.words);
    assert.ok(hit.why.en && hit.why.es);
  }
  assert.ok(read(text).hits.some((hit) => hit.words === "going to hang himself"));
});

test("who means to hurt themselves threatens no one else by the same words", () => {
  const { categories } = read("She intends to hang herself when her roommate leaves.");
  assert.deepEqual(categories, ["self_harm"]);
  assert.deepEqual(read("He intends to stab his roommate.").categories, ["harm_others"]);
});

test("what sets aside must stand on one line itself", () => {
  assert.equal(read("Le disparó a su hermano\nHer aunt died in 1990.").level, "imminent");
});
