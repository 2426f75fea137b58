/** The log as lists: every entry with all its facts, in words and in rows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "../../../../static/domain/disclosure/index.js";
import { namesOf } from "../../../../static/views/share/facts.js";
import { accountingPaper, columnsOf } from "../../../../static/views/shared/accounting.js";
import { content, words } from "../share/factories.js";

const ENTRY = {
  sharedAt: "2026-11-25T07:00:00.000-05:00", zone: "America/New_York", recipient: { name: "Harbor Housing", address: "12 Elm Street", kind: "organisation" }, categories: ["needs"], from: "2026-11-01", to: null,
  purpose: { id: "housing", words: "" }, basis: "consent", channel: "pdf", offline: true, told: "no", toldReason: "Asleep.", incident: "after-revocation",
  corrections: [{ id: "c1", at: "2026-11-25T08:00:00.000-05:00", words: "It was the other office." }],
};

test("each entry says when, to whom, what, why, on what basis, how, whether they were told, and what was corrected", () => {
  const i18n = words();
  const columns = columnsOf(i18n, namesOf(/** @type {any} */ ({ i18n, releases: { content: () => content } })));
  const csv = csvOf([ENTRY], columns);
  for (const said of ["November 25, 2026, 07:00 UTC-05:00 (America/New_York)", "Harbor Housing, 12 Elm Street", "from November 1, 2026", "With a release (42 CFR 2.31)", "without signal", "No, Asleep.", "Shared after it was taken back", "It was the other office."]) {
    assert.ok(csv.includes(said), said);
  }
  const paper = JSON.stringify(accountingPaper(i18n, { name: "Iris", view: "part2", at: ENTRY.sharedAt, entries: [ENTRY], columns }));
  for (const said of ["What was shared about Iris", "42 CFR 2.25", "1 entry", "Harbor Housing, 12 Elm Street", "It was the other office."]) assert.ok(paper.includes(said), said);
});
