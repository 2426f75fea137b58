/** A pasted invitation leads to its place in this app and nowhere else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../../../../static/app/routes.js";
import { invitationPath } from "../../../../static/views/install/invitation.js";

test("the link alone, or inside the message it came in", () => {
  assert.equal(invitationPath("https://agency.example/#/join/to-ken_1/pin~2"), "/join/to-ken_1/pin~2");
  assert.equal(invitationPath("  Welcome!\nhttps://agency.example/#/join/abc/def \nSee you soon"), "/join/abc/def");
  assert.equal(invitationPath("http://localhost:8000/#/set-up/abc"), "/set-up/abc");
});

test("what it gives is a place of the app", () => {
  assert.equal(placeOf(invitationPath("x/#/join/abc/def") ?? "")?.route.name, "join");
  assert.equal(placeOf(invitationPath("x/#/set-up/abc") ?? "")?.route.name, "set-up");
});

test("anything else leads nowhere", () => {
  for (const text of ["", "hello", "https://agency.example/", "https://agency.example/#/today", "https://x/#/join/only-token", "https://x/#/join/a/b/c", "https://x/#/join/a/b<script>"]) {
    assert.equal(invitationPath(text), null, text);
  }
});
