/** Every place has its screen, wherever it is read from; what has been read is there at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "../../../static/app/routes.js";
import { createScreens } from "../../../static/app/screens/index.js";
import { Offline } from "../../../static/lib/errors.js";

/** Words that were read, of whatever part. */
function spoken() {
  /** @type {Set<string>} */
  const parts = new Set();
  return { parts, has: (/** @type {string} */ part) => parts.has(part), learn: async (/** @type {string} */ part) => void parts.add(part) };
}

const sync = /** @type {any} */ ({ name: "sync", open: "member" });

test("every place of the table has a screen", async () => {
  const screens = createScreens({ words: spoken() });
  for (const route of routes) assert.equal(typeof (await screens.of(route)), "function", route.name);
});

test("unlocking, what one sees then, and hiding want nothing more to be read", () => {
  const screens = createScreens({ words: spoken() });
  for (const route of routes.filter(({ name }) => ["unlock", "today", "rest"].includes(name))) assert.equal(typeof screens.of(route), "function", route.name);
});

test("a screen that was read once is there at once the next time, and so are those beside it", async () => {
  const screens = createScreens({ words: spoken() });
  await screens.of(sync);
  for (const route of routes.filter(({ open }) => open === "member")) assert.equal(typeof screens.of(route), "function", route.name);
});

test("a part that could not be read in the background is read again when somebody goes there, and only then missed in words", async () => {
  let tries = 0;
  const member = async () => {
    tries += 1;
    if (tries < 3) throw new TypeError("no network");
    return { screens: { sync: () => () => undefined } };
  };
  const screens = createScreens({ words: spoken(), parts: /** @type {any} */ ({ member }) });
  screens.prepare("member");
  await assert.rejects(/** @type {Promise<any>} */ (screens.of(sync)), Offline);
  assert.equal(typeof (await screens.of(sync)), "function");
});

test("a screen is not drawn before its words are there, and their absence is told like its own", async () => {
  const words = spoken();
  const noWords = async () => {
    throw new Offline();
  };
  const screens = createScreens({ words: { ...words, learn: noWords } });
  await assert.rejects(/** @type {Promise<any>} */ (screens.of(sync)), Offline);
  const later = createScreens({ words });
  await later.of(sync);
  assert.equal(typeof later.of(sync), "function");
  words.parts.clear();
  assert.ok(later.of(sync) instanceof Promise, "another language, whose words are not all there");
});
