/**
 * Evidence of what does not add up about the server, as a file (PROTOCOL §4): ids, numbers and both receipts. No names, and nothing that anybody wrote.
 */

/** @typedef {Pick<import("../store/findings.js").Finding, "kind"|"vault"|"number"|"held"|"found"|"restored"|"at">} Shown */

/** @param {{agency: string, at: string, findings: readonly Shown[]}} parts @returns {File} */
export function evidenceFile({ agency, at, findings }) {
  const rows = findings.map(({ kind, vault, number, held, found, restored, at: foundAt }) => ({ kind, vault, number, held, found, restored, at: foundAt }));
  const text = JSON.stringify({ format: "sotto-evidence", v: 1, agency, at, findings: rows });
  return new File([text], "sotto-evidence.json", { type: "application/json" });
}
