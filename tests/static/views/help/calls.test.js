/** Numbers dial as written, and a text to the person on call gives nothing away. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onCallLines, publicLines, smsHref, telHref } from "../../../../static/views/help/calls.js";

const t = (/** @type {string} */ key, /** @type {Record<string, string>} */ params = {}) => [key, ...Object.values(params)].join(" ");

for (const [written, dialled] of [
  ["(555) 010-2000", "tel:5550102000"],
  ["+1 555 010 2000", "tel:+15550102000"],
  ["tel:+15550102000", "tel:+15550102000"],
  ["555.010.2000 ext. 12", "tel:5550102000,12"],
  ["555 010 2000 x7", "tel:5550102000,7"],
  ["*67 5550102000", "tel:*675550102000"],
  [" 988 ", "tel:988"],
]) {
  test(`"${written}" dials as ${dialled}`, () => assert.equal(telHref(written ?? ""), dialled));
}

test("a text carries its words whole, and never an extension", () => {
  assert.equal(smsHref("555 010 2000 ext 12", "¿Me llama? & pronto"), `sms:5550102000?&body=${encodeURIComponent("¿Me llama? & pronto")}`);
  assert.equal(smsHref("988"), "sms:988");
});

test("911 and 988 by voice, then 988 by text, are there without any content on the phone", () => {
  assert.deepEqual(publicLines(t).map(({ href }) => href), ["tel:911", "tel:988", "sms:988"]);
  assert.deepEqual(publicLines(t).map(({ kind }) => kind), ["danger", "quiet", "quiet"]);
});

test("the person on call can be called and texted, with the fixed words shown before they are sent", () => {
  const [call, text] = onCallLines({ onCall: [{ name: "Riley", phone: "555 010 2000" }], neutralText: "Please call me." }, t);
  assert.equal(call?.href, "tel:5550102000");
  assert.equal(text?.href, "sms:5550102000?&body=Please%20call%20me.");
  assert.match(text?.detail ?? "", /Please call me\./);
});

test("an on-call entry without a number makes no link that dials nothing", () => {
  assert.deepEqual(onCallLines({ onCall: [{ name: "Riley", phone: "" }], neutralText: "x" }, t), []);
});

test("what is no number makes no link, whatever digits stand in it; an extension does no harm", () => {
  const dials = (/** @type {string} */ phone) => onCallLines({ onCall: [{ name: "Riley", phone }], neutralText: "x" }, t).length > 0;
  for (const phone of ["javascript:alert(911)", "data:text/html,911", "https://911.example", "ask Ana at 3 or 4", "12"]) assert.equal(dials(phone), false, phone);
  for (const phone of ["tel:+15550102000", "555.010.2000 ext. 12", "555 010 2000 x7", "988"]) assert.equal(dials(phone), true, phone);
});
