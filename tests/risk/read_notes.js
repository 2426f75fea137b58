/** Reads labelled notes, one JSON object a line, from standard input, and writes what the app's own matcher says of each, one a line. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRiskMatcher } from "../../static/domain/risk/index.js";

const lexicon = JSON.parse(readFileSync(new URL("../../webapp/content/data/lexicon.json", import.meta.url), "utf8"));
const matcher = createRiskMatcher(lexicon);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text, date } = JSON.parse(line);
  const { level, categories, hits } = matcher.match(text, date ? { date } : {});
  const terms = hits.map((hit) => (hit.dropped === null ? hit.term : `${hit.term} (${hit.dropped})`));
  process.stdout.write(`${JSON.stringify({ id, level, categories, terms })}\n`);
}
