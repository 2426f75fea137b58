/**
 * Reads labelled notes, one JSON object a line, from standard input, and writes what the app's own matcher says of each, one a line.
 * `node tests/risk/read_notes.js rules|reader|both`: what the rules find, what the second reader would find without them, or both, as in the app.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRiskMatcher } from "../../static/domain/risk/index.js";
import { createSecondReader } from "../../static/domain/risk/reader/index.js";

const data = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../webapp/content/data/${name}.json`, import.meta.url), "utf8"));
const [, , by = "both"] = process.argv;
const lexicon = data("lexicon");
const second = by === "rules" ? null : createSecondReader(data("risk-reader"));
const alone = second && { version: second.version, notice: (/** @type {import("../../static/domain/risk/judge.js").Scene} */ scene) => second.notice(scene, []) };
const matcher = createRiskMatcher(lexicon, by === "reader" ? alone : second);

/** @param {import("../../static/domain/risk/types.js").RiskReading} reading */
function withoutRules({ hits }) {
  const own = hits.filter(({ term }) => term.startsWith("reader."));
  const isImminent = own.some(({ level }) => level === "imminent");
  const level = isImminent ? "imminent" : own.length > 0 ? "concern" : "none";
  return { level, categories: [...new Set(own.map(({ category }) => category))], hits: own };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text, date } = JSON.parse(line);
  const reading = matcher.match(text, date ? { date } : {});
  const { level, categories, hits } = by === "reader" ? withoutRules(reading) : reading;
  const terms = hits.map((hit) => (hit.dropped === null ? hit.term : `${hit.term} (${hit.dropped})`));
  process.stdout.write(`${JSON.stringify({ id, level, categories, terms })}\n`);
}
