/**
 * The words of one language at a time: only the catalogue that is spoken is read. All of them are kept for when there is no signal.
 */
import { createTranslator, deviceHourCycle } from "../lib/i18n.js";
import startEn from "../locales/start.en.js";
import startEs from "../locales/start.es.js";
import { readPart } from "./parts.js";

/** @typedef {"en"|"es"} Language */

const CATALOGUES = { en: () => import("../locales/en.js"), es: () => import("../locales/es.js") };

/** @param {Language} language */
export async function readCatalogue(language) {
  return (await readPart(CATALOGUES[language])).default;
}

/** @param {Language} language */
export async function translatorOf(language) {
  return createTranslator({ catalogues: { [language]: await readCatalogue(language) }, language, hourCycle: deviceHourCycle });
}

/** What is said when not even a catalogue can be read. @param {Language} language */
export function startTranslator(language) {
  return createTranslator({ catalogues: { en: startEn, es: startEs }, language });
}

/** The first of them that the app speaks. @param {readonly string[]} preferred  `navigator.languages` @returns {Language} */
export function firstKnown(preferred) {
  const found = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "en" || tag === "es");
  return found === "es" ? "es" : "en";
}
