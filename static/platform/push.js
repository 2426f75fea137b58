/**
 * Web Push on this device: can it be, may it be, is it.
 *
 * Standards: Push API, RFC 8292 (the server's key). A subscription can end without a word, so it is renewed on each open; a subscription made
 * for another server key is useless and is replaced. Permission is asked only from a touch, as iPhones demand.
 */
import { fromBase64url, toBase64url } from "../lib/bytes.js";

/**
 * @typedef {"supported"|"needs-home-screen"|"unsupported"} Support
 * @typedef {{endpoint: string, keys: {p256dh: string, auth: string}, expirationTime: number|null}} Subscription  the body of `PUT push`
 *
 * @typedef {object} Parts
 * @property {() => Promise<ServiceWorkerRegistration|null>} registration  once a worker is active
 * @property {{permission: NotificationPermission, requestPermission: () => Promise<NotificationPermission>}|undefined} notifications  `window.Notification`
 * @property {boolean} hasPushManager  `"PushManager" in window`
 * @property {() => boolean} iosNeedsHomeScreen
 */

/** @param {Parts} parts */
export function createPush({ registration, notifications, hasPushManager, iosNeedsHomeScreen }) {
  /** @returns {Support} */
  function support() {
    if (iosNeedsHomeScreen()) return "needs-home-screen";
    return hasPushManager && notifications ? "supported" : "unsupported";
  }

  const permission = () => notifications?.permission ?? "denied";

  const manager = async () => (support() === "supported" ? ((await registration())?.pushManager ?? null) : null);

  /** @param {PushManager} pushManager @param {string} publicKey */
  async function current(pushManager, publicKey) {
    const existing = await pushManager.getSubscription();
    if (!existing) return null;
    if (isFor(existing, publicKey)) return existing;
    await existing.unsubscribe();
    return null;
  }

  /** @param {string} publicKey @returns {Promise<Subscription|null>} */
  async function renew(publicKey) {
    const pushManager = permission() === "granted" ? await manager() : null;
    if (!pushManager) return null;
    const subscription =
      (await current(pushManager, publicKey)) ??
      (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: toBuffer(fromBase64url(publicKey)) }));
    return asBody(subscription);
  }

  return {
    support,
    permission,
    /** On each open: what the server should hold now, or null when the person has not allowed it. Never asks. */
    renew,
    /** Asks the person, if needed, and subscribes; call it from a touch. Null when they say no. @param {string} publicKey @returns {Promise<Subscription|null>} */
    async subscribe(publicKey) {
      if (support() !== "supported" || !notifications) return null;
      if (permission() === "default") await notifications.requestPermission();
      return renew(publicKey);
    },
    /** @returns {Promise<boolean>} was there one? */
    async unsubscribe() {
      const subscription = await (await manager())?.getSubscription();
      return subscription ? subscription.unsubscribe() : false;
    },
    /** @returns {Promise<{support: Support, permission: NotificationPermission, subscribed: boolean}>} what is true on this device, whatever the server believes */
    async status() {
      const subscription = await (await manager())?.getSubscription();
      return { support: support(), permission: permission(), subscribed: Boolean(subscription) };
    },
  };
}

/** @param {PushSubscription} subscription @param {string} publicKey */
function isFor(subscription, publicKey) {
  const used = subscription.options.applicationServerKey;
  // A browser that does not tell the key gets the benefit of the doubt: the server's test finds out.
  return !used || toBase64url(new Uint8Array(used)) === publicKey;
}

/** @param {Uint8Array} bytes @returns {ArrayBuffer} */
function toBuffer(bytes) {
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

/** @param {PushSubscription} subscription @returns {Subscription} */
function asBody(subscription) {
  const { endpoint, keys, expirationTime } = subscription.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new TypeError("expected a push subscription with an endpoint and two keys");
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, expirationTime: expirationTime ?? null };
}
