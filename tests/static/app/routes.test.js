/** The table of places: every screen has an address, and no address can do more than name one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { placeOf, routes } from "../../../static/app/routes.js";

const ID = "0193a1b2-0000-7000-8000-000000000001";
const pathOf = (pattern) => pattern.replace(/:\w+/g, ID);

test("every route is reached by its own address", () => {
  for (const route of routes) assert.equal(placeOf(pathOf(route.pattern))?.route, route, route.pattern);
});

test("what an address names is handed over as it stands", () => {
  assert.deepEqual(placeOf(`/people/${ID}/sessions/s.1/again/teach-back`)?.params, { vault: ID, session: "s.1", step: "teach-back" });
  assert.deepEqual(placeOf("/people/v/sessions/s/steps")?.params, { vault: "v", session: "s" });
});

test("a fixed word wins over a parameter", () => {
  assert.equal(placeOf("/people/new")?.route.name, "person-new");
});

test("no text whatever throws, and what is found holds ids and fixed words only", () => {
  const piece = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("people", "consults", "start", "..", "%2e", "javascript:", "<b>", "", "__proto__", "constructor", ID));
  const path = fc.oneof(fc.string({ unit: "binary" }), fc.array(piece, { maxLength: 7 }).map((pieces) => "/" + pieces.join("/")));
  fc.assert(fc.property(path, (given) => {
    const place = placeOf(given);
    if (!place) return;
    assert.ok(routes.includes(place.route));
    for (const value of Object.values(place.params)) assert.match(value, /^[\w.,~-]{1,200}$/);
  }));
});

test("an address with a name, a blank or a word too long is no place", () => {
  for (const path of ["", "/", "/people/Maria R.", "/people/María", `/people/${"x".repeat(201)}`, "/people//start", "/today/", "/people/a b"]) assert.equal(placeOf(path), null, path);
});
