/** Who may be where: every state of the phone against every place. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { elsewhere } from "../../../static/app/guard.js";
import { placeOf, routes } from "../../../static/app/routes.js";

const ID = "0193a1b2-0000-7000-8000-000000000001";
const paths = [...routes.map(({ pattern }) => pattern.replace(/:\w+/g, ID)), "/", "/nonsense", "/people/a/b/c/d/e/f/g"];
const where = (path, state, role = null) => elsewhere({ path, place: placeOf(path), state, role });
const nameOf = (path) => placeOf(path)?.route.name ?? null;

/** Where each state may be, besides the page about installing; everywhere else it is sent to `home`. */
const STATES = [
  { state: "none", role: null, home: "/welcome", may: ["welcome", "sign-in", "join", "set-up", "recover", "recover-kit"] },
  { state: "locked", role: null, home: "/unlock", may: ["unlock", "rest", "recover", "recover-kit"] },
  { state: "waiting", role: null, home: "/waiting", may: ["waiting"] },
  { state: "unlocked", role: "specialist", home: "/today", may: ["set-up", ...routes.filter(({ open }) => open === "member" || open === "caseworker").map(({ name }) => name)] },
  { state: "unlocked", role: "supervisor", home: "/today", may: ["set-up", ...routes.filter(({ open }) => open === "member" || open === "caseworker").map(({ name }) => name)] },
  { state: "unlocked", role: "officer", home: "/officer", may: ["set-up", ...routes.filter(({ open }) => open === "member" || open === "officer").map(({ name }) => name)] },
];

for (const { state, role, home, may } of STATES) {
  describe(`${state}${role ? `, ${role}` : ""}`, () => {
    for (const path of paths) {
      const stays = nameOf(path) === "install" || may.includes(nameOf(path) ?? "");
      test(`${path} ${stays ? "is open" : `leads to ${home}`}`, () => assert.equal(where(path, state, role), stays ? null : home));
    }
    test("the place one is sent to is open, so nobody is sent in a circle", () => assert.equal(where(home, state, role), null));
  });
}

test("in a tab of an iPhone nothing new is begun before the way to the Home Screen was shown; help is never held up", () => {
  const there = (pattern) => elsewhere({ path: pattern, place: placeOf(pattern), state: "unlocked", role: "specialist", needsHomeScreen: true });
  for (const path of ["/people/new", `/people/${ID}/start`, `/people/${ID}/start/script`]) assert.equal(there(path), "/install", path);
  for (const path of ["/install", "/today", "/sync", "/consults/new/worried", `/people/${ID}/sessions/${ID}/note`]) assert.equal(there(path), null, path);
});

test("nothing of a member is open while nobody is unlocked", () => {
  for (const { pattern, open } of routes) {
    if (open === "anyone") continue;
    for (const state of ["none", "locked", "waiting"]) assert.notEqual(where(pattern.replace(/:\w+/g, ID), state), null);
  }
});
