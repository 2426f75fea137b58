import assert from "node:assert/strict";
import { test } from "node:test";
import { createServiceWorker } from "../../../static/platform/service_worker.js";
import { createLocks, settled, target } from "./fakes.js";

const HOUR = 60 * 60 * 1000;

/** A page with a worker of its own build, and what a browser would do to it. */
function world({ controlled = true, waiting = false } = {}) {
  const said = /** @type {any[]} */ ([]);
  const worker = (/** @type {string} */ state) => target({ state, postMessage: (/** @type {any} */ message) => void said.push(message) });
  const registration = target({
    active: worker("activated"),
    waiting: waiting ? worker("installed") : null,
    installing: /** @type {any} */ (null),
    looked: 0,
    failing: false,
    async update() {
      registration.looked += 1;
      if (registration.failing) throw new TypeError("no network");
    },
  });
  const container = target({
    controller: controlled ? registration.active : null,
    registered: /** @type {any[]} */ ([]),
    ready: Promise.resolve(registration),
    register: async (/** @type {any[]} */ ...all) => (container.registered.push(all), registration),
  });
  const page = target({ visibilityState: "visible" });
  const clock = { ms: 0 };
  const locks = createLocks();
  let reloads = 0;
  const timers = /** @type {Array<() => void>} */ ([]);
  const serviceWorker = createServiceWorker(
    /** @type {any} */ ({ container, locks, scriptUrl: "/sw.js", build: "b1", reload: () => (reloads += 1), page, now: () => clock.ms, later: (/** @type {() => void} */ act) => void timers.push(act) }),
  );
  return {
    serviceWorker, container, registration, page, clock, locks, said,
    reloads: () => reloads,
    arrives() {
      const arriving = worker("installing");
      registration.installing = arriving;
      registration.dispatchEvent(new Event("updatefound"));
      arriving.state = "installed";
      registration.waiting = arriving;
      arriving.dispatchEvent(new Event("statechange"));
    },
    timeGoesBy: () => timers.forEach((act) => act()),
    changesOver() {
      container.dispatchEvent(new Event("controllerchange"));
    },
  };
}

/** @param {ReturnType<typeof createServiceWorker>} serviceWorker */
function isOffered(serviceWorker) {
  let offered = false;
  serviceWorker.onUpdateReady(() => (offered = true))();
  return offered;
}

test("the worker is registered for the whole site and never from the browser's cache", async () => {
  const { serviceWorker, container } = world();
  assert.equal(await serviceWorker.start(), true);
  assert.deepEqual(container.registered, [["/sw.js", { scope: "/", updateViaCache: "none" }]]);
});

test("a page says which build it runs for as long as it is open", async () => {
  const { serviceWorker, locks } = world();
  await serviceWorker.start();
  assert.deepEqual(locks.held, [{ name: "sotto-build-b1", mode: "shared" }]);
});

test("a browser without service workers is told apart, not broken", async () => {
  const serviceWorker = createServiceWorker(
    /** @type {any} */ ({ container: undefined, locks: undefined, scriptUrl: "/sw.js", build: "b1", reload() {}, page: target({}), now: () => 0 }),
  );
  assert.equal(await serviceWorker.start(), false);
  assert.equal(await serviceWorker.registration(), null);
});

test("a new version that has arrived is offered once", async () => {
  const { serviceWorker, arrives } = world();
  let offers = 0;
  serviceWorker.onUpdateReady(() => (offers += 1));
  await serviceWorker.start();
  arrives();
  arrives();
  assert.equal(offers, 1);
  assert.equal(isOffered(serviceWorker), true);
});

test("a version that waited while the app was closed is offered at start", async () => {
  const { serviceWorker } = world({ waiting: true });
  await serviceWorker.start();
  assert.equal(isOffered(serviceWorker), true);
});

test("the first installation is not called an update", async () => {
  const { serviceWorker, arrives, changesOver, reloads } = world({ controlled: false });
  await serviceWorker.start();
  arrives();
  changesOver();
  assert.equal(isOffered(serviceWorker), false);
  assert.equal(reloads(), 0);
});

test("an update saves everything first, then changes over and reloads once", async () => {
  const { serviceWorker, arrives, changesOver, said, reloads } = world();
  const order = /** @type {string[]} */ ([]);
  serviceWorker.beforeUpdate(async () => {
    await settled();
    order.push("saved " + said.filter(({ type }) => type === "take-update").length);
  });
  await serviceWorker.start();
  arrives();
  const taken = serviceWorker.takeUpdate();
  await settled();
  await settled();
  assert.deepEqual(order, ["saved 0"]);
  assert.deepEqual(said.at(-1), { type: "take-update" });
  assert.equal(reloads(), 0);
  changesOver();
  changesOver();
  assert.equal(await taken, true);
  assert.equal(reloads(), 1);
});

test("an update that does not come over says so, and no later reload surprises whoever went on writing", async () => {
  const { serviceWorker, arrives, changesOver, timeGoesBy, reloads } = world();
  await serviceWorker.start();
  arrives();
  const taken = serviceWorker.takeUpdate();
  await settled();
  timeGoesBy();
  assert.equal(await taken, false);
  changesOver();
  await settled();
  assert.equal(reloads(), 0);
});

test("the old worker gets no work while a version waits: it would put off the change-over", async () => {
  const { serviceWorker, said } = world({ waiting: true });
  await serviceWorker.start();
  assert.deepEqual(said, []);
});

test("an update is not taken when something cannot be saved", async () => {
  const { serviceWorker, arrives, changesOver, said, reloads } = world();
  serviceWorker.beforeUpdate(() => Promise.reject(new Error("storage full")));
  await serviceWorker.start();
  arrives();
  await assert.rejects(serviceWorker.takeUpdate(), /storage full/);
  changesOver();
  assert.equal(said.some(({ type }) => type === "take-update"), false);
  assert.equal(reloads(), 0);
});

test("a hook that was taken back is not asked", async () => {
  const { serviceWorker, arrives, changesOver } = world();
  const takeBack = serviceWorker.beforeUpdate(() => Promise.reject(new Error("gone")));
  takeBack();
  await serviceWorker.start();
  arrives();
  const taken = serviceWorker.takeUpdate();
  await settled();
  changesOver();
  assert.equal(await taken, true);
});

test("when another tab took the update this page is offered a reload and never loses what is on it", async () => {
  const { serviceWorker, changesOver, reloads } = world();
  let saved = 0;
  serviceWorker.beforeUpdate(() => void (saved += 1));
  await serviceWorker.start();
  changesOver();
  assert.equal(reloads(), 0);
  assert.equal(isOffered(serviceWorker), true);
  await serviceWorker.takeUpdate();
  assert.equal(saved, 1);
  assert.equal(reloads(), 1);
});

test("coming back after an hour looks for an update, and no network is not a failure", async () => {
  const { serviceWorker, registration, page, clock } = world();
  registration.failing = true;
  await serviceWorker.start();
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(registration.looked, 0);
  clock.ms = HOUR + 1;
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(registration.looked, 1);
  assert.equal(await serviceWorker.lookForUpdate(), false);
});

test("a touched notification hands its opaque id to the page", async () => {
  const { serviceWorker, container } = world();
  const opened = /** @type {string[]} */ ([]);
  serviceWorker.onOpen((id) => opened.push(id));
  await serviceWorker.start();
  container.dispatchEvent(new MessageEvent("message", { data: { type: "open-place", id: "one" } }));
  container.dispatchEvent(new MessageEvent("message", { data: { type: "open-place", id: 7 } }));
  container.dispatchEvent(new MessageEvent("message", { data: null }));
  assert.deepEqual(opened, ["one"]);
});

test("the worker is told the language of notifications", async () => {
  const { serviceWorker, said } = world();
  await serviceWorker.speak("es");
  assert.deepEqual(said, [{ type: "language", language: "es" }]);
});
