/**
 * Reads sets of entries from standard input and writes what the app on the phone derives from them, so that the export's derivation is held against it
 * (`test_derived_records.py`). Payloads are judged by the app's own table.
 */
import { readFileSync } from "node:fs";
import { deriveConsult } from "../../../static/domain/consult/index.js";
import { checkPayload } from "../../../static/domain/kinds.js";
import { deriveCase } from "../../../static/domain/record/index.js";

const { cases, consults, people, payloads } = JSON.parse(readFileSync(0, "utf8"));
const members = new Map(Object.entries(people));
const derived = {
  cases: cases.map(deriveCase),
  consults: consults.map((/** @type {import("../../../static/domain/record/index.js").Entry[]} */ entries) => deriveConsult(entries, /** @type {any} */ (members), "")),
  payloads: payloads.map((/** @type {unknown} */ payload) => checkPayload(payload).status),
};
process.stdout.write(JSON.stringify(derived));
