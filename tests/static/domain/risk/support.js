/** What the risk tests share: the content data as it ships, the matcher made from it, and small transformations of text. */
import { readFileSync } from "node:fs";
import { createRiskMatcher } from "../../../../static/domain/risk/index.js";

const data = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../../../../webapp/content/data/${name}.json`, import.meta.url), "utf8"));

export const lexicon = data("lexicon");
export const guidance = data("guidance");
export const resources = data("resources");

/** @type {{text: string, language: string, level: string, categories: string[], trap: string|null}[]} */
export const sentences = JSON.parse(readFileSync(new URL("./sentences.json", import.meta.url), "utf8"));

/** The day on which the labelled sentences are read. */
export const DAY = "2026-11-22";

const matcher = createRiskMatcher(lexicon);
export const read = (/** @type {string} */ text, date = DAY) => matcher.match(text, { date });

export const withoutAccents = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "");

const rank = ["none", "concern", "imminent"];

/** @param {string} left @param {string} right */
export const isAtLeast = (left, right) => rank.indexOf(left) >= rank.indexOf(right);
