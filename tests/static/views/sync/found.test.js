/** Whatever a phone can find has words in both languages, and the phone, the server and the protocol mean the same closed list. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import en from "../../../../static/locales/found.en.js";
import es from "../../../../static/locales/found.es.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8");
const table = read("webapp/sync/PROTOCOL.md").split("| kind | found |")[1]?.split("\n\n")[0] ?? "";
const KINDS = [...table.matchAll(/^\| `([\w-]+)` \|/gmu)].map(([, kind]) => String(kind));

test("each kind of the protocol has words in both languages", () => {
  assert.equal(KINDS.length, 8);
  for (const kind of KINDS) for (const words of [en, es]) assert.ok(words[/** @type {keyof typeof en} */ (`sync.found.${kind}`)], kind);
});

test("the phone, the server and the checker of evidence have the same list", () => {
  const quoted = (/** @type {string} */ text) => [...text.matchAll(/"([\w-]+)"/gu)].map(([, kind]) => String(kind)).sort();
  const here = read("static/store/findings.js").match(/@typedef \{(.*)\} FindingKind/u)?.[1] ?? "";
  const there = read("webapp/reports/schemas.py").match(/FindingKind = Literal\[([^\]]*)\]/u)?.[1] ?? "";
  const checked = read("webapp/sealed/evidence.py").match(/KINDS = \(([^)]*)\)/u)?.[1] ?? "";
  for (const list of [here, there, checked]) assert.deepEqual(quoted(list), [...KINDS].sort());
});
