/** Every place has its screen, wherever it is read from; what has been read is there at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "../../../static/app/routes.js";
import { createScreens } from "../../../static/app/screens/index.js";
import { Offline } from "../../../static/lib/errors.js";

const sync = /** @type {any} */ ({ name: "sync", open: "member" });

test("every place of the table has a screen", async () => {
  const screens = createScreens();
  for (const route of routes) assert.equal(typeof (await screens.of(route)), "function", route.name);
});

test("unlocking, what one sees then, and hiding want nothing more to be read", () => {
  const screens = createScreens();
  for (const route of routes.filter(({ name }) => ["unlock", "today", "rest"].includes(name))) assert.equal(typeof screens.of(route), "function", route.name);
});

test("a screen that was read once is there at once the next time, and so are those beside it", async () => {
  const screens = createScreens();
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
  const screens = createScreens({ parts: /** @type {any} */ ({ member }) });
  screens.prepare("member");
  await assert.rejects(/** @type {Promise<any>} */ (screens.of(sync)), Offline);
  assert.equal(typeof (await screens.of(sync)), "function");
});
