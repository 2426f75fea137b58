import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openFrom, showPush } from "../../service_worker/notifications.js";
import { createPreferences } from "../../service_worker/preferences.js";
import en from "../../static/locales/push.en.js";
import es from "../../static/locales/push.es.js";
import { BRAND } from "../../static/lib/brand.js";

const ID = "0195f3a2-7c4e-7b1a-9d2e-3f4a5b6c7d8e";
const ORIGIN = "https://sotto.invalid";
const ICONS = { icon: "/assets/icon.png", badge: "/assets/badge.png" };

/** @param {any} payload @param {{language?: () => Promise<any>, refuse?: (options: any) => boolean}} [options] */
async function push(payload, { language = async () => null, refuse = () => false } = {}) {
  const shown = /** @type {Array<{title: string, options: any}>} */ ([]);
  const registration = {
    showNotification: async (/** @type {string} */ title, /** @type {any} */ options) => {
      if (refuse(options)) throw new TypeError("refused");
      shown.push({ title, options });
    },
  };
  const data = payload === null ? null : { json: () => JSON.parse(payload) };
  await showPush({ registration, language, icons: ICONS }, data);
  return shown;
}

const payload = (/** @type {object} */ change) => JSON.stringify({ web_push: 8030, notification: { title: BRAND, body: "other words", lang: "en" }, id: ID, ...change });

test("a push shows the fixed sentence under the opaque id, and rings again each time", async () => {
  assert.deepEqual(await push(payload({})), [
    { title: BRAND, options: { body: en["push.body"], lang: "en", tag: ID, renotify: true, data: { id: ID }, ...ICONS } },
  ]);
});

test("what the message says is never shown, only the words of the app", async () => {
  const [shown] = await push(payload({ notification: { title: "R. relapsed", body: "call now", lang: "es" } }));
  assert.equal(shown?.title, BRAND);
  assert.equal(shown?.options.body, es["push.body"]);
});

test("the language chosen on this device wins over that of the message", async () => {
  const [shown] = await push(payload({}), { language: async () => "es" });
  assert.equal(shown?.options.body, es["push.body"]);
});

test("whatever arrives, exactly one notification with the fixed words is shown", async () => {
  const anything = fc.oneof(fc.constant(null), fc.string(), fc.json(), fc.record({ id: fc.anything(), notification: fc.anything() }).map((each) => JSON.stringify(each)));
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const shown = await push(text ?? null);
      assert.equal(shown.length, 1);
      assert.equal(shown[0]?.options.body, en["push.body"]);
      assert.ok(shown[0]?.options.tag);
    }),
  );
});

test("a memory that cannot be read does not stop the notification", async () => {
  const [shown] = await push(payload({}), { language: () => Promise.reject(new Error("evicted")) });
  assert.equal(shown?.options.body, en["push.body"]);
});

test("a platform that refuses the options still shows the words", async () => {
  const shown = await push(payload({}), { refuse: (options) => "renotify" in options });
  assert.deepEqual(shown, [{ title: BRAND, options: { body: en["push.body"] } }]);
});

test("the words give nothing away, in either language", () => {
  for (const text of [...Object.values(en), ...Object.values(es)]) {
    assert.doesNotMatch(text, /risk|consult|urgent|crisis|help|note|session|recover|riesgo|consulta|urgente|ayuda|nota|sesi|recupera/i);
  }
  assert.deepEqual(Object.keys(en).sort(), Object.keys(es).sort());
});

/** @param {Array<{url: string, visibilityState?: string}>} open */
function clients(open) {
  const done = /** @type {string[]} */ ([]);
  const pages = open.map(({ url, visibilityState = "hidden" }, index) => ({
    url,
    visibilityState,
    focus: async () => void done.push(`focus ${index}`),
    postMessage: (/** @type {any} */ { type, id }) => void done.push(`${type} ${id} to ${index}`),
  }));
  return { done, clients: /** @type {any} */ ({ matchAll: async () => pages, openWindow: async (/** @type {string} */ url) => void done.push(`window ${url}`) }) };
}

test("touching it opens the app at the request", async () => {
  const { clients: none, done } = clients([]);
  await openFrom(none, { id: ID }, ORIGIN);
  assert.deepEqual(done, [`window /#/open/${ID}`]);
});

test("an open page is told and brought to the front, never loaded again", async () => {
  const { clients: some, done } = clients([{ url: `${ORIGIN}/#/today` }, { url: `${ORIGIN}/#/me`, visibilityState: "visible" }]);
  await openFrom(some, { id: ID }, ORIGIN);
  assert.deepEqual(done, [`open-place ${ID} to 1`, "focus 1"]);
});

test("a page of another place is not taken for the app", async () => {
  const { clients: some, done } = clients([{ url: `${ORIGIN}/healthz` }]);
  await openFrom(some, { id: ID }, ORIGIN);
  assert.deepEqual(done, [`window /#/open/${ID}`]);
});

test("an id that is not one leads to the start of the app and nowhere else", async () => {
  for (const data of [null, {}, { id: "../../api" }, { id: `${ID}/x` }, { id: 7 }]) {
    const { clients: none, done } = clients([]);
    await openFrom(none, data, ORIGIN);
    assert.deepEqual(done, ["window /"]);
  }
});

test("the language is remembered between two wakings, and only one that exists", async () => {
  const kept = new Map();
  const caches = /** @type {any} */ ({
    open: async () => ({ match: async (/** @type {string} */ key) => kept.get(key)?.clone(), put: async (/** @type {string} */ key, /** @type {Response} */ value) => void kept.set(key, value) }),
  });
  const preferences = createPreferences(caches);
  assert.equal(await preferences.language(), null);
  await preferences.setLanguage("es");
  assert.equal(await createPreferences(caches).language(), "es");
  kept.set([...kept.keys()][0], new Response("<b>"));
  assert.equal(await preferences.language(), null);
});
