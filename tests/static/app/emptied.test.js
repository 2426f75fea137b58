/** A browser that threw everything away is noticed by what stays: the sign-in that the server still knows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEmptied } from "../../../static/app/emptied.js";
import { Offline } from "../../../static/lib/errors.js";

/** @param {{signedIn?: any, state?: string, left?: any, session?: () => Promise<any>}} given */
function phone({ signedIn = null, state = "none", left = null, session = async () => ({ signedIn }) }) {
  const now = { state, asked: 0, drawn: 0 };
  const protocol = { session: () => ((now.asked += 1), session()) };
  return { now, emptied: createEmptied({ protocol, account: { state: () => now.state, left: () => left }, onChange: () => (now.drawn += 1) }) };
}

test("nobody here, and the server still lets this browser in: it was emptied, until somebody comes in", async () => {
  const { now, emptied } = phone({ signedIn: { state: "active" } });
  await emptied.look();
  assert.equal(emptied.isEmptied(), true);
  assert.equal(now.drawn, 1);
  await emptied.look();
  assert.equal(now.asked, 1);
  now.state = "unlocked";
  assert.equal(emptied.isEmptied(), false);
});

test("a new phone, one that was signed out, one that lost its access and one in use are not called so", async () => {
  const others = [{ signedIn: null }, { signedIn: { state: "ended" } }, { signedIn: { state: "active" }, left: { count: 0 } }, { signedIn: { state: "active" }, state: "locked" }];
  for (const given of others) {
    const { emptied } = phone(given);
    await emptied.look();
    assert.equal(emptied.isEmptied(), false, JSON.stringify(given));
  }
});

test("with no signal nothing is claimed, and it is asked again", async () => {
  let isThere = false;
  const { emptied } = phone({
    session: async () => {
      if (!isThere) throw new Offline();
      return { signedIn: { state: "active" } };
    },
  });
  await emptied.look();
  assert.equal(emptied.isEmptied(), false);
  isThere = true;
  await emptied.look();
  assert.equal(emptied.isEmptied(), true);
});
