/** What this phone and browser can do, as the screens ask for it (`Device` of views/context.js). */
import { createInstall } from "../platform/install.js";
import { createNetwork } from "../platform/network.js";
import { createOutput } from "../platform/output.js";
import { createPush } from "../platform/push.js";
import { createShare } from "../platform/share.js";
import { createSpeech } from "../platform/speech.js";
import { createStorageStatus } from "../platform/storage.js";
import { readPart } from "./parts.js";
import { createUpdate } from "./update.js";

/**
 * @param {{window: any, serviceWorker: any, protocol: any, clock: import("../lib/clock.js").Clock, reaches: () => Promise<boolean>, onChange: () => void}} parts
 */
export function createDevice({ window, serviceWorker, protocol, clock, reaches, onChange }) {
  const { navigator, document } = window;
  const share = createShare({ navigator, document, urls: window.URL, later: window.setTimeout.bind(window) });
  const install = createInstall(window);
  const storage = createStorageStatus({ storage: navigator.storage, isSecureContext: window.isSecureContext, hasServiceWorker: "serviceWorker" in navigator });
  const push = createPush({
    registration: serviceWorker.registration, notifications: window.Notification, hasPushManager: "PushManager" in window,
    iosNeedsHomeScreen: install.iosNeedsHomeScreen,
  });
  install.onChange(onChange);
  let isPrivateWindow = false;
  void storage.privateWindow().then((answer) => {
    isPrivateWindow = answer === "likely";
    if (isPrivateWindow) onChange();
  });

  /**
   * The browser may still hold one that is dead at the push service: after a failure another takes its place.
   * @param {{publicKey: string, working: boolean|null}} known  what the server says
   * @param {(publicKey: string) => Promise<object|null>} subscribe
   */
  async function hold({ publicKey, working }, subscribe) {
    if (working === false) await push.unsubscribe();
    const subscription = await subscribe(publicKey);
    if (subscription) await protocol.subscribePush(subscription);
    onChange();
  }

  /** On each open, since a subscription can end without a word. What the person never turned on, or turned off, stays so. */
  async function renewPush() {
    const known = await protocol.push();
    if (known.subscribed || known.working === false) await hold(known, push.renew);
  }

  /** Called from a touch, as phones demand. */
  const subscribePush = async () => hold(await protocol.push(), push.subscribe);

  async function unsubscribePush() {
    await push.unsubscribe();
    await protocol.unsubscribePush();
    onChange();
  }

  /** What holds here, and what the server knows of it; `working` is null until something was delivered or failed. */
  async function pushStatus() {
    const here = await push.status();
    const server = await protocol.push().catch(() => null);
    return {
      supported: here.support === "supported", needsHomeScreen: here.support === "needs-home-screen", permission: here.permission,
      subscribed: here.subscribed && server?.subscribed !== false, working: server?.working ?? null, reached: server !== null,
    };
  }

  return {
    push: pushStatus, renewPush, subscribePush, unsubscribePush,
    testPush: () => protocol.testPush(),
    storage: async () => ({ ...((await storage.estimate()) ?? { usage: 0, quota: 0, free: 0 }), persisted: await storage.persisted() }),
    keepStorage: storage.persist,
    isPrivateWindow: () => isPrivateWindow,
    install: () => ({ standalone: install.standalone(), iosNeedsHomeScreen: install.iosNeedsHomeScreen(), canInstall: install.canInstall(), install: install.install }),
    speech: createSpeech(window.speechSynthesis, window.SpeechSynthesisUtterance),
    share,
    mayBeOnline: createNetwork(window).mayBeOnline,
    output: createOutput({
      share, print: () => window.print(), today: () => clock.stamp().slice(0, 10), readPdf: () => readPart(() => import("../platform/pdf.js"), reaches),
    }),
    copy: (/** @type {string} */ text) => navigator.clipboard.writeText(text),
    update: createUpdate(serviceWorker, onChange),
    label: () => deviceLabel(navigator.userAgent),
  };
}

/** A word to know one's own devices by. @param {string} userAgent */
export function deviceLabel(userAgent) {
  const system = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(userAgent)?.[0] ?? "Device";
  const browser = /Firefox|Edg|Chrome|Safari/.exec(userAgent)?.[0] ?? "";
  return [system.replace("Macintosh", "Mac"), browser.replace("Edg", "Edge")].filter(Boolean).join(" · ");
}
