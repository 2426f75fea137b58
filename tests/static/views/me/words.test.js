/** Me says truthfully whether this phone can be woken, and how much room is left. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import en from "../../../../static/locales/me.en.js";
import { cannotBeWoken, pushStateOf, roomLeft } from "../../../../static/views/me/words.js";

const fine = { supported: true, permission: "granted", subscribed: true, working: true, needsHomeScreen: false, reached: true };

describe("the state of notifications", () => {
  test("is on only when they are allowed, subscribed and the last one was handed over", () => {
    assert.equal(pushStateOf(fine), "on");
    assert.equal(pushStateOf({ ...fine, working: null }), "untested");
    assert.equal(pushStateOf({ ...fine, working: false }), "failing");
    assert.equal(pushStateOf({ ...fine, subscribed: false }), "off");
    assert.equal(pushStateOf({ ...fine, permission: "default" }), "off");
    assert.equal(pushStateOf({ ...fine, permission: "denied" }), "blocked");
  });
  test("is not claimed to work while the server cannot be asked", () => {
    assert.equal(pushStateOf({ ...fine, reached: false }), "unknown");
  });
  test("on an iPhone's tab names the Home Screen, whatever else is missing", () => {
    assert.equal(pushStateOf({ ...fine, supported: false, permission: "denied", needsHomeScreen: true }), "home-screen");
  });
  test("has a title and a way on for each", () => {
    for (const state of ["home-screen", "unsupported", "blocked", "off", "failing", "unknown", "untested", "on"]) {
      assert.ok(`me.push.${state}` in en, state);
      assert.ok(`me.push.${state}.body` in en, state);
    }
  });
});

describe("who is told loudly", () => {
  test("a supervisor who cannot be woken, and nobody else", () => {
    for (const state of /** @type {const} */ (["home-screen", "unsupported", "blocked", "off", "failing"])) {
      assert.equal(cannotBeWoken("supervisor", state), true, state);
      assert.equal(cannotBeWoken("specialist", state), false, state);
    }
    assert.equal(cannotBeWoken("supervisor", "on"), false);
  });
});

describe("the room that is left", () => {
  test("is said in megabytes below one thousand, else in gigabytes, rounded down", () => {
    assert.deepEqual(roomLeft({ usage: 9_000_000, quota: 50_900_000 }), { amount: 41, unit: "MB", isTight: true });
    assert.deepEqual(roomLeft({ usage: 0, quota: 2_999_000_000 }), { amount: 2, unit: "GB", isTight: false });
  });
  test("is never less than nothing, and is not invented where the browser does not say", () => {
    assert.deepEqual(roomLeft({ usage: 70_000_000, quota: 60_000_000 }), { amount: 0, unit: "MB", isTight: true });
    assert.equal(roomLeft({ usage: 0, quota: 0 }), null);
  });
});
