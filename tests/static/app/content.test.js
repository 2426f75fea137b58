/** The content data of a build: all of it, or the app says which part is missing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent } from "../../../static/app/content.js";
import { Offline } from "../../../static/lib/errors.js";

const ADDRESSES = Object.fromEntries(["scripts", "jurisdiction-generic", "lexicon", "guidance", "resources", "releases", "risk-reader"].map((name) => [name, `/assets/${name}.1.json`]));

test("each part is read from its own address", async () => {
  const content = await loadContent(ADDRESSES, async (address) => ({ address }));
  assert.equal(content.packs.generic.address, "/assets/jurisdiction-generic.1.json");
  for (const name of ["scripts", "lexicon", "guidance", "resources", "releases"]) assert.equal(content[name].address, `/assets/${name}.1.json`);
});

test("the second reader is read when it is asked for, not with the app", async () => {
  /** @type {string[]} */
  const asked = [];
  const content = await loadContent(ADDRESSES, async (address) => (asked.push(address), { address }));
  assert.ok(!asked.includes("/assets/risk-reader.1.json"));
  assert.deepEqual(await content.readSecond(), { address: "/assets/risk-reader.1.json" });
});

test("a build without one of them is refused by name, and a failed reading is passed on", async () => {
  const { lexicon: _, ...without } = ADDRESSES;
  await assert.rejects(loadContent(without, async () => ({})), /lexicon/);
  const { "risk-reader": _second, ...rules } = ADDRESSES;
  await assert.rejects(loadContent(rules, async () => ({})), /risk-reader/);
  await assert.rejects(loadContent(ADDRESSES, async () => { throw new Offline(); }), Offline);
});
