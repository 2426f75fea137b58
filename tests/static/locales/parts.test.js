/** Each part of the app brings the words that its code speaks, and none that only another part says. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { readCatalogue } from "../../../static/app/languages.js";
import common from "../../../static/locales/common.en.js";
import en from "../../../static/locales/en.js";
import push from "../../../static/locales/push.en.js";
import start from "../../../static/locales/start.en.js";
import { asked } from "../support/asked_words.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const ENTRIES = { first: "static/app/main.js", anyone: "static/app/screens/anyone.js", member: "static/app/screens/member.js", officer: "static/app/screens/officer.js" };
const PARTS = /** @type {const} */ (["first", "anyone", "member", "officer"]);

/** What the bundler finds in each file. @type {Record<string, Array<{path: string, kind: string}>>} */
const imports = Object.fromEntries(Object.entries((await build({
  absWorkingDir: ROOT, entryPoints: Object.values(ENTRIES), bundle: true, format: "esm", splitting: true, write: false, metafile: true, outdir: "unused",
})).metafile.inputs).map(([file, input]) => [file, input.imports]));

/** With what a part reads later for itself, but not the other parts. @param {string} entry */
function filesOf(entry) {
  const files = new Set([entry]);
  const isOfAnother = (/** @type {string} */ path) => Object.values(ENTRIES).includes(path) || path.startsWith("static/locales/");
  for (const file of files) for (const { path, kind } of imports[file] ?? []) if (kind === "import-statement" || !isOfAnother(path)) files.add(path);
  return files;
}

const first = filesOf(ENTRIES.first);
const isAskedIn = Object.fromEntries(PARTS.map((part) => {
  const files = [...filesOf(ENTRIES[part])].filter((file) => /^static\/(?!locales)/.test(file) && (part === "first" || !first.has(file)));
  return [part, asked(files.map((file) => readFileSync(ROOT + file, "utf8")).join("\n"))];
}));
const words = Object.fromEntries(await Promise.all(PARTS.map(async (part) => [part, await readCatalogue("en", part)])));

for (const part of PARTS) {
  test(`${part}: every text that its code can ask for is there when it is read`, () => {
    const here = { ...start, ...words.first, ...words[part] };
    assert.deepEqual(Object.keys(en).filter((key) => isAskedIn[part]?.(key) && !(key in here)), []);
  });
}

for (const part of PARTS.slice(1)) {
  test(`${part}: brings nothing that only another part says`, () => {
    assert.deepEqual(Object.keys(words[part]).filter((key) => !isAskedIn[part]?.(key)), []);
  });
}

test("first: brings what is said until Today, and besides it the common words alone", () => {
  assert.deepEqual(Object.keys(words.first).filter((key) => !isAskedIn.first?.(key) && !(key in common)), []);
});

test("the same parts are there in both languages, and together they are everything", async () => {
  for (const part of PARTS) assert.deepEqual(Object.keys(await readCatalogue("es", part)), Object.keys(words[part]), part);
  const all = Object.assign({}, push, start, ...Object.values(words));
  assert.deepEqual(Object.keys(all).sort(), Object.keys(en).sort());
});
