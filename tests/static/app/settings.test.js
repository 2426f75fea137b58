/** Language and light or dark: known before anybody unlocks, and taken over at once. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSettings } from "../../../static/app/settings.js";
import { Malformed, Offline } from "../../../static/lib/errors.js";
import { openStore } from "../../../static/store/store.js";

let nextName = 0;
/** The words of a language, as far as these tests look at them. @type {(language: string) => Promise<any>} */
const readWords = async (language) => ({ language });

async function world({ preferred = /** @type {"en"|"es"} */ ("en"), read = readWords, storeName = `settings-${(nextName += 1)}` } = {}) {
  const store = await openStore({ name: storeName });
  const document = /** @type {any} */ ({ documentElement: { lang: "", dataset: {} } });
  const told = [];
  const settings = await createSettings({ store, document, preferred, read, onChange: (choice, words) => told.push([choice, words.language]) });
  return { store, storeName, page: document.documentElement, settings, told };
}

test("until somebody chooses, the language is the phone's own", async () => {
  const { settings, page } = await world({ preferred: "es" });
  assert.deepEqual([settings.get(), page.lang], [{ language: "es", theme: "system" }, "es"]);
});

test("a choice takes effect at once, is told once, and is there the next time", async () => {
  const { settings, page, told, storeName } = await world();
  await settings.set({ language: "es" });
  await settings.set({ theme: "dark" });
  assert.deepEqual([page.lang, page.dataset.theme], ["es", "dark"]);
  assert.deepEqual(told, [[{ language: "es", theme: "system" }, "es"], [{ language: "es", theme: "dark" }, "es"]]);
  const again = await world({ storeName });
  assert.deepEqual(again.settings.get(), { language: "es", theme: "dark" });
  await again.settings.set({ theme: "system" });
  assert.equal("theme" in again.page.dataset, false);
});

test("a choice that cannot be kept is not taken", async () => {
  const { settings, page, told } = await world();
  await assert.rejects(settings.set({ theme: /** @type {any} */ ("neon") }), Malformed);
  assert.deepEqual([settings.get(), page.dataset, told], [{ language: "en", theme: "system" }, {}, []]);
});

test("a language whose words cannot be read is not taken, now or the next time", async () => {
  const { settings, page, told, storeName } = await world({ read: async () => { throw new Offline(); } });
  await assert.rejects(settings.set({ language: "es" }), Offline);
  assert.deepEqual([settings.get().language, page.lang, told], ["en", "en", []]);
  assert.equal((await world({ storeName })).settings.get().language, "en");
});
