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
    get: (name) => turns.run(async () => (await local.get(name)) ?? null),

    /** @param {string} name @param {object} draft @returns {Promise<string>} the time it was kept */
    keep: (name, draft) =>
      turns.run(async () => {
        const keptAt = clock.stamp();
        await local.put(name, { ...draft, keptAt });
        if (!begun.has(name)) onListed();
        begun.add(name);
        return keptAt;
      }),

    /** @param {string} name @returns {Promise<void>} */
    drop: (name) =>
      turns.run(async () => {
        await local.remove(name);
        begun.delete(name);
        onListed();
      }),

    /** @returns {Promise<Array<{name: string, draft: any}>>} */
    all: () => turns.run(async () => (await local.all()).map((/** @type {any} */ { name, value }) => ({ name, draft: value }))),
  };
}

/** @typedef {ReturnType<typeof createDrafts>} Drafts */
