/**
 * The one thing the worker must remember between two wakings: in which language it speaks. Kept in a cache of its own, because the store's rows
 * are sealed and the worker has no keys. It tells nothing about anyone.
 */

const CACHE = "sotto-worker";
const LANGUAGE = "/worker/language";

/** @typedef {"en"|"es"} Language */

/** @param {unknown} value @returns {value is Language} */
export const isLanguage = (value) => value === "en" || value === "es";

/** @param {CacheStorage} caches */
export function createPreferences(caches) {
  return {
    /** @returns {Promise<Language|null>} null when none was ever chosen */
    async language() {
      const stored = await (await caches.open(CACHE)).match(LANGUAGE);
      const text = await stored?.text();
      return isLanguage(text) ? text : null;
    },
    /** @param {Language} language */
    async setLanguage(language) {
      await (await caches.open(CACHE)).put(LANGUAGE, new Response(language));
    },
  };
}
