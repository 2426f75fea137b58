/** No text lies in the catalogues that nobody can come to read: it would be translated, reviewed and believed for nothing. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import en from "../../../static/locales/en.js";

const ROOT = new URL("../../../", import.meta.url);
const KEY = /"([\w-]+(?:\.[\w-]+)+)"/g;
const TEMPLATE = /`((?:[\w.-]|\$\{[^`}]*\})+)`/g;

/**
 * What the code can ask for: keys by name; keys with a value in them, `risk.level.${level}`; and keys that are made by adding to one by
 * name, `${words}Body`.
 * @param {string} source
 */
function asked(source) {
  const named = new Set(all(KEY, source));
  const made = new Set(all(TEMPLATE, source).filter((template) => template.includes("${")));
  const patterns = [...made].filter((template) => /^\w[\w-]*\./.test(template)).map(patternOf);
  const endings = [...made].flatMap((template) => /^\$\{[^}]*\}([\w.-]+)$/.exec(template)?.[1] ?? []);
  const byName = (/** @type {string} */ key) => named.has(key) || endings.some((ending) => key.endsWith(ending) && named.has(key.slice(0, -ending.length)));
  const isValue = (/** @type {string} */ value) => !value.includes(".") || named.has(value);
  return (/** @type {string} */ key) => byName(key) || patterns.some((pattern) => pattern.exec(key)?.slice(1).every(isValue));
}

/** @param {RegExp} pattern @param {string} source */
const all = (pattern, source) => [...source.matchAll(pattern)].map((match) => match[1] ?? "");

/** A value is one word of a key, or several that stand in the code as they are. @param {string} template */
function patternOf(template) {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join("([\\w.-]+)")}$`);
}

/** The number chooses the ending. @param {string} key */
const withoutNumber = (key) => key.replace(/\.(one|other)$/, "");

test("the search knows a key by its name, with a value in it, and with something added", () => {
  const isAsked = asked('t("note.title"); t(`risk.level.${hit.level}`); const words = "note.sent"; t(`${words}Body`); t(`step.${"apple.copy"}`)');
  for (const key of ["note.title", "risk.level.concern", "note.sent", "note.sentBody", "step.apple.copy"]) assert.ok(isAsked(key), key);
  for (const key of ["note.lead", "risk.level", "risk.level.concern.hint", "note.titleHint"]) assert.ok(!isAsked(key), key);
});

test("every text of the catalogues can be asked for by the app or its service worker", () => {
  const sources = ["static/", "service_worker/"].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true }).map(String)
      .filter((name) => name.endsWith(".js") && !name.startsWith("locales"))
      .map((name) => readFileSync(new URL(folder + name, ROOT), "utf8")));
  const isAsked = asked(sources.join("\n"));
  assert.deepEqual(Object.keys(en).filter((key) => !isAsked(withoutNumber(key))), []);
});
