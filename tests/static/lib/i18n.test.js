/** Words, plurals and times in the reader's language. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { BRAND } from "../../../static/lib/brand.js";
import { createTranslator, deviceHourCycle } from "../../../static/lib/i18n.js";
import commonEn from "../../../static/locales/common.en.js";
import commonEs from "../../../static/locales/common.es.js";

const NOW = Date.parse("2025-11-05T16:00:00Z");
const catalogues = {
  en: { ...commonEn, "a.hello": "Hello {name}", "a.only": "Only in English", "a.here.one": "{n} note", "a.here.other": "{n} notes", "a.brand": "This is {brand}" },
  es: { ...commonEs, "a.hello": "Hola {name}", "a.here.one": "{n} nota", "a.here.other": "{n} notas", "a.brand": "Esto es {brand}" },
};

/** @param {Partial<Parameters<typeof createTranslator>[0]>} [options] */
const translator = (options = {}) =>
  createTranslator({ catalogues, language: "en", clock: () => NOW, timeZone: "America/Chicago", ...options });

describe("a text", () => {
  test("comes in the reader's language with its values filled in", () => {
    assert.equal(translator().t("a.hello", { name: "Riley" }), "Hello Riley");
    assert.equal(translator({ language: "es" }).t("a.hello", { name: "Riley" }), "Hola Riley");
  });
  test("never reads a value as a pattern, whatever a person is called", () => {
    fc.assert(fc.property(fc.string(), (name) => assert.equal(translator().t("a.hello", { name }), `Hello ${name}`)));
  });
  test("that is missing in Spanish is shown in English, never as a key", () => {
    assert.equal(translator({ language: "es" }).t("a.only"), "Only in English");
  });
  test("that is missing everywhere is a plain sentence, never a key", () => {
    assert.equal(translator({ language: "es" }).t("a.nowhere"), commonEs["common.textMissing"]);
    assert.equal(translator().t("toString"), commonEn["common.textMissing"]);
  });
  test("that is missing, or lacks a value, throws when strict", () => {
    assert.throws(() => translator({ language: "es", strict: true }).t("a.only"), /a\.only/);
    assert.throws(() => translator({ strict: true }).t("a.hello"), /\{name\}/);
  });
  test("takes the product's name from its one place", () => {
    assert.equal(translator().t("a.brand"), `This is ${BRAND}`);
  });
  test("in a language nobody wrote comes in English, and says so in `language`", () => {
    const other = translator({ language: "constructor" });
    assert.equal(other.language, "en");
    assert.equal(other.t("a.only"), "Only in English");
  });
});

describe("counting", () => {
  test("chooses one or other and writes the number the local way", () => {
    assert.equal(translator().plural("a.here", 1), "1 note");
    assert.equal(translator().plural("a.here", 0), "0 notes");
    assert.equal(translator().plural("a.here", 12000), "12,000 notes");
  });
  test("falls back on `other` where a language has a further form", () => {
    assert.equal(translator({ language: "es", strict: true }).plural("a.here", 1_000_000), "1,000,000 notas");
  });
  test("joins a list with the word for and", () => {
    assert.equal(translator().list(["Ana", "Sam"]), "Ana and Sam");
    assert.equal(translator({ language: "es" }).list(["Ana", "Sam", "Inés"]), "Ana, Sam e Inés");
  });
});

describe("a moment", () => {
  test("is said as people say it", () => {
    const { time } = translator();
    assert.equal(time("2025-11-05T15:51:00Z"), "09:51");
    assert.equal(time("2025-11-04T16:51:00Z"), "yesterday 10:51");
    assert.equal(time("2025-11-03T16:51:00Z"), "Mon 3 Nov 10:51");
    assert.equal(time("2024-11-03T16:51:00Z"), "3 Nov 2024 10:51");
  });
  test("is said in Spanish too", () => {
    const { time, day } = translator({ language: "es" });
    assert.equal(time("2025-11-04T16:51:00Z"), "ayer 10:51");
    assert.equal(day("2025-11-03T16:51:00Z"), "lun 3 nov");
  });
  test("follows the reader's calendar, not that of Greenwich", () => {
    assert.equal(translator().day("2025-11-05T05:30:00Z"), "yesterday");
    assert.equal(translator({ timeZone: "Europe/Madrid" }).day("2025-11-05T05:30:00Z"), "today");
  });
  test("keeps its day where the clocks change in between", () => {
    const { day } = translator({ clock: () => Date.parse("2025-11-02T23:00:00-06:00") });
    assert.equal(day("2025-11-02T00:30:00-05:00"), "today");
    assert.equal(day("2025-11-01T23:30:00-05:00"), "yesterday");
  });
  test("names its zone only when it was recorded with another offset than the reader's", () => {
    const { time } = translator();
    assert.equal(time("2025-11-05T09:51:00-06:00"), "09:51");
    assert.match(time("2025-11-05T10:51:00-05:00"), /^09:51 \S+/);
  });
  test("follows the device where it counts twelve hours", () => {
    assert.match(translator({ hourCycle: () => "h12" }).time("2025-11-05T03:51:00Z"), /^yesterday 9:51\sPM$/);
    assert.match(deviceHourCycle(), /^h(12|23)$/);
  });
  test("can be told from now", () => {
    const { relative } = translator();
    assert.equal(relative(NOW - 20_000), "just now");
    assert.equal(relative(NOW - 5 * 60_000), "5 minutes ago");
    assert.equal(relative(NOW + 2 * 3_600_000), "in 2 hours");
    assert.equal(relative(NOW - 49 * 3_600_000), "2 days ago");
  });
  test("that is no moment is refused", () => {
    assert.throws(() => translator().time("next week"), RangeError);
  });
});

test("the name stands in brand.js as a plain line that the server can read", async () => {
  const { readFile } = await import("node:fs/promises");
  const source = await readFile(new URL("../../../static/lib/brand.js", import.meta.url), "utf8");
  assert.match(source, new RegExp(`^export const BRAND = "${BRAND}";$`, "m"));
});

test("a name in a sentence never turns the sentence round: what turns unseen is left out, what runs from right to left is kept to itself", () => {
  const { t } = createTranslator({ catalogues: { en: { "a.b": "Give it to {name} now" } }, language: "en" });
  assert.equal(t("a.b", { name: "Ana\u202egnp.exe" }), "Give it to Anagnp.exe now");
  assert.equal(t("a.b", { name: "\u2067\u2069Ana" }), "Give it to Ana now");
  assert.equal(t("a.b", { name: "دانا" }), "Give it to \u2068دانا\u2069 now");
  assert.equal(t("a.b", { name: "$& {name} $1" }), "Give it to $& {name} $1 now");
});
