/** Further lines are offered, those that stand on top are not offered twice, and every one of them dials. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { furtherResources, noonOf } from "../../../../static/views/help/resources.js";

const content = JSON.parse(readFileSync(new URL("../../../../webapp/content/data/resources.json", import.meta.url), "utf8"));

test("911 and 988 are not offered twice; a line that adds a number to them is", () => {
  const ids = furtherResources(content).map(({ id }) => id);
  assert.ok(!ids.includes("emergency-911") && !ids.includes("lifeline-988"));
  assert.ok(ids.includes("veterans-crisis-line"));
});

test("each offered line says its name and what it is in both languages, dials or texts, and has its day", () => {
  for (const { id, name, what, calls, texts, checked_on: day } of furtherResources(content)) {
    for (const words of [name.en, name.es, what.en, what.es]) assert.ok(words, id);
    assert.ok(calls.length + texts.length > 0, id);
    for (const { href } of calls) assert.match(href, /^tel:\+?[\d,]+$/, id);
    for (const { href } of texts) assert.match(href, /^sms:\d+/, id);
    assert.ok(!Number.isNaN(noonOf(day).getTime()), id);
  }
});

test("a day stays that day wherever the phone is", () => assert.equal(noonOf("2026-11-22").getDate(), 22));
