/** What nobody uses locks itself: by the wall, through sleep and clocks that are set, never under the hands of whoever is there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAutoLock } from "../../../static/app/auto_lock.js";

const MINUTE = 60_000;

/** A phone whose two clocks can be moved apart, with one timer. */
function phone(times = { idle: 5, hidden: 2 }) {
  const page = new EventTarget();
  const clocks = { wall: 1_000_000, steady: 0 };
  const told = [];
  /** @type {{work: () => void, at: number}|null} */
  let timer = null;
  const lock = createAutoLock({
    page, wall: () => clocks.wall, steady: () => clocks.steady, times: () => times,
    later(work, milliseconds) {
      timer = { work, at: clocks.steady + milliseconds };
      return () => void (timer = null);
    },
    onWarn: (isSoon) => told.push(isSoon ? "warned" : "calm"),
    onLock: () => told.push("locked"),
  });
  /** Time passes and the timers that are due run. */
  function pass(milliseconds) {
    const end = clocks.steady + milliseconds;
    while (timer && timer.at <= end) {
      const { work, at } = timer;
      clocks.wall += at - clocks.steady;
      clocks.steady = at;
      timer = null;
      work();
    }
    clocks.wall += end - clocks.steady;
    clocks.steady = end;
  }
  return { page, clocks, told, lock, pass, touch: (name = "pointerdown") => page.dispatchEvent(new Event(name)) };
}

test("unused for five minutes it locks, with a warning half a minute before", () => {
  const { lock, pass, told } = phone();
  lock.start();
  pass(4 * MINUTE);
  assert.deepEqual(told, []);
  pass(MINUTE / 2);
  assert.deepEqual(told, ["warned"]);
  pass(MINUTE / 2);
  assert.deepEqual(told, ["warned", "calm", "locked"]);
});

test("every touch and key keeps it open, and one takes the warning back", () => {
  const { lock, pass, touch, told } = phone();
  lock.start();
  for (const name of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    pass(4 * MINUTE);
    touch(name);
  }
  assert.deepEqual(told, []);
  pass(4.75 * MINUTE);
  touch();
  assert.deepEqual(told, ["warned", "calm"]);
  pass(4 * MINUTE);
  assert.deepEqual(told, ["warned", "calm"]);
});

test("out of sight for two minutes it locks; back before that, the time begins anew", () => {
  const { lock, pass, told } = phone();
  lock.start();
  lock.seen(false);
  pass(1.4 * MINUTE);
  lock.seen(true);
  pass(1.4 * MINUTE);
  assert.deepEqual(told, []);
  lock.seen(false);
  pass(2 * MINUTE);
  assert.equal(told.at(-1), "locked");
});

test("a phone that slept, with its timers and its steady clock, locks before anything is seen or touched", () => {
  for (const wake of [({ lock }) => lock.seen(true), ({ touch }) => touch()]) {
    const asleep = phone();
    asleep.lock.start();
    asleep.lock.seen(false);
    asleep.clocks.wall += 60 * MINUTE;
    wake(asleep);
    assert.equal(asleep.told.at(-1), "locked");
  }
});

test("a clock that is set back keeps nothing open", () => {
  const { lock, pass, clocks, told } = phone();
  lock.start();
  pass(MINUTE);
  clocks.wall -= 24 * 60 * MINUTE;
  pass(4 * MINUTE);
  assert.equal(told.at(-1), "locked");
});

test("locked it is still: nothing runs, and no touch wakes it", () => {
  const { lock, pass, touch, told } = phone();
  lock.start();
  lock.stop();
  touch();
  pass(60 * MINUTE);
  assert.deepEqual(told, []);
});
