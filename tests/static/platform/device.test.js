import assert from "node:assert/strict";
import { test } from "node:test";
import { createBackgroundSync } from "../../../static/platform/background_sync.js";
import { createInstall, isAppleMobile } from "../../../static/platform/install.js";
import { alone, holdWhileOpen } from "../../../static/platform/locks.js";
import { createNetwork } from "../../../static/platform/network.js";
import { createShare } from "../../../static/platform/share.js";
import { createSpeech } from "../../../static/platform/speech.js";
import { createStorageStatus } from "../../../static/platform/storage.js";
import { createVisibility } from "../../../static/platform/visibility.js";
import { createLocks, settled, target } from "./fakes.js";

const IPHONE = { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X)", maxTouchPoints: 5 };
const IPAD = { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 5 };
const MAC = { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 0 };
const ANDROID = { userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 7)", maxTouchPoints: 5 };

const browser = (/** @type {any} */ navigator, standalone = false) => target({ navigator, matchMedia: () => ({ matches: standalone }) });

test("an iPad that calls itself a Mac is known by its touch points", () => {
  assert.deepEqual([IPHONE, IPAD, MAC, ANDROID].map(isAppleMobile), [true, true, false, false]);
});

test("the way to the Home Screen is shown on iPhones and iPads until the app is there", () => {
  assert.equal(createInstall(browser(IPHONE)).iosNeedsHomeScreen(), true);
  assert.equal(createInstall(browser({ ...IPHONE, standalone: true })).iosNeedsHomeScreen(), false);
  assert.equal(createInstall(browser(IPAD, true)).iosNeedsHomeScreen(), false);
  assert.equal(createInstall(browser(ANDROID)).iosNeedsHomeScreen(), false);
});

test("the browser's offer to install is kept until the person asks, and used once", async () => {
  const window = browser(ANDROID);
  const install = createInstall(window);
  assert.equal(await install.install(), "unavailable");
  let prompts = 0;
  const offer = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
    prompt: async () => void (prompts += 1),
    userChoice: Promise.resolve({ outcome: "accepted" }),
  });
  window.dispatchEvent(offer);
  assert.equal(offer.defaultPrevented, true);
  assert.equal(install.canInstall(), true);
  assert.equal(await install.install(), "accepted");
  assert.equal(install.canInstall(), false);
  assert.equal(prompts, 1);
});

test("storage that is kept already is not asked for again", async () => {
  let asked = 0;
  const storage = /** @type {any} */ ({ persisted: async () => true, persist: async () => ((asked += 1), true) });
  assert.equal(await createStorageStatus({ storage, isSecureContext: true, hasServiceWorker: true }).persist(), true);
  assert.equal(asked, 0);
});

test("room that the browser does not tell is unknown, not zero", async () => {
  const status = (/** @type {any} */ storage) => createStorageStatus({ storage, isSecureContext: true, hasServiceWorker: true });
  assert.equal(await status({}).estimate(), null);
  assert.equal(await status({ estimate: async () => ({}) }).estimate(), null);
  assert.deepEqual(await status({ estimate: async () => ({ usage: 30, quota: 20 }) }).estimate(), { usage: 30, quota: 20, free: 0 });
});

test("a private window is likely or unknown, never denied", async () => {
  const refuse = (/** @type {string} */ name) => ({ getDirectory: () => Promise.reject(Object.assign(new Error(name), { name })) });
  const look = (/** @type {any} */ storage, hasServiceWorker = true) => createStorageStatus({ storage, isSecureContext: true, hasServiceWorker }).privateWindow();
  assert.equal(await look({}, false), "likely");
  assert.equal(await look(refuse("SecurityError")), "likely");
  assert.equal(await look(refuse("NotAllowedError")), "unknown");
  assert.equal(await look({ getDirectory: async () => ({}) }), "unknown");
  assert.equal(await look(undefined), "unknown");
});

test("leaving is told once, however the browser says it", () => {
  const page = target({ visibilityState: /** @type {DocumentVisibilityState} */ ("visible") });
  const window = new EventTarget();
  const told = /** @type {boolean[]} */ ([]);
  const stop = createVisibility(page, window).onChange((visible) => told.push(visible));
  window.dispatchEvent(new Event("pagehide"));
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  page.visibilityState = "visible";
  window.dispatchEvent(new Event("pageshow"));
  stop();
  window.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(told, [false, true]);
});

test("the network's return is a hint that can be given back", () => {
  const window = target({ navigator: { onLine: false } });
  const network = createNetwork(window);
  let returns = 0;
  const stop = network.onReturn(() => (returns += 1));
  window.dispatchEvent(new Event("online"));
  stop();
  window.dispatchEvent(new Event("online"));
  assert.equal(returns, 1);
  assert.equal(network.mayBeOnline(), false);
});

test("only one tab does the work of a name, and a browser without locks still does it", async () => {
  const locks = createLocks();
  assert.equal(await alone(/** @type {any} */ (locks), "w", async () => locks.held.length), 1);
  assert.equal(await alone(undefined, "w", async () => "done"), "done");
  await holdWhileOpen(undefined, "b");
  await assert.rejects(holdWhileOpen(/** @type {any} */ ({ request: () => Promise.reject(new Error("no locks here")) }), "b"), /no locks/);
});

test("background sync is asked for where there is one", async () => {
  const tags = /** @type {string[]} */ ([]);
  const ask = (/** @type {any} */ registration) => createBackgroundSync(async () => registration).ask();
  assert.equal(await ask({ sync: { register: async (/** @type {string} */ tag) => void tags.push(tag) } }), "asked");
  assert.equal(await ask({ sync: { register: () => Promise.reject(new Error("denied")) } }), "unavailable");
  assert.equal(await ask({}), "unavailable");
  assert.equal(await ask(null), "unavailable");
  assert.deepEqual(tags, ["sotto-queue"]);
});

test("a file goes by the share sheet, and as a download where there is none or it fails", async () => {
  const file = new File(["sealed"], "export.json");
  const clicked = /** @type {any[]} */ ([]);
  const document = /** @type {any} */ ({ createElement: () => ({ click() { clicked.push(this); } }) });
  const urls = { createObjectURL: () => "blob:1", revokeObjectURL: () => undefined };
  const give = (/** @type {any} */ navigator) => createShare({ navigator, document, urls, later: (work) => work() }).give(file);
  assert.equal(await give({ canShare: () => true, share: async () => undefined }), "shared");
  assert.equal(await give({ canShare: () => true, share: () => Promise.reject(new DOMException("closed", "AbortError")) }), "cancelled");
  assert.equal(clicked.length, 0);
  assert.equal(await give({}), "downloaded");
  assert.equal(await give({ canShare: () => true, share: () => Promise.reject(new DOMException("no", "NotAllowedError")) }), "downloaded");
  assert.deepEqual(clicked.map(({ download }) => download), ["export.json", "export.json"]);
});

/** @param {any[]} voices */
function speech(voices) {
  const spoken = /** @type {any[]} */ ([]);
  const synthesis = target({
    getVoices: () => voices,
    speak: (/** @type {any} */ utterance) => void spoken.push(utterance),
    cancel: () => void spoken.at(-1)?.onerror({ error: "interrupted" }),
  });
  const Utterance = /** @type {any} */ (class { constructor(/** @type {string} */ text) { this.text = text; } });
  return { spoken, speech: createSpeech(/** @type {any} */ (synthesis), Utterance) };
}

test("only a voice that is on the device reads aloud", async () => {
  const remote = speech([{ lang: "en-US", localService: false, default: true }]);
  assert.equal(remote.speech.available("en"), false);
  assert.equal(await remote.speech.read("words", "en"), "unavailable");
  const local = speech([{ lang: "es_US", localService: true }, { lang: "en-GB", localService: true }]);
  void local.speech.read("palabras", "es");
  assert.equal(local.spoken[0].lang, "es_US");
});

test("reading says how it ended", async () => {
  const { speech: reader, spoken } = speech([{ lang: "en-GB", localService: true }]);
  const first = reader.read("one", "en");
  await settled();
  const second = reader.read("two", "en");
  assert.equal(await first, "stopped");
  spoken[1].onend();
  assert.equal(await second, "finished");
  const third = reader.read("three", "en");
  spoken[2].onerror({ error: "audio-busy" });
  assert.equal(await third, "failed");
});

test("a device without speech has no reading aloud", async () => {
  const reader = createSpeech(undefined, /** @type {any} */ (undefined));
  assert.equal(reader.available("en"), false);
  reader.stop();
});
