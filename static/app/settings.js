/**
 * Language and light or dark: known before anybody unlocks, so they stand unsealed on the phone; they tell nothing of anyone.
 */

/** @typedef {{language: "en"|"es", theme: "system"|"light"|"dark"}} Choice */

/**
 * @template Words
 * @param {object} parts
 * @param {any} parts.store
 * @param {Document} parts.document
 * @param {Choice["language"]} parts.preferred
 * @param {(language: Choice["language"]) => Promise<Words>} parts.read  the words of a language; one whose words cannot be read is not taken
 * @param {(choice: Choice, words: Words) => void} parts.onChange
 */
export async function createSettings({ store, document, preferred, read, onChange }) {
  /** @type {Choice} */
  let choice = { language: preferred, theme: "system", ...(await store.appearance()) };
  apply(document, choice);
  return {
    get: () => choice,
    /** @param {Partial<Choice>} change */
    async set(change) {
      const next = { ...choice, ...change };
      const words = await read(next.language);
      await store.putAppearance(next);
      choice = next;
      apply(document, choice);
      onChange(choice, words);
    },
  };
}

/** @param {Document} document @param {Choice} choice */
function apply(document, { language, theme }) {
  document.documentElement.lang = language;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
