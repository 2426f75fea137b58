/** The language to begin with, and words even when no catalogue can be read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstKnown, startTranslator } from "../../../static/app/languages.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";

test("the first language is the person's own where the app has it, else English", () => {
  for (const [preferred, language] of [[["es-MX", "en"], "es"], [["fr-FR", "es"], "es"], [["fr"], "en"], [[], "en"], [["ES"], "es"]]) {
    assert.equal(firstKnown(/** @type {string[]} */ (preferred)), language);
  }
});

test("when no catalogue can be read there are still words, in both languages", () => {
  for (const [language, catalogue] of /** @type {const} */ ([["en", en], ["es", es]])) {
    for (const key of ["start.unread.title", "start.unread.body", "start.unread.again"]) assert.equal(startTranslator(language).t(key), catalogue[key]);
  }
});
