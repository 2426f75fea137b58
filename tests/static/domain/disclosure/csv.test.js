/** A table that a spreadsheet opens: every value is there, and none of them is run. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvOf } from "../../../../static/domain/disclosure/index.js";

const cells = (text) => {
  const found = [];
  for (const [, cell, end] of text.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) found.push([cell.replaceAll('""', '"'), end]);
  return found;
};
const one = (value) => csvOf([value], [{ heading: "H", of: (row) => row }]);
const shown = (value) => cells(one(value)).at(-1)?.[0];

test("headings, then rows; quotes, commas and line breaks stay inside their cell", () => {
  const columns = [{ heading: "To", of: ({ to }) => to }, { heading: "Why", of: ({ why }) => why }];
  assert.equal(csvOf([{ to: 'The "Door", Inc.', why: "a\nb" }], columns), '\uFEFF"To","Why"\r\n"The ""Door"", Inc.","a\nb"\r\n');
});

for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x", "\tx", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"]) {
  test(`is not run: ${JSON.stringify(formula)}`, () => assert.equal(shown(formula), `'${formula}`));
}

test("what is no formula stays as it is", () => {
  for (const plain of ["Open Door Housing", "Łucja", "12 Elm St", "a=b", "x@y.org", "2026-11-25", "", "'", "Dr. Wu - County"]) assert.equal(shown(plain), plain);
});

test("whatever is typed: it comes back whole, in as many cells, and never begins like a formula", () => {
  const anyText = fc.oneof(fc.string({ unit: "grapheme" }), fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", " "), fc.string()).map((parts) => parts.join("")));
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 5 }), (rows) => {
      const found = cells(csvOf(rows, [{ heading: "A", of: ([a]) => a }, { heading: "B", of: ([, b]) => b }]));
      assert.equal(found.length, 2 * (rows.length + 1));
      rows.flat().forEach((text, place) => {
        const [cell] = found[place + 2];
        assert.ok(cell === text || cell === `'${text}`);
        assert.doesNotMatch(cell, /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u);
      });
    }),
  );
});
