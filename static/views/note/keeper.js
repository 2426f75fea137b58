/**
 * Keeps what is typed: looked at after a short pause, sealed and stored at most a second after a keystroke, one write at a time.
 * What could not be kept stays in the field and is tried again by itself, at the next keystroke, and at each flush.
 */

const LOOK_MS = 120;
const KEEP_MS = 700;
/** After a try that failed, such as on a full phone: often enough to be kept soon after there is room, seldom enough to go unnoticed. */
const AGAIN_MS = 5000;

/**
 * @param {object} parts
 * @param {(text: string) => Promise<string>} parts.keep  gives the time kept
 * @param {(text: string) => void} parts.look
 * @param {() => void} parts.onChange
 * @param {(error: unknown) => {body: string}} parts.explain
 */
export function createKeeper({ keep, look, onChange, explain }) {
  let text = "";
  let kept = "";
  /** @type {string|null} */
  let keptAt = null;
  /** Why the last try failed. @type {{error: unknown}|null} */
  let trouble = null;
  let isStopped = true;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let lookTimer;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let keepTimer;
  let writing = Promise.resolve();

  async function write() {
    if (isStopped || text === kept) return;
    const words = text;
    try {
      keptAt = await keep(words);
      kept = words;
      trouble = null;
    } catch (error) {
      trouble = { error };
      if (!isStopped) keepTimer ??= setTimeout(flush, AGAIN_MS);
    }
    onChange();
  }

  /** Writes at once what is not yet kept. */
  function flush() {
    clearTimeout(keepTimer);
    keepTimer = undefined;
    writing = writing.then(write);
    return writing;
  }

  /** As `flush`, for those who would take the screen away: rejects while something is not kept. */
  async function keepNow() {
    await flush();
    if (trouble && !isStopped) throw trouble.error;
  }

  /** What was typed became something stored, or was left: nothing is written any more. */
  function stop() {
    isStopped = true;
    clearTimeout(lookTimer);
    clearTimeout(keepTimer);
    text = kept = "";
  }

  return {
    /** @param {string} first @param {string|null} at */
    start(first, at) {
      isStopped = false;
      text = kept = first;
      keptAt = at;
      look(first);
    },
    /** @param {string} words */
    written(words) {
      text = words;
      clearTimeout(lookTimer);
      lookTimer = setTimeout(() => {
        look(text);
        onChange();
      }, LOOK_MS);
      // A first keystroke sets the time; later ones do not push it away, or steady typing would never be kept.
      keepTimer ??= setTimeout(flush, KEEP_MS);
    },
    flush,
    keepNow,
    /** The last words are kept, then nothing more is; rejects when they could not be, which must not go unsaid. */
    close: () => keepNow().finally(stop),
    stop,
    state: () => ({ keptAt, isKept: keptAt !== null && text === kept, failure: trouble && explain(trouble.error).body }),
  };
}
