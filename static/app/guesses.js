/**
 * Wrong guesses slow down, on this phone and with no network.
 *
 * The wait is kept as what is left of it, and grows shorter only while the app is open, by a clock that nobody can set: neither a reload nor another
 * date makes it shorter. A guess is counted before it is tried, so that killing the app in between gains nothing.
 */
import { waitAfter } from "../domain/guess_wait.js";
import { Refused, StorageFull, WrongPassphrase } from "../lib/errors.js";

const TICK = 1_000;

/**
 * @param {object} parts
 * @param {Pick<import("../store/store.js").Store, "guesses"|"putGuesses">} parts.store
 * @param {() => number} parts.steady  milliseconds
 * @param {(work: () => void, milliseconds: number) => unknown} parts.later
 * @param {() => void} parts.onChange  what is left of a wait is another
 */
export function createGuesses({ store, steady, later, onChange }) {
  let left = 0;
  let isTicking = false;

  /** @param {import("../store/account.js").Guesses} row */
  async function keep(row) {
    left = row.wait;
    try {
      await store.putGuesses(row);
    } catch (error) {
      // On a full phone its owner must still come in; the wait holds until the app is closed.
      if (!(error instanceof StorageFull)) throw error;
    }
  }

  /** From when it was opened, or from a wrong guess, until nothing is left. */
  function tick() {
    if (isTicking || left <= 0) return;
    isTicking = true;
    const since = steady();
    later(() => void pass(since).finally(tick), TICK);
  }

  /** @param {number} since */
  async function pass(since) {
    const { wrong, wait } = await store.guesses();
    // Two tabs count the same time down: the one that is further counts.
    await keep({ wrong, wait: Math.max(0, Math.min(left, wait || left) - (steady() - since)) });
    isTicking = false;
    onChange();
  }

  /**
   * @template Result
   * @param {() => Promise<Result>} open  rejects WrongPassphrase
   * @returns {Promise<Result>} Refused `guess-wait`, with the seconds
   */
  async function attempt(open) {
    const before = await store.guesses();
    left = Math.max(left, before.wait);
    tick();
    if (left > 0) throw new Refused("guess-wait", { retryAfter: Math.ceil(left / 1000) });
    const wrong = before.wrong + 1;
    await keep({ wrong, wait: waitAfter(wrong) });
    try {
      const opened = await open();
      await keep({ wrong: 0, wait: 0 });
      return opened;
    } catch (error) {
      // What failed for another reason was no guess.
      if (!(error instanceof WrongPassphrase)) await keep(before);
      tick();
      onChange();
      throw error;
    }
  }

  return {
    attempt,
    /** Goes on with a wait that was there when the app was closed. */
    async start() {
      left = (await store.guesses()).wait;
      tick();
    },
    /** Milliseconds until the next try. */
    left: () => left,
  };
}
