/** Both catalogues say the same things, with the same values, in words that respect the person. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { BRAND } from "../../../static/lib/brand.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";

const STATIC = new URL("../../../static/", import.meta.url);
const LOCALES = new URL("locales/", STATIC);
const catalogues = { en, es };
const placeholders = (/** @type {string} */ text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
/** A person comes before what they live with; and the words that the field has left behind are left behind here. */
const BANNED = {
  en: [
    /\baddicts?\b/i, /\babusers?\b/i, /\balcoholics?\b/i, /\bjunk(?:ie|y|ies)\b/i, /\bthe mentally ill\b/i, /\bmentally ill\b/i, /\bschizophrenics?\b/i,
    /\bclients?\b/i, /\bpatients?\b/i, /\bcommit(?:s|ted|ting)? suicide\b/i, /\b(?:failed|successful) suicide\b/i, /\bsubstance abuse\b/i,
    /\b(?:clean|dirty) (?:test|urine)\b/i, /\bsuffer(?:s|ing)? from\b/i, /\bthe homeless\b/i, /\bcrazy\b/i, /\binmates?\b/i, /\bnon-?complian(?:t|ce)\b/i,
  ],
  es: [
    /\badict[oa]s?\b/i, /\bdrogadict[oa]s?\b/i, /\balcohólic[oa]s?\b/i, /\bloc[oa]s?\b/i, /\benferm[oa]s? mental(?:es)?\b/i, /\besquizofrénic[oa]s?\b/i,
    /\bclientes?\b/i, /\bpacientes?\b/i, /\bcomet(?:er|ió|ido) suicidio\b/i, /\babuso de sustancias\b/i, /\bindigentes?\b/i, /\bpres[oa]s\b/i,
  ],
};
/** In Spanish a participant is usted; the app speaks to everyone so. */
const FAMILIAR = [/\btú\b/i, /\btus\b/i, /\bcontigo\b/i, /\b(?:tienes|puedes|quieres|necesitas|estás|eres|haz|escribe tu|tu)\b/i];

test("both catalogues have the same keys", () => {
  assert.deepEqual(Object.keys(es).sort(), Object.keys(en).sort());
});

test("each text asks for the same values in both languages", () => {
  for (const key of Object.keys(en)) assert.deepEqual(placeholders(es[key] ?? ""), placeholders(en[key] ?? ""), key);
});

for (const [language, catalogue] of Object.entries(catalogues)) {
  describe(`the catalogue "${language}"`, () => {
    test("has no empty text and no stray space", () => {
      for (const [key, text] of Object.entries(catalogue)) {
        assert.equal(typeof text, "string", key);
        assert.notEqual(text.trim(), "", key);
        assert.equal(text, text.trim(), key);
      }
    });
    test("has no markup: a text is only ever a text", () => {
      for (const [key, text] of Object.entries(catalogue)) assert.doesNotMatch(text, /<\/?[a-z]/i, key);
    });
    test("uses no word that puts the condition before the person", () => {
      for (const [key, text] of Object.entries(catalogue)) {
        for (const banned of BANNED[/** @type {"en"|"es"} */ (language)]) assert.doesNotMatch(text, banned, key);
      }
    });
    test("has `other` for each `one`, so that every number can be said", () => {
      for (const key of Object.keys(catalogue).filter((each) => each.endsWith(".one"))) assert.ok(key.replace(/\.one$/, ".other") in catalogue, key);
    });
    test("lays all area files together, and no key stands in two of them", async () => {
      /** @type {Map<string, string>} */
      const homes = new Map();
      for (const name of readdirSync(LOCALES).filter((each) => each.endsWith(`.${language}.js`))) {
        const texts = (await import(new URL(name, LOCALES).href)).default;
        for (const key of Object.keys(texts)) {
          assert.equal(homes.get(key), undefined, `${key} stands in ${name} too`);
          homes.set(key, name);
        }
      }
      assert.deepEqual([...homes.keys()].sort(), Object.keys(catalogue).sort());
    });
  });
}

test("Spanish says usted", () => {
  for (const [key, text] of Object.entries(es)) for (const familiar of FAMILIAR) assert.doesNotMatch(text, familiar, key);
});

const sources = readdirSync(STATIC, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".js"))
  .map((name) => ({ name, source: readFileSync(new URL(name, STATIC), "utf8") }));

test("every key that the code asks for by name is in the catalogues", () => {
  const missing = [];
  for (const { name, source } of sources) {
    if (name.startsWith("lib")) continue;
    for (const [, how, key] of source.matchAll(/\b(t|plural)\(\s*"([\w-]+(?:\.[\w-]+)+)"/g)) {
      const wanted = how === "plural" ? [`${key}.one`, `${key}.other`] : [key];
      for (const each of wanted) if (!(each in en)) missing.push(`static/${name}: ${each}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("the product's name stands in brand.js and in no catalogue", () => {
  for (const { name, source } of sources.filter((each) => each.name.startsWith("locales"))) {
    assert.ok(!source.includes(BRAND), `static/${name} says ${BRAND}: use {brand}`);
  }
});
