/** One language at a time, and words even when no catalogue can be read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstKnown, startTranslator, translatorOf } from "../../../static/app/languages.js";
import { readPart } from "../../../static/app/parts.js";
import { Offline } from "../../../static/lib/errors.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";

test("the first language is the person's own where the app has it, else English", () => {
  for (const [preferred, language] of [[["es-MX", "en"], "es"], [["fr-FR", "es"], "es"], [["fr"], "en"], [[], "en"], [["ES"], "es"]]) {
    assert.equal(firstKnown(/** @type {string[]} */ (preferred)), language);
  }
});

test("each language is whole by itself: every text, number and time is said without the other's catalogue", async () => {
  for (const [language, catalogue] of /** @type {const} */ ([["en", en], ["es", es]])) {
    const words = await translatorOf(language);
    assert.equal(words.language, language);
    for (const key of Object.keys(catalogue)) assert.ok(words.has(key), key);
    assert.equal(words.t("start.unread.title"), catalogue["start.unread.title"]);
    assert.match(words.clockTime(0), /\d:\d\d/);
  }
});

test("a part that cannot be read is said as what it is: no signal", async () => {
  const unreachable = async () => { throw new TypeError("Failed to fetch dynamically imported module"); };
  await assert.rejects(readPart(unreachable), Offline);
});

test("when no catalogue can be read there are still words, in both languages", () => {
  for (const [language, catalogue] of /** @type {const} */ ([["en", en], ["es", es]])) {
    for (const key of ["start.unread.title", "start.unread.body", "start.unread.again"]) assert.equal(startTranslator(language).t(key), catalogue[key]);
  }
});
