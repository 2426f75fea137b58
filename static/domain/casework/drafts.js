/**
 * What is being written and not yet recorded: sealed under the device key at every pause, so a killed app loses nothing.
 *
 * One draft a thing: `preparation/<vault>`, `note/<vault>/<session>`, `noticed/<vault>/<session>` (words in a saved note that still want an answer),
 * `form/<key>`. A draft is dropped only after what it became is stored. What is asked for one after the other happens one after the
 * other: sealing takes its time, and an earlier text must never land on a later one.
 */
import { createMutex } from "../../lib/mutex.js";

/** @param {{repository: any, clock: {stamp(): string}, onListed?: () => void}} parts  onListed: a draft was begun or is gone, so that what is unfinished is another */
export function createDrafts({ repository, clock, onListed = () => undefined }) {
  const { local } = repository;
  /** Names of drafts that were kept since the start. @type {Set<string>} */
  const begun = new Set();
  const turns = createMutex();
  return {
    /** @param {string} name @returns {Promise<any>} the draft, or null */
    get: (name) => turns.run(async () => (await local.get(`draft/${name}`)) ?? null),

    /** @param {string} name @param {object} draft @returns {Promise<string>} the time it was kept */
    keep: (name, draft) =>
      turns.run(async () => {
        const keptAt = clock.stamp();
        await local.put(`draft/${name}`, { ...draft, keptAt });
        if (!begun.has(name)) onListed();
        begun.add(name);
        return keptAt;
      }),

    /** @param {string} name @returns {Promise<void>} */
    drop: (name) =>
      turns.run(async () => {
        await local.remove(`draft/${name}`);
        begun.delete(name);
        onListed();
      }),

    /** @param {string} prefix @returns {Promise<Array<{name: string, draft: any}>>} */
    all: (prefix) =>
      turns.run(async () => {
        const names = await local.keys(`draft/${prefix}`);
        const kept = await Promise.all(names.map(async (/** @type {string} */ name) => ({ name: name.slice("draft/".length), draft: await local.get(name) })));
        // One that another tab dropped between the two questions is no draft any more.
        return kept.filter(({ draft }) => draft !== null);
      }),
  };
}

/** @typedef {ReturnType<typeof createDrafts>} Drafts */
