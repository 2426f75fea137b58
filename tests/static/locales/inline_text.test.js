/** Every word a person reads comes from a catalogue: none stands in a template. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { inlineText } from "../support/inline_text.js";

const STATIC = new URL("../../../static/", import.meta.url);

describe("the search for inline words", () => {
  const words = (/** @type {string} */ source) => inlineText(source).map((each) => each.words);
  test("finds text between tags, and its line", () => {
    assert.deepEqual(inlineText("const a = 1;\nhtml`<p>\n  Save now</p>`"), [{ line: 3, words: "Save now" }]);
  });
  test("finds spoken attributes", () => {
    assert.deepEqual(words('html`<button aria-label="Close it" title="Hm"></button>`'), ["Close it", "Hm"]);
  });
  test("finds text in templates inside values", () => {
    assert.deepEqual(words('html`<p>${open ? html`<b>Open</b>` : nothing}</p>`'), ["Open"]);
  });
  test("finds text beside values", () => {
    assert.deepEqual(words("html`<p>Saved ${time}</p>`"), ["Saved"]);
  });
  test("leaves values, attributes that nobody reads, signs and comments alone", () => {
    const source = 'html`<p class="big one" aria-label=${t("a")} @click=${() => go(`to/${"x"}`)}>${t("key")} · ${a > 1 ? "yes" : {}}<!-- note --></p>` // html`<p>Word</p>`';
    assert.deepEqual(words(source), []);
  });
});

for (const folder of ["views", "components", "app"]) {
  test(`no words stand inline in static/${folder}`, () => {
    const root = new URL(`${folder}/`, STATIC);
    const files = existsSync(root) ? readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith(".js")) : [];
    const found = files.flatMap((name) =>
      inlineText(readFileSync(new URL(name, root), "utf8")).map(({ line, words }) => `static/${folder}/${name}:${line}: "${words}"`),
    );
    assert.deepEqual(found, []);
  });
}
