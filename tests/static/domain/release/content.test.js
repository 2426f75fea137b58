/** The content is read strictly: a text that is missing, a statement that is not made, a word that nobody knows is refused, and named. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readReleases, ReleasesRefused, templateFor } from "../../../../static/domain/release/index.js";
import { content, rawContent } from "./papers.js";

/** [what is broken, how, what the refusal names] */
const BROKEN = [
  ["another schema", (raw) => void (raw.schema = 2), /schema 1, got 2/],
  ["no version", (raw) => void delete raw.version, /no version/],
  ["a title without Spanish", (raw) => void delete raw.templates.legal.title.es, /"es".*legal/],
  ["a category without a name", (raw) => void delete raw.categories.goals, /category goals/],
  ["a purpose that says nothing", (raw) => void (raw.purposes.work.en = " "), /"en".*purpose work/],
  ["no blocks", (raw) => void (raw.blocks = []), /no blocks/],
  ["a block of an unknown kind", (raw) => void (raw.blocks[3].kind = "table"), /Block 3/],
  ["a block in one language", (raw) => void delete raw.blocks[0].text.es, /"es" for block 0/],
  ["a misspelt condition", (raw) => void (raw.blocks[0].when = { expire: "none" }), /not known: expire/],
  ["a condition that can never be", (raw) => void (raw.blocks[0].when = { type: ["general", "medical"] }), /not known: type/],
  ["a statement that nobody asks for", (raw) => void (raw.blocks[0].states = ["magic"]), /not known: magic/],
  ["a document silent on revoking", (raw) => void (raw.blocks = raw.blocks.filter(({ states = [] }) => !states.includes("revocation"))), /does not state revocation/],
  ["a statement made only sometimes", (raw) => void (raw.blocks.find(({ states = [] }) => states.includes("revocation")).when = { past: true }), /does not state revocation/],
  ["a legal document silent on refusing", (raw) => void (raw.blocks.find(({ states = [], when }) => states.includes("consequences") && Array.isArray(when.type)).when.type = ["counselling-notes"]), /legal does not state consequences/],
  ["care without its redisclosure", (raw) => void (raw.blocks = raw.blocks.filter(({ states = [] }) => !states.includes("care-redisclosure"))), /general does not state care-redisclosure/],
  ["a notice without its source", (raw) => void delete raw.notices.long.source, /long notice/],
  ["a notice without plain words", (raw) => void delete raw.notices.short.plain.es, /plain words of the short notice/],
  ["nothing on electronic records", (raw) => void (raw.electronic = []), /electronic/],
  ["no words of intent", (raw) => void delete raw.intent.revoke, /intent revoke/],
];

for (const [what, breakIt, named] of BROKEN) {
  test(`${what} is refused, and named`, () => {
    const raw = rawContent();
    breakIt(raw);
    assert.throws(() => readReleases(raw), (error) => error instanceof ReleasesRefused && named.test(error.message));
  });
}

test("the content of this build is read, and is not passed off as reviewed", () => {
  assert.equal(content.reviewed, null);
  assert.throws(() => readReleases(null), ReleasesRefused);
});

test("there is a document of each type in both languages, and no other", () => {
  for (const type of ["general", "counselling-notes", "legal"]) assert.equal(templateFor(content, { type, language: "es" }).id, `release-${type}`);
  for (const wish of [{ type: "medical", language: "en" }, { type: "general", language: "fr" }]) assert.throws(() => templateFor(content, wish), ReleasesRefused);
});

test("no text warns, threatens or labels", () => {
  assert.doesNotMatch(JSON.stringify(content.blocks), /addict|abuser|client|patient|must sign|have to sign to/i);
});
