/**
 * What is being written and not yet recorded: sealed under the device key at every pause, so a killed app loses nothing.
 *
 * One draft a thing: `preparation/<vault>`, `note/<vault>/<session>`, `form/<key>`. A draft is dropped only after what it became is stored.
 * A note's draft carries its stage: "writing", then "noticed" while words in the saved note still want an answer.
 */

/** @param {{repository: any, clock: {stamp(): string}}} parts */
export function createDrafts({ repository, clock }) {
  const { local } = repository;
  return {
    /** @param {string} name @returns {Promise<any>} the draft, or null */
    async get(name) {
      return (await local.get(`draft/${name}`)) ?? null;
    },
    /** @param {string} name @param {object} draft @returns {Promise<string>} the time it was kept */
    async keep(name, draft) {
      const keptAt = clock.stamp();
      await local.put(`draft/${name}`, { ...draft, keptAt });
      return keptAt;
    },
    /** @param {string} name */
    async drop(name) {
      await local.remove(`draft/${name}`);
    },
    /** @param {string} prefix @returns {Promise<Array<{name: string, draft: any}>>} */
    async all(prefix) {
      const names = await local.keys(`draft/${prefix}`);
      const kept = await Promise.all(names.map(async (/** @type {string} */ name) => ({ name: name.slice("draft/".length), draft: await local.get(name) })));
      // One that was dropped between the two questions is no draft any more.
      return kept.filter(({ draft }) => draft !== null);
    },
  };
}
