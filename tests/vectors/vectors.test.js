/** Every vector of both implementations, valid and failing, gives exactly what it says, here in JavaScript. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { FORMATS, read } from "./reading.js";

for (const maker of ["python", "javascript"]) {
  const folder = new URL(`./${maker}/`, import.meta.url);

  test(`${maker} made a file of vectors for each format`, () => {
    const made = readdirSync(folder).map((file) => file.replace(/\.json$/, ""));
    assert.deepEqual(made.sort(), [...FORMATS].sort());
  });

  for (const format of FORMATS) {
    test(`JavaScript reads every ${format} that ${maker} made, and refuses every broken one for its one reason`, async () => {
      const { cases } = JSON.parse(readFileSync(new URL(`${format}.json`, folder), "utf8"));
      assert.ok(cases.some((/** @type {any} */ each) => each.valid), "at least one valid case");
      for (const { name, input, keys, expect } of cases) {
        assert.deepEqual(await read(format, input, keys), expect, name);
      }
    });
  }
}
