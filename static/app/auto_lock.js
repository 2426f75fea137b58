/**
 * Locks what nobody uses: after a while without a touch or a key, sooner when the page is out of sight; says so before.
 *
 * Time is the longer of what the wall clock and the steady clock say has passed: a phone that slept has a steady clock that may have stood still,
 * and a clock that somebody set back must not keep the app open. Whatever is written is kept by whoever locks.
 */
import { lockStep } from "../domain/lock_times.js";

const USED = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

/**
 * @param {object} parts
 * @param {EventTarget} parts.page  `document`
 * @param {() => number} parts.wall  milliseconds @param {() => number} parts.steady  milliseconds, never set
 * @param {(work: () => void, milliseconds: number) => () => void} parts.later  gives what cancels it
 * @param {() => import("../domain/lock_times.js").LockTimes} parts.times
 * @param {(isSoon: boolean) => void} parts.onWarn  told of each change
 * @param {() => void} parts.onLock
 */
export function createAutoLock({ page, wall, steady, later, times, onWarn, onLock }) {
  const mark = () => ({ wall: wall(), steady: steady() });
  /** @param {{wall: number, steady: number}} since */
  const elapsed = (since) => Math.max(wall() - since.wall, steady() - since.steady);

  let isWatching = false;
  let isWarned = false;
  let used = mark();
  /** @type {{wall: number, steady: number}|null} */
  let hiddenSince = null;
  let cancel = () => {};

  function look() {
    if (!isWatching) return;
    cancel();
    const { act, next } = lockStep({ unused: elapsed(used), hidden: hiddenSince && elapsed(hiddenSince) }, times());
    if (act === "lock") {
      stop();
      return onLock();
    }
    warn(act === "warn");
    cancel = later(look, next);
  }

  /** @param {boolean} isSoon */
  function warn(isSoon) {
    if (isSoon === isWarned) return;
    isWarned = isSoon;
    onWarn(isSoon);
  }

  /** Somebody is here. What slept too long is locked first: a touch does not wake it. */
  function use() {
    look();
    if (!isWatching) return;
    used = mark();
    if (isWarned) look();
  }

  function start() {
    if (isWatching) return look();
    isWatching = true;
    used = mark();
    for (const name of USED) page.addEventListener(name, use, { capture: true, passive: true });
    look();
  }

  function stop() {
    isWatching = false;
    cancel();
    warn(false);
    for (const name of USED) page.removeEventListener(name, use, { capture: true });
  }

  /** @param {boolean} isSeen */
  function seen(isSeen) {
    if (!isSeen) hiddenSince ??= mark();
    look();
    if (isSeen) hiddenSince = null;
    if (isSeen) use();
  }

  return { start, stop, seen, use };
}
