/** Nothing fails in silence: what no screen has caught is said, except what was wished for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchFailures } from "../../../static/app/failures.js";
import { Cancelled, Locked, Offline, Refused, StorageFull } from "../../../static/lib/errors.js";

function world({ isUnlocked = true } = {}) {
  const events = new EventTarget();
  const said = [];
  const start = [];
  const failures = watchFailures({ events, say: (error) => start.push(error) });
  const rejects = (reason) => events.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));
  const throws = (error) => events.dispatchEvent(Object.assign(new Event("error"), { error }));
  const stand = () => failures.sayWith({ say: (error) => said.push(error), isUnlocked: () => isUnlocked });
  return { said, start, stand, failures, rejects, throws };
}

test("before the app stands, a failure takes the page; afterwards it is said over the screen", () => {
  const { said, start, stand, rejects, throws } = world();
  const [first, second, third] = [new Offline(), new TypeError("x"), new StorageFull()];
  throws(first);
  stand();
  rejects(second);
  throws(third);
  assert.deepEqual([start, said], [[first], [second, third]]);
});

test("a promise that fails with no error at all is said too", () => {
  const { said, stand, rejects } = world();
  stand();
  for (const reason of [undefined, null, "text", 0]) rejects(reason);
  assert.deepEqual(said, [undefined, null, "text", 0]);
});

test("what the keys' going cut off is no failure; being locked while unlocked is one", () => {
  const away = world({ isUnlocked: false });
  away.stand();
  away.rejects(new Locked());
  away.rejects(new Refused("unsynced"));
  assert.deepEqual(away.said.map(({ code }) => code), ["unsynced"]);
  const here = world();
  here.stand();
  here.rejects(new Locked());
  assert.equal(here.said.length, 1);
});

test("what the person stopped is no failure", () => {
  const { said, stand, rejects, throws } = world();
  stand();
  rejects(new Cancelled());
  throws(new Cancelled());
  assert.deepEqual(said, []);
});

test("the browser's own complaints, which carry no error, are left alone", () => {
  const { said, stand, throws } = world();
  stand();
  throws(null);
  throws(undefined);
  assert.deepEqual(said, []);
});

test("nothing is heard once it is stopped", () => {
  const { said, stand, failures, rejects } = world();
  stand();
  failures.stop();
  rejects(new Offline());
  assert.deepEqual(said, []);
});
