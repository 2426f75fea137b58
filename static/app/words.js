/**
 * The words that are at hand: of each language that was spoken, those of the parts of the app that have been read so far.
 *
 * A part of the app brings its words before its screens are drawn. Whoever changes the language gets all parts that are in use, or, when one
 * of them cannot be read, keeps the language as it was.
 */
import { createTranslator, deviceHourCycle } from "../lib/i18n.js";
import { readCatalogue } from "./languages.js";
import { readPart } from "./parts.js";

/**
 * @typedef {import("./languages.js").Language} Language
 * @typedef {import("./languages.js").Part} Part
 * @typedef {import("../lib/i18n.js").Translator} Translator
 */

/** @param {{read?: (language: Language, part: Part) => Promise<import("../lib/i18n.js").Catalogue>, reaches?: () => Promise<boolean>}} [options]  reaches: does the server answer? */
export function createWords({ read = readCatalogue, reaches } = {}) {
  /** @type {Partial<Record<Language, {translator: Translator, parts: Set<Part>}>>} */
  const spoken = {};
  /** @type {Set<Part>} */
  const inUse = new Set(["first"]);

  /** @param {Language} language */
  function wordsIn(language) {
    return (spoken[language] ??= { translator: createTranslator({ catalogues: { [language]: {} }, language, hourCycle: deviceHourCycle }), parts: new Set() });
  }

  /** @param {Language} language @param {Part} part */
  async function learn(language, part) {
    const { translator, parts } = wordsIn(language);
    if (parts.has(part)) return;
    translator.add(await readPart(() => read(language, part), reaches));
    parts.add(part);
  }

  return {
    /** A language with everything that is in use; one and the same translator, which learns more with each part. @param {Language} language @returns {Promise<Translator>} */
    async of(language) {
      await Promise.all([...inUse].map((part) => learn(language, part)));
      return wordsIn(language).translator;
    },
    /** Rejects as `readPart` does. @param {Language} language @param {Part} part */
    async learn(language, part) {
      await learn(language, part);
      inUse.add(part);
    },
    /** @param {Language} language @param {Part} part */
    has: (language, part) => spoken[language]?.parts.has(part) ?? false,
  };
}
