/**
 * Language and light or dark: known before anybody unlocks, so they stand unsealed on the phone; they tell nothing of anyone.
 */

/** @typedef {{language: "en"|"es", theme: "system"|"light"|"dark"}} Choice */

/**
 * @param {{store: any, document: Document, preferred: readonly string[], onChange: (choice: Choice) => void}} parts
 */
export async function createSettings({ store, document, preferred, onChange }) {
  /** @type {Choice} */
  let choice = { language: firstKnown(preferred), theme: "system", ...(await store.appearance()) };
  apply(document, choice);
  return {
    get: () => choice,
    /** @param {Partial<Choice>} change */
    async set(change) {
      const next = { ...choice, ...change };
      await store.putAppearance(next);
      choice = next;
      apply(document, choice);
      onChange(choice);
    },
  };
}

/** @param {readonly string[]} preferred @returns {"en"|"es"} */
function firstKnown(preferred) {
  const found = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "en" || tag === "es");
  return found === "es" ? "es" : "en";
}

/** @param {Document} document @param {Choice} choice */
function apply(document, { language, theme }) {
  document.documentElement.lang = language;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
