/** The officer's settings: somebody who can be reached is always on call, and nothing typed is lost or invented. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import en from "../../../../static/locales/en.js";
import { changed, formOfSettings, onCallErrors, toSign, without, withOneMore } from "../../../../static/views/officer/settings.js";

const riley = { member: "m1", name: "Riley", phone: "+1 (614) 555-0100" };
const sam = { member: null, name: "Sam", phone: "614 555 0101" };
const settings = { language: /** @type {"en"} */ ("en"), part2: /** @type {"unsure"} */ ("unsure"), onCall: [riley, sam] };

describe("the form", () => {
  test("is a copy: editing it leaves what the agency signed alone", () => {
    const form = formOfSettings(settings);
    form.onCall[0] = { ...riley, name: "Changed" };
    assert.equal(settings.onCall[0]?.name, "Riley");
  });
  test("offers a line to fill in when nobody is on call", () => {
    assert.deepEqual(formOfSettings({ ...settings, onCall: [] }).onCall, [{ member: null, name: "", phone: "" }]);
  });
  test("changes, adds and removes one line and no other", () => {
    assert.deepEqual(changed([riley, sam], 1, { phone: "988" }), [riley, { ...sam, phone: "988" }]);
    assert.deepEqual(without([riley, sam], 0), [sam]);
    assert.equal(withOneMore([riley]).length, 2);
  });
  test("keeps which member a line belongs to", () => {
    assert.deepEqual(toSign(formOfSettings(settings)).onCall, settings.onCall);
  });
  test("shows who must report as not sure until the officer says it, and signs what was said", () => {
    assert.deepEqual(formOfSettings(settings).mandated, { child: "unsure", adult: "unsure" });
    const mandated = { child: /** @type {const} */ ("yes"), adult: /** @type {const} */ ("no") };
    assert.deepEqual(toSign(formOfSettings({ ...settings, mandated })), { ...settings, mandated, lock: { idle: 5, hidden: 2 }, secondStep: "off" });
  });
  test("shows the standard lock times until the officer chooses others, and signs those", () => {
    const lock = { idle: 1, hidden: 15 };
    assert.deepEqual(toSign(formOfSettings({ ...settings, lock })).lock, lock);
  });
});

describe("who is on call", () => {
  test("must be somebody", () => {
    assert.deepEqual(onCallErrors([]), { "add-on-call": "nobody" });
    assert.deepEqual(onCallErrors([{ member: null, name: " ", phone: "" }]), { "on-call-name-0": "nobody" });
  });
  test("has a name and a number that can be dialled", () => {
    assert.deepEqual(onCallErrors([riley, { ...sam, phone: "ask at the desk" }]), { "on-call-phone-1": "phone" });
    assert.deepEqual(onCallErrors([{ ...riley, name: "" }]), { "on-call-name-0": "name" });
    assert.deepEqual(onCallErrors([riley, { ...sam, phone: "+-" }]), { "on-call-phone-1": "phone" });
  });
  test("may leave a line empty: it is left out of what is signed", () => {
    const form = { ...formOfSettings(settings), onCall: withOneMore([riley]) };
    assert.deepEqual(onCallErrors(form.onCall), {});
    assert.deepEqual(toSign(form).onCall, [riley]);
  });
  test("has words for each thing that is missing", () => {
    for (const name of ["nobody", "name", "phone"]) assert.ok(`officer.onCall.error.${name}` in en, name);
  });
});
