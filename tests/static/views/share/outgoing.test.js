/** Whatever leaves begins with the notice and says what allowed it; and it holds what was ticked, and nothing besides. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { namesOf, noticeFor } from "../../../../static/views/share/facts.js";
import { itemsOf, piecesOf } from "../../../../static/views/share/fill.js";
import { exceptionPaper, paperOf, rowsOf, scopeOf } from "../../../../static/views/share/outgoing.js";
import { content, release, words } from "./factories.js";

const contextIn = (/** @type {"en"|"es"} */ language) => /** @type {any} */ ({ i18n: words(language), releases: { content: () => content } });
const SESSIONS = [
  { session: "s3", how: "phone", startedAt: "2026-11-24T09:00:00.000-05:00", outcome: "understood", note: { id: "n3", text: "Called the office." } },
  { session: "s2", how: "in-person", startedAt: "2026-11-10T09:00:00.000-05:00", outcome: "understood", note: { id: "n2", text: "Saw two flats." } },
  { session: "s1", how: "in-person", startedAt: "2026-10-01T09:00:00.000-05:00", outcome: "declined", note: null },
];
const asked = (/** @type {object} */ change = {}) => ({ recipient: { name: "Harbor Housing" }, categories: ["attendance", "needs"], from: "2026-11-01", to: null, purpose: { id: "housing", words: "" }, ...change });

/** @param {"en"|"es"} language @param {import("../../../../static/views/share/ways.js").Way} way */
function leaving(language, way, items = [{ what: /** @type {const} */ ("words"), label: "Needs", text: "Two rooms." }]) {
  const context = contextIn(language);
  return paperOf(context.i18n, { notice: noticeFor(context, way), names: namesOf(context), release: release(), at: "2026-11-25T07:00:00.000-05:00", items });
}
const textOf = (/** @type {any} */ document) => rowsOf(document).map(({ text }) => text).join("\n");

for (const language of /** @type {const} */ (["en", "es"])) {
  for (const way of /** @type {const} */ (["spoken", "print", "pdf", "share", "csv"])) {
    test(`42 CFR 2.32(a), (b): notice and scope of consent go with what is shared: ${way}, ${language}`, () => {
      const document = leaving(language, way);
      const { long, short } = content.notices;
      assert.equal(document.blocks[1]?.text, way === "spoken" ? short.text : long.text);
      const text = textOf(document);
      for (const scope of ["Iris", "Harbor Housing", "Lantern Street", content.purposes.housing[language], content.categories.needs[language], "H".repeat(43)]) assert.ok(text.includes(scope), scope);
      assert.ok(text.endsWith("Two rooms."));
    });
  }
}

test("spoken words lead over to the consent as the content has it", () => {
  assert.ok(textOf(leaving("en", "spoken")).includes(content.spoken.scope.en));
});

test("no day on paper is a day that moves, such as today", () => {
  assert.match(textOf(leaving("en", "pdf")), /Signed: November 20, 2026/);
  assert.equal(leaving("en", "pdf").blocks.find(({ text }) => text?.startsWith("What is shared"))?.text, "What is shared, November 25, 2026");
  assert.doesNotMatch(JSON.stringify(leaving("en", "pdf").blocks.slice(2)), /today|yesterday/);
});

test("a release until an event says which", () => {
  const context = contextIn("en");
  const scope = scopeOf(context.i18n, release({ expires: { kind: "event", date: null, event: "Iris has moved in" } }), namesOf(context));
  assert.ok(scope.includes("It ends: Iris has moved in"));
});

test("only what is ticked or written goes", () => {
  const context = contextIn("en");
  const pieces = piecesOf(context, { sessions: SESSIONS, request: asked(), names: namesOf(context) });
  const { t } = context.i18n;
  assert.deepEqual(itemsOf(pieces, { words: {}, ticked: [] }, t), []);
  const items = itemsOf(pieces, { words: { needs: " Two rooms. ", medication: "never asked for" }, ticked: ["n2"] }, t);
  assert.deepEqual(items.map(({ what, text }) => [what, text]), [["words", "Two rooms."], ["note", "Saw two flats."]]);
});

test("notes and sessions of other days, and of other kinds, cannot be ticked", () => {
  const context = contextIn("en");
  const pieces = (/** @type {object} */ change) => piecesOf(context, { sessions: SESSIONS, request: asked(change), names: namesOf(context) });
  assert.deepEqual(pieces({ from: "2026-11-20" }).notes.map(({ id }) => id), ["n3"]);
  assert.deepEqual(pieces({ to: "2026-11-10" }).notes.map(({ id }) => id), ["n2"]);
  assert.deepEqual(pieces({ categories: ["attendance"] }).notes, []);
  assert.deepEqual(pieces({ categories: ["needs"] }).sessions, []);
  assert.equal(pieces({ from: null }).sessions.length, 2, "a session that was declined is none");
});

test("a tick whose piece is no longer covered takes nothing along", () => {
  const context = contextIn("en");
  const pieces = piecesOf(context, { sessions: SESSIONS, request: asked({ categories: ["contact"] }), names: namesOf(context) });
  assert.deepEqual(itemsOf(pieces, { words: {}, ticked: ["n2", "sessions"] }, context.i18n.t), []);
});

test("42 CFR 2.12(c)(5), (c)(6): a report that takes no record along says nothing of part 2", () => {
  const { i18n } = contextIn("en");
  for (const basis of ["child-abuse", "premises-crime"]) {
    const text = textOf(exceptionPaper(i18n, { notice: null, basis, facts: [{ label: "What happened", text: "A window was broken." }] }));
    assert.equal(text, "What happened: A window was broken.");
  }
});
