/** Before one window empties the store, the others write down what is typed in them and lock. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createWindows } from "../../../static/app/windows.js";

/** A phone with windows: one channel that tells all but the sender, and locks that count. */
function phone() {
  const channels = [];
  let open = 0;
  const hears = [];
  const window = ({ rest = async () => undefined, answers = true } = {}) => {
    const listeners = [];
    const channel = {
      addEventListener: (_, listener) => answers && listeners.push(listener),
      postMessage: (data) => queueMicrotask(() => channels.filter((each) => each !== channel).forEach((each) => each.hear(data))),
      hear: (data) => listeners.forEach((each) => each({ data })),
    };
    channels.push(channel);
    const locks = { query: async () => ({ held: Array.from({ length: open }, () => ({ name: "sotto-window" })) }) };
    return createWindows({ channel, locks, hold: async () => void (open += 1), rest, lookAgain: async () => void hears.push("looked"), later: setTimeout });
  };
  return { window, hears };
}

test("it waits until every other window has written down what was typed", async () => {
  const { window } = phone();
  const done = [];
  const slow = (name) => () => new Promise((resolve) => setTimeout(() => resolve(done.push(name)), 30));
  const own = window({ rest: slow("own") });
  window({ rest: slow("second") });
  window({ rest: slow("third") });
  await own.gather();
  assert.deepEqual(done, ["second", "third"]);
});

test("alone nobody is waited for; a window that is asleep is not waited for long", async () => {
  const { window } = phone();
  const own = window();
  const began = performance.now();
  await own.gather();
  assert.ok(performance.now() - began < 500);
  window({ answers: false });
  await own.gather();
  assert.ok(performance.now() - began > 1000);
});

test("when the store was emptied the others look again", async () => {
  const { window, hears } = phone();
  const own = window();
  window();
  own.tell();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(hears, ["looked"]);
});
