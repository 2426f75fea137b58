/** A supervisor whom no push reaches is told why, and one whom it reaches is left in peace. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pushTrouble } from "../../../../static/views/consults/push_trouble.js";

const fine = { supported: true, permission: "granted", subscribed: true, working: true, needsHomeScreen: false };

for (const [promise, change, why] of /** @type {const} */ ([
  ["nothing is said when pushes get through", {}, null],
  ["nothing is said before the first push was tried", { working: null }, null],
  ["an iPhone tab is sent to the Home Screen first", { needsHomeScreen: true, supported: false }, "home-screen"],
  ["a browser without push says so", { supported: false, permission: "denied", subscribed: false }, "unsupported"],
  ["blocked notifications are named as blocked", { permission: "denied", subscribed: false }, "denied"],
  ["notifications never turned on are off", { permission: "default", subscribed: false }, "off"],
  ["a subscription that ended without a word is off", { subscribed: false }, "off"],
  ["a push that did not get through is told", { working: false }, "unreachable"],
])) {
  test(promise, () => assert.equal(pushTrouble({ ...fine, ...change }), why));
}
