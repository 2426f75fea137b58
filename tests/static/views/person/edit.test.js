/** Correcting what is known of a person writes what was changed and leaves everything else to whoever wrote it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { changedFields } from "../../../../static/views/person/edit.js";

const maria = { kind: "participant", name: "Maria R.", code: "MR-01", language: "es", adult: true, contact: "Only by text." };
const shown = { name: "Maria R.", language: "es", adult: "yes", contact: "Only by text." };

test("nothing was changed: nothing is written", () => {
  assert.deepEqual(changedFields(maria, { ...shown, name: " Maria R. " }), {});
});

test("each field that was changed is written, and no other", () => {
  assert.deepEqual(changedFields(maria, { ...shown, adult: "no" }), { adult: false });
  assert.deepEqual(changedFields(maria, { ...shown, name: "María Rosa", language: "en", contact: "" }), { name: "María Rosa", language: "en", contact: "" });
});

test("a group has a name and a language, and neither age nor contact", () => {
  const group = { kind: "group", name: "Tuesday circle", language: "en" };
  assert.deepEqual(changedFields(group, { name: "Wednesday circle", language: "en", adult: "no", contact: "" }), { name: "Wednesday circle" });
});
