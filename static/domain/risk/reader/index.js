/**
 * The second reader: a linear model over the features of a sentence, beside the rules, for danger that is said in words no rule lists.
 *
 * Invariant: it only adds. What the rules noticed stays as it is; a flag of its own, a category or "imminent" may come on top, each with
 * the words that moved it. Made by `make reader` from labelled sentences; what it is worth stands in /docs/risk-detection.md.
 */
import { LEVELS, readData } from "./data.js";
import { partsOf, windowsOf } from "./features.js";
import { reasonFor } from "./reasons.js";
import { createAdder, scoresOf } from "./sums.js";

export { ReaderRefused } from "./data.js";

/**
 * @typedef {import("../types.js").RiskHit} RiskHit
 * @typedef {import("./data.js").ReaderData} ReaderData
 */

const FLAG = 0;
const IMMINENT = 1;
const PREFIX = "reader";

/**
 * @param {RiskHit[]} hits those that count in these words
 * @param {string} category
 * @param {RiskHit["level"]} level
 * @returns {boolean} whether they say as much already
 */
function isSaid(hits, category, level) {
  return hits.some((hit) => hit.category === category && (hit.level === "imminent" || level === "concern"));
}

/**
 * @param {{start: number, end: number}[]} places in the order of the text
 * @param {RiskHit[]} hits in the order of the text
 * @returns {RiskHit[][]} those that touch each place
 */
function hitsAt(places, hits) {
  /** @type {RiskHit[][]} */
  const touching = places.map(() => []);
  let first = 0;
  for (const hit of hits) {
    while (first < places.length - 1 && (places[first]?.end ?? 0) <= hit.start) first += 1;
    for (let at = first; at < places.length && (places[at]?.start ?? 0) < hit.end; at += 1) touching[at]?.push(hit);
  }
  return touching;
}

/**
 * @param {ReaderData} data
 * @param {number[]} scores
 * @param {string[]} said categories that are noticed in these words already
 * @returns {string[]} the categories passed, and the likeliest; among those already said, if there are any
 */
function categoriesOf({ categories, thresholds }, scores, said) {
  const score = (/** @type {string} */ category) => scores[LEVELS + categories.indexOf(category)] ?? 0;
  const passed = categories.filter((category, position) => score(category) >= (thresholds[LEVELS + position] ?? 0));
  const known = categories.filter((category) => said.includes(category));
  const [first = "", ...others] = known.length > 0 ? known : categories;
  const likeliest = others.reduce((best, next) => (score(next) > score(best) ? next : best), first);
  return [...new Set([...passed, likeliest])];
}

/**
 * @param {unknown} parsed the parsed data of /webapp/content/data/risk-reader.json
 * @returns {import("../index.js").SecondReader}
 * @throws {import("./data.js").ReaderRefused} naming what is broken; the rules then read alone
 */
export function createSecondReader(parsed) {
  const data = readData(parsed);
  const add = createAdder(data);
  const passes = (/** @type {number[]} */ scores, /** @type {number} */ output) => (scores[output] ?? 0) >= (data.thresholds[output] ?? 0);

  /** @type {import("../index.js").SecondReader["notice"]} */
  function notice(scene, byRules) {
    const parts = partsOf(scene.tokens);
    const places = parts.map(({ from, to }) => ({ start: scene.tokens[from]?.start ?? 0, end: scene.tokens[to - 1]?.end ?? 0 }));
    const sums = add(scene, parts);
    const touching = hitsAt(places, byRules.filter((hit) => hit.dropped === null));
    /** @type {RiskHit[]} */
    const added = [];
    for (const { from, to } of windowsOf(parts.length)) {
      const scores = scoresOf(data, sums.slice(from, to));
      if (!passes(scores, FLAG)) continue;
      const said = touching.slice(from, to).flat();
      /** @type {RiskHit["level"]} */
      const level = passes(scores, IMMINENT) ? "imminent" : "concern";
      for (const category of categoriesOf(data, scores, said.map((hit) => hit.category))) {
        if (isSaid(said, category, level)) continue;
        const outputs = [level === "imminent" ? IMMINENT : FLAG, LEVELS + data.categories.indexOf(category)];
        const { part, ...reason } = reasonFor(data, scene, parts.slice(from, to), outputs);
        const hit = { term: `${PREFIX}.${category}`, category, level, ...reason, dropped: null, raised: null, lowered: null };
        touching[from + part]?.push(hit);
        added.push(hit);
      }
    }
    return added;
  }

  return Object.freeze({ version: data.version, notice });
}
