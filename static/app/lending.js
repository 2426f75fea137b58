/**
 * The phone lent to a participant: one task can be reached and nothing else, until whoever owns the phone unlocks it.
 *
 * Every way out is the lock; there is no other end. It is known in memory only: a reload finds the app locked, and whoever unlocks it is its owner.
 */

/**
 * @template {{language: string}} Words
 * @param {object} parts
 * @param {() => Promise<void>} parts.gather  the other windows of this phone lock: a participant must not find one
 * @param {() => Promise<unknown>} parts.written  what is being typed is kept
 * @param {() => Promise<void>} parts.lock
 * @param {(path: string) => void} parts.go  in place of where one is
 * @param {(language: "en"|"es") => Promise<Words>} parts.read
 * @param {() => Words} parts.words  that are spoken now
 * @param {(words: Words) => void} parts.speak
 * @param {() => void} parts.redraw
 */
export function createLending({ gather, written, lock, go, read, words, speak, redraw }) {
  /** The one place, with what lies below it. @type {string|null} */
  let place = null;
  /** The owner's own words, while the participant's are spoken. @type {Words|null} */
  let owners = null;

  return {
    place: () => place,

    /** @param {string} to  its base: `/people/<vault>/releases/new` */
    async lend(to) {
      await gather();
      place = to;
    },

    /** For this loan alone: the owner's choice of language stands. @param {"en"|"es"} language */
    async speakIn(language) {
      if (language === words().language) return;
      const spoken = await read(language);
      await written();
      if (place === null) return;
      owners ??= words();
      speak(spoken);
      redraw();
    },

    /** Locks; after unlocking, its owner is at `next`, or where the loan began. @param {string} [next] */
    async giveBack(next = place ?? "/") {
      await lock();
      go(next);
    },

    /** It was locked, in whatever way. */
    over() {
      place = null;
      if (owners) speak(owners);
      owners = null;
    },
  };
}

/** @typedef {ReturnType<typeof createLending>} Lending */
