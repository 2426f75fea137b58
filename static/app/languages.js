/**
 * Which languages there are, and their words by part of the app: those of one language and one part are read at a time. All of them are kept
 * for when there is no signal.
 */
import { createTranslator } from "../lib/i18n.js";
import startEn from "../locales/start.en.js";
import startEs from "../locales/start.es.js";

/** @typedef {"en"|"es"} Language */
/** `first` is spoken from the beginning; the others are those of `screens/`. @typedef {"first"|"anyone"|"member"|"officer"} Part */

/** @type {Record<Language, Record<Part, () => Promise<{default: import("../lib/i18n.js").Catalogue}>>>} */
const CATALOGUES = {
  en: {
    first: () => import("../locales/parts/first.en.js"),
    anyone: () => import("../locales/parts/anyone.en.js"),
    member: () => import("../locales/parts/member.en.js"),
    officer: () => import("../locales/parts/officer.en.js"),
  },
  es: {
    first: () => import("../locales/parts/first.es.js"),
    anyone: () => import("../locales/parts/anyone.es.js"),
    member: () => import("../locales/parts/member.es.js"),
    officer: () => import("../locales/parts/officer.es.js"),
  },
};

/** @param {Language} language @param {Part} part */
export async function readCatalogue(language, part) {
  return (await CATALOGUES[language][part]()).default;
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
