/** Words come with the part of the app that speaks them, in whatever language is chosen, and a missing part is told as what it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createWords } from "../../../static/app/words.js";
import { Offline } from "../../../static/lib/errors.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";

const PARTS = /** @type {const} */ (["anyone", "member", "officer"]);
const NOT_BY_PART = /^(push|start)\./;

test("the beginning speaks without the words of any other part", async () => {
  const words = createWords();
  const spoken = await words.of("en");
  for (const key of ["entry.unlock.title", "people.today.title", "help.call988", "app.error.part-missing"]) assert.ok(spoken.has(key), key);
  for (const key of ["entry.welcome.title", "people.note.title", "officer.title"]) assert.ok(!spoken.has(key), key);
  assert.ok(!words.has("en", "member"));
});

test("a part that is read later is spoken by who speaks already", async () => {
  const words = createWords();
  const spoken = await words.of("en");
  await words.learn("en", "member");
  assert.ok(words.has("en", "member"));
  assert.equal(spoken.t("people.note.title"), en["people.note.title"]);
});

test("another language comes with every part that is in use, and each language is whole by itself", async () => {
  const words = createWords();
  for (const part of PARTS) await words.learn("en", part);
  for (const [language, catalogue] of /** @type {const} */ ([["en", en], ["es", es]])) {
    const spoken = await words.of(language);
    assert.equal(spoken.language, language);
    for (const key of Object.keys(catalogue).filter((each) => !NOT_BY_PART.test(each))) assert.ok(spoken.has(key), key);
    assert.match(spoken.clockTime(0), /\d:\d\d/);
  }
});

test("a part that cannot be read is told as missing where the server answers, else as no signal; it is asked for again, and holds back no language", async () => {
  let isThere = false;
  let answers = true;
  const read = async (/** @type {string} */ language, /** @type {string} */ part) => {
    if (part === "member" && !isThere) throw new TypeError("Failed to fetch dynamically imported module");
    return { [`${part}.here`]: language };
  };
  const words = createWords({ read, reaches: async () => answers });
  await words.of("en");
  await assert.rejects(words.learn("en", "member"), { code: "part-missing" });
  answers = false;
  await assert.rejects(words.learn("en", "member"), Offline);
  assert.ok(!words.has("en", "member"));
  assert.equal((await words.of("es")).t("first.here"), "es");
  isThere = true;
  await words.learn("es", "member");
  assert.equal((await words.of("es")).t("member.here"), "es");
});
