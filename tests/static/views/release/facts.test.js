/** What is read before signing is what is stored: every chosen thing stands in the lines, in the reader's language. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { newDraft } from "../../../../static/domain/release/index.js";
import { createTranslator } from "../../../../static/lib/i18n.js";
import en from "../../../../static/locales/en.js";
import es from "../../../../static/locales/es.js";
import { signedWhen, spoken } from "../../../../static/views/release/document.js";
import { factsOf } from "../../../../static/views/release/facts.js";

const content = JSON.parse(readFileSync(new URL("../../../../webapp/content/data/releases.json", import.meta.url), "utf8"));
const contextIn = (/** @type {"en"|"es"} */ language) => /** @type {any} */ ({
  i18n: createTranslator({ catalogues: { en, es }, language, strict: true }), releases: { content: () => content },
});
const terms = () => ({
  ...newDraft({ participant: { name: "Ana", adult: true }, discloser: { name: "Lantern Street" }, language: "en", zone: "America/New_York" }),
  recipient: { kind: "person", name: "Dr. Marsh", address: "2 Hill Rd", contact: "555 0100" }, categories: ["attendance", "medication"], details: "Not the names.",
  from: "2026-10-01", to: "2026-10-31", past: true, purpose: { id: "other", words: "A letter for my landlord" }, expires: { kind: "date", date: "2027-05-25", event: "" },
});
/** The words of a template with all that is in it. @param {any} value @returns {string} */
const wordsIn = (value) => (Array.isArray(value) ? value.map(wordsIn).join("") : value?.strings ? value.strings.map((/** @type {string} */ part, /** @type {number} */ index) => part + wordsIn(value.values[index] ?? "")).join("") : String(value));
const said = (/** @type {any} */ draft, /** @type {"en"|"es"} */ language = "en") => factsOf(draft, contextIn(language)).map(({ id, detail }) => ({ id, words: wordsIn(detail) }));

describe("the lines of a release", () => {
  test("say who, with whom, what, from when, why, until when and who signs", () => {
    const lines = said(terms());
    const all = lines.map(({ words }) => words).join("\n");
    for (const part of ["Lantern Street", "Dr. Marsh", "2 Hill Rd", "555 0100", "When I came", "My medicine", "Not the names.", "1 Oct", "31 Oct", "A letter for my landlord", "25 May", "Ana"]) assert.ok(all.includes(part), part);
    assert.deepEqual([...new Set(lines.map(({ id }) => id))], ["kind", "who", "what", "when", "why", "until", "signer"]);
  });

  test("are in the language of the reader", () => {
    assert.ok(said(terms(), "es").some(({ words }) => words.includes("Cuándo vine")));
  });

  test("name an event, an open end, and who signs for somebody", () => {
    const untilWords = (/** @type {any} */ expires) => said({ ...terms(), expires }).find(({ id }) => id === "until")?.words ?? "";
    assert.match(untilWords({ kind: "event", date: null, event: "When I have my own home" }), /own home/);
    assert.equal(untilWords({ kind: "none", date: null, event: "" }), en["release.until.none"]);
    assert.match(said({ ...terms(), representative: { name: "Mo", authority: "guardian" } }).at(-1)?.words ?? "", /Mo, for Ana/);
  });

  test("stand empty, and break nothing, before anything was chosen", () => {
    const empty = newDraft({ participant: { name: "Ana", adult: true }, discloser: { name: "" }, language: "en", zone: "America/New_York" });
    assert.equal(said(empty).length, 8);
  });
});

test("who listens hears what the wording of the law means, not the wording", () => {
  const heard = spoken({ title: "My yes", blocks: [{ kind: "list", items: ["When I came"] }, { kind: "fixed", text: "42 CFR part 2 prohibits", plain: "Do not share this." }] });
  assert.match(heard, /When I came/);
  assert.match(heard, /Do not share this\./);
  assert.doesNotMatch(heard, /42 CFR/);
});

test("a copy says the whole date of signing where it was signed, whatever day and zone it is read in", () => {
  const signed = { signedAt: "2026-11-25T23:30:00.000-05:00", zone: "America/New_York" };
  assert.match(signedWhen(signed, "en"), /November 25, 2026.*11:30.*\(America\/New_York\)/);
  assert.match(signedWhen(signed, "es"), /25 de noviembre de 2026/);
});
