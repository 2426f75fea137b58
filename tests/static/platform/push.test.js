import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64url } from "../../../static/lib/bytes.js";
import { createPush } from "../../../static/platform/push.js";

const SERVER = new Uint8Array(65).fill(4);
const PUBLIC_KEY = toBase64url(SERVER);

/** A push manager that keeps one subscription, as browsers do. */
function createManager() {
  /** @type {any} */
  let current = null;
  let made = 0;
  return {
    made: () => made,
    getSubscription: async () => current,
    /** @param {{applicationServerKey: ArrayBuffer}} options */
    async subscribe({ applicationServerKey }) {
      made += 1;
      const endpoint = `https://push.invalid/${made}`;
      current = {
        options: { applicationServerKey },
        toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
        unsubscribe: async () => ((current = null), true),
      };
      return current;
    },
  };
}

/** @param {{permission?: NotificationPermission, answer?: NotificationPermission, needsHomeScreen?: boolean, hasPushManager?: boolean}} [state] */
function world({ permission = "granted", answer = "granted", needsHomeScreen = false, hasPushManager = true } = {}) {
  const pushManager = createManager();
  const notifications = {
    permission,
    asked: 0,
    async requestPermission() {
      notifications.asked += 1;
      return (notifications.permission = answer);
    },
  };
  const registration = async () => /** @type {any} */ ({ pushManager });
  return { pushManager, notifications, push: createPush({ registration, notifications, hasPushManager, iosNeedsHomeScreen: () => needsHomeScreen }) };
}

test("subscribing asks the person once and gives the body for the server", async () => {
  const { push, notifications } = world({ permission: "default" });
  assert.deepEqual(await push.subscribe(PUBLIC_KEY), { endpoint: "https://push.invalid/1", keys: { p256dh: "p", auth: "a" }, expirationTime: null });
  assert.equal(notifications.asked, 1);
  assert.deepEqual(await push.status(), { support: "supported", permission: "granted", subscribed: true });
});

test("a no is an answer", async () => {
  const { push, pushManager } = world({ permission: "default", answer: "denied" });
  assert.equal(await push.subscribe(PUBLIC_KEY), null);
  assert.equal(pushManager.made(), 0);
});

test("renewing never asks", async () => {
  const { push, notifications, pushManager } = world({ permission: "default" });
  assert.equal(await push.renew(PUBLIC_KEY), null);
  assert.equal(notifications.asked + pushManager.made(), 0);
});

test("renewing keeps a subscription that is good and makes a lost one anew", async () => {
  const { push, pushManager } = world();
  await push.renew(PUBLIC_KEY);
  await push.renew(PUBLIC_KEY);
  assert.equal(pushManager.made(), 1);
  await push.unsubscribe();
  assert.equal((await push.renew(PUBLIC_KEY))?.endpoint, "https://push.invalid/2");
});

test("a subscription for another server key is replaced", async () => {
  const { push, pushManager } = world();
  await push.renew(toBase64url(new Uint8Array(65).fill(9)));
  await push.renew(PUBLIC_KEY);
  assert.equal(pushManager.made(), 2);
  const { options } = await pushManager.getSubscription();
  assert.deepEqual(new Uint8Array(options.applicationServerKey), SERVER);
});

test("an iPhone tab is sent to the Home Screen and an old browser is told the truth", async () => {
  const phone = world({ needsHomeScreen: true });
  assert.equal(phone.push.support(), "needs-home-screen");
  assert.equal(await phone.push.subscribe(PUBLIC_KEY), null);
  assert.equal(phone.notifications.asked, 0);
  assert.equal(world({ hasPushManager: false }).push.support(), "unsupported");
});

test("unsubscribing says whether there was something to end", async () => {
  const { push } = world();
  assert.equal(await push.unsubscribe(), false);
  await push.subscribe(PUBLIC_KEY);
  assert.equal(await push.unsubscribe(), true);
});
