/** No text lies in the catalogues that nobody can come to read: it would be translated, reviewed and believed for nothing. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import en from "../../../static/locales/en.js";
import { asked } from "../support/asked_words.js";

const ROOT = new URL("../../../", import.meta.url);

test("the search knows a key by its name, with a value in it, and with something added", () => {
  const isAsked = asked('t("note.title"); t(`risk.level.${hit.level}`); const words = "note.sent"; t(`${words}Body`); t(`step.${"apple.copy"}`)');
  for (const key of ["note.title", "risk.level.concern", "note.sent", "note.sentBody", "step.apple.copy"]) assert.ok(isAsked(key), key);
  for (const key of ["note.lead", "risk.level", "risk.level.concern.hint", "note.titleHint"]) assert.ok(!isAsked(key), key);
});

test("every text of the catalogues can be asked for by the app or its service worker", () => {
  const sources = ["static/", "service_worker/"].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true }).map(String)
      .filter((name) => name.endsWith(".js") && !name.startsWith("locales"))
      .map((name) => readFileSync(new URL(folder + name, ROOT), "utf8")));
  const isAsked = asked(sources.join("\n"));
  assert.deepEqual(Object.keys(en).filter((key) => !isAsked(key)), []);
});
