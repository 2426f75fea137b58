/**
 * A table as CSV (RFC 4180), safe to open in a spreadsheet: what a cell says is never run as a formula.
 *
 * The byte order mark makes spreadsheets read the accents of names as they are.
 */

const BYTE_ORDER_MARK = "\uFEFF";
/** What spreadsheets take for the start of a formula, also behind white space and in its wide forms. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]|^[\t\r\n]/u;

/**
 * @template Row
 * @param {readonly Row[]} rows
 * @param {ReadonlyArray<{heading: string, of: (row: Row) => string}>} columns
 * @returns {string}
 */
export function csvOf(rows, columns) {
  const lines = [columns.map(({ heading }) => heading), ...rows.map((row) => columns.map(({ of }) => of(row)))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** @param {string} text */
function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
