/** What is half filled in is listed on Today with the place where it goes on, whatever kind of form it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../../../../static/app/routes.js";
import en from "../../../../static/locales/en.js";
import { placeOfForm } from "../../../../static/views/today/forms.js";

const V = "01a20574-0000-7000-8000-00000000000a";
const S = "01a20574-0000-7000-8000-00000000000b";
/** Key of each form that a screen keeps, and the screen where it is filled in. */
const KEPT = {
  [`steps/${V}`]: "steps",
  [`steps/${V}/${S}`]: "steps",
  [`noticed/${V}/${S}`]: "noticed",
  [`amend/${V}/${S}`]: "session",
  "person/new": "person-new",
  [`release/${V}`]: "release-new",
  [`release/${V}/stop/${S}`]: "release-stop",
  [`release/${V}/stop/all`]: "release-stop",
  "consult/new/worried": "consult-new",
  [`consult/${V}/answer`]: "answer",
  [`consult/${V}/words`]: "consult",
  [`consult/${V}/close`]: "consult",
  [`share/${V}`]: "share",
  [`exception/${V}/emergency`]: "exception",
  [`correct/${V}/${S}`]: "shared-entry",
};

test("every kept form leads back to its screen, under words that the catalogue has", () => {
  for (const [form, screen] of Object.entries(KEPT)) {
    const found = placeOfForm(form);
    assert.equal(placeOf(found.place)?.route.name, screen, form);
    assert.ok(Object.hasOwn(en, found.words), form);
  }
});
