/** Further lines from the content on the phone (`webapp/content/data/resources.json`), without those that always stand on top. Pure. */
import { publicLines } from "./calls.js";

/**
 * @typedef {{en: string, es: string}} Bilingual
 * @typedef {{label: string, href: string}} Line
 * @typedef {{id: string, name: Bilingual, what: Bilingual, calls: Line[], texts: Line[], checked_on: string}} Resource
 */

/**
 * @param {Resource[]|{resources: Resource[]}} content  the file, or its list
 * @returns {Resource[]} those that offer more than the numbers above them
 */
export function furtherResources(content) {
  const known = new Set(publicLines((key) => key).map(({ href }) => href));
  const all = Array.isArray(content) ? content : content.resources;
  return all.filter(({ calls, texts }) => [...calls, ...texts].some(({ href }) => !known.has(href)));
}

/** Noon, so that no time zone makes another day of it. @param {string} day as in "2026-11-22" */
export const noonOf = (day) => new Date(`${day}T12:00:00`);
