/**
 * The features of notes, for the training of the second reader (train_reader.py): notes come in, one JSON object a line, and what the
 * rules say of each goes out with the features of every window that the app would read. `node scripts/reader_features.js BUCKETS`
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRiskMatcher } from "../static/domain/risk/index.js";
import { contextAt, partsOf, takePieces, takeWords, windowsOf } from "../static/domain/risk/reader/features.js";

const BUCKETS = Number(process.argv[2]);
const lexicon = JSON.parse(readFileSync(new URL("../webapp/content/data/lexicon.json", import.meta.url), "utf8"));

/** @type {{words: number[], pieces: number[]}[]} */
let windows = [];

/** Takes the second reader's place: sees what it would see, and adds nothing. */
const watching = {
  version: "training",
  notice(/** @type {import("../static/domain/risk/judge.js").Scene} */ scene) {
    const parts = partsOf(scene.tokens).map((part) => featuresOf(scene, part));
    windows = windowsOf(parts.length).map(({ from, to }) => {
      const read = parts.slice(from, to);
      return { words: read.flatMap(({ words }) => words), pieces: read.flatMap(({ pieces }) => pieces) };
    });
    return [];
  },
};

/** @param {import("../static/domain/risk/judge.js").Scene} scene @param {import("../static/domain/risk/reader/features.js").Part} part */
function featuresOf(scene, part) {
  /** @type {number[]} */
  const words = [];
  /** @type {number[]} */
  const pieces = [];
  takeWords(scene, part, BUCKETS, (feature) => words.push(feature));
  for (let at = part.from; at < part.to; at += 1) {
    takePieces(scene.tokens[at]?.word ?? "", contextAt(scene, at), BUCKETS, (feature) => pieces.push(feature));
  }
  return { words, pieces };
}

const matcher = createRiskMatcher(lexicon, watching);
for await (const line of createInterface({ input: process.stdin })) {
  const { text, date } = JSON.parse(line);
  const { level, categories } = matcher.match(text, date ? { date } : {});
  process.stdout.write(`${JSON.stringify({ level, categories, windows })}\n`);
}
