/**
 * The other windows of the app on this phone. Before one of them empties the store, the others write down what is being typed and lock, so that nobody types into
 * what is about to go; afterwards they look again who is here.
 *
 * Standards: BroadcastChannel (HTML), Web Locks. A window that does not answer in time is out of sight, where browsers slow it down: what was typed in it
 * was written down when it went there.
 */
const NAME = "sotto-window";
const REST = "rest";
const RESTED = "rested";
const LOOK = "look";
const PATIENCE_MS = 1500;

/**
 * @typedef {object} Parts
 * @property {Pick<BroadcastChannel, "postMessage"|"addEventListener">|null} channel  null where there is none: then nobody is asked
 * @property {LockManager|undefined} locks
 * @property {(locks: LockManager|undefined, name: string) => Promise<void>} hold  for as long as this window is open
 * @property {() => Promise<void>} rest  writes down what is being typed, and locks
 * @property {() => Promise<void>} lookAgain  somebody emptied the store
 * @property {(work: () => void, milliseconds: number) => unknown} later
 */

/** @param {Parts} parts */
export function createWindows({ channel, locks, hold, rest, lookAgain, later }) {
  /** @type {(() => void)|null} */ let answered = null;

  channel?.addEventListener("message", async ({ data }) => {
    if (data === REST) await rest().finally(() => channel.postMessage(RESTED));
    if (data === RESTED) answered?.();
    if (data === LOOK) await lookAgain();
  });
  void hold(locks, NAME);

  async function others() {
    const { held = [] } = (await locks?.query()) ?? {};
    return held.filter(({ name }) => name === NAME).length - 1;
  }

  return {
    /** Resolves when all the others have written down what was typed in them, and locked. @returns {Promise<void>} */
    async gather() {
      let missing = channel && locks ? await others() : 0;
      if (!channel || missing < 1) return;
      /** @type {Promise<void>} */
      const all = new Promise((resolve) => {
        answered = () => void ((missing -= 1) || resolve());
        later(resolve, PATIENCE_MS);
      });
      channel.postMessage(REST);
      await all.finally(() => (answered = null));
    },
    /** The store was emptied. */
    tell: () => channel?.postMessage(LOOK),
  };
}
