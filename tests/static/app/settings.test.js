/** Language and light or dark: known before anybody unlocks, and taken over at once. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSettings } from "../../../static/app/settings.js";
import { Malformed } from "../../../static/lib/errors.js";
import { openStore } from "../../../static/store/store.js";

let nextName = 0;
async function world({ preferred = ["en-US"], storeName = `settings-${(nextName += 1)}` } = {}) {
  const store = await openStore({ name: storeName });
  const document = /** @type {any} */ ({ documentElement: { lang: "", dataset: {} } });
  const told = [];
  const settings = await createSettings({ store, document, preferred, onChange: (choice) => told.push(choice) });
  return { store, storeName, page: document.documentElement, settings, told };
}

test("the first language is the person's own where the app has it, else English", async () => {
  for (const [preferred, language] of [[["es-MX", "en"], "es"], [["fr-FR", "es"], "es"], [["fr"], "en"], [[], "en"], [["ES"], "es"]]) {
    const { settings, page } = await world({ preferred });
    assert.deepEqual([settings.get(), page.lang], [{ language, theme: "system" }, language]);
  }
});

test("a choice takes effect at once, is told once, and is there the next time", async () => {
  const { settings, page, told, storeName } = await world();
  await settings.set({ language: "es" });
  await settings.set({ theme: "dark" });
  assert.deepEqual([page.lang, page.dataset.theme], ["es", "dark"]);
  assert.deepEqual(told, [{ language: "es", theme: "system" }, { language: "es", theme: "dark" }]);
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
