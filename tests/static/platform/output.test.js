/** What leaves the phone as a file: whole, in its own letters, and with nothing in its name. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../../static/lib/errors.js";
import { createOutput } from "../../../static/platform/output.js";
import { createShare } from "../../../static/platform/share.js";

const PAPER = {
  title: "Información compartida", language: /** @type {const} */ ("es"),
  blocks: [
    { kind: /** @type {const} */ ("heading"), text: "Para quién" },
    { kind: /** @type {const} */ ("text"), text: "Señora Ibáñez, ¿Clínica Güemes? ¡Sí!" },
    { kind: /** @type {const} */ ("list"), items: ["asistencia", "metas"] },
    { kind: /** @type {const} */ ("fixed"), text: "42 CFR part 2 prohibits unauthorized use or disclosure of these records.", plain: "No lo pase a nadie." },
  ],
};

const output = (navigator = {}) => createOutput({
  share: createShare({ navigator, document: /** @type {any} */ ({}), urls: URL, later: () => undefined }), print: () => undefined,
  readPdf: () => import("../../../static/platform/pdf.js"), today: () => "2026-11-25",
});

/** What a reader of the file finds, as one text: the strings of its pages, in the letters of Windows-1252. @param {File} file */
async function textOf(file) {
  const bytes = new TextDecoder("windows-1252").decode(await file.arrayBuffer());
  return [...bytes.matchAll(/\(((?:\\.|[^()\\])*)\) Tj/g)].map(([, words = ""]) => words.replaceAll(/\\([()\\])/g, "$1")).join("\n");
}

test("a PDF holds every block, in Spanish letters, and says its language", async () => {
  const file = await output().pdfOf(PAPER);
  assert.equal(file.type, "application/pdf");
  const text = await textOf(file);
  for (const words of ["Información compartida", "Para quién", "Señora Ibáñez, ¿Clínica Güemes? ¡Sí!", "asistencia", "metas", "prohibits unauthorized", "No lo pase a nadie.", "1 / 1"]) assert.ok(text.includes(words), words);
  assert.match(new TextDecoder("latin1").decode(await file.arrayBuffer()), /\/Lang \(es\)/);
});

test("what does not fit on a page goes on to the next, and the pages are counted", async () => {
  const long = { ...PAPER, blocks: [{ kind: /** @type {const} */ ("list"), items: Array.from({ length: 120 }, (_, index) => `line ${index}.`) }] };
  const text = await textOf(await output().pdfOf(long));
  for (const words of ["line 0.", "line 119.", "1 / 4", "4 / 4"]) assert.ok(text.includes(words), words);
});

test("a letter that the file cannot hold is refused, never replaced", async () => {
  const named = { ...PAPER, blocks: [{ kind: /** @type {const} */ ("text"), text: "Łukasz" }] };
  await assert.rejects(output().pdfOf(named), (error) => error instanceof Refused && error.code === "pdf-letters");
});

test("a letter with its accent written apart is the same letter", async () => {
  const apart = { ...PAPER, blocks: [{ kind: /** @type {const} */ ("text"), text: "Ibáñez".normalize("NFD") }] };
  assert.ok((await textOf(await output().pdfOf(apart))).includes("Ibáñez"));
});

test("no file's name tells whom or what it is about", async () => {
  assert.equal((await output().pdfOf(PAPER)).name, "document-2026-11-25.pdf");
  assert.equal(output().csvOf("date,to\r\n2026-11-25,Clínica\r\n").name, "document-2026-11-25.csv");
});

test("the share sheet is offered only where it takes files", () => {
  assert.equal(output().canGive(), false);
  assert.equal(output({ share: async () => undefined, canShare: () => false }).canGive(), false);
  assert.equal(output({ share: async () => undefined, canShare: () => true }).canGive(), true);
});
