/** The log is written before anything leaves, and says so when nothing left after all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, StorageFull } from "../../../../static/lib/errors.js";
import { leave, printAtOnce, waysOf } from "../../../../static/views/share/ways.js";
import { words } from "./factories.js";

const DOCUMENT = { title: "Shared", language: /** @type {const} */ ("en"), blocks: [{ kind: /** @type {const} */ ("text"), text: "=1+1" }] };
const VAULT = "v1";

/** What happened, in order. @param {{given?: string, pdfOf?: () => Promise<File>, correct?: () => Promise<string>, write?: () => Promise<string>}} [parts] */
function world({ given = "shared", pdfOf, correct, write } = {}) {
  /** @type {string[]} */
  const done = [];
  const file = new File(["%PDF"], "document.pdf");
  /** @type {File[]} */
  const saved = [];
  const output = {
    canGive: () => true,
    pdfOf: pdfOf ?? (async () => (done.push("made"), file)),
    csvOf: (/** @type {string} */ text) => (done.push("made"), new File([text], "document.csv")),
    save: (/** @type {File} */ each) => void (done.push("saved"), saved.push(each)),
    give: async () => (done.push("given"), given),
  };
  const releases = { correct: correct ?? (async (/** @type {string} */ _vault, /** @type {string} */ _id, /** @type {string} */ text) => (done.push(text), "c1")) };
  const context = /** @type {any} */ ({ device: { output }, releases, i18n: words() });
  const go = (/** @type {import("../../../../static/views/share/ways.js").Way} */ way) => leave(context, { vault: VAULT, way, document: DOCUMENT, write: write ?? (async () => (done.push("logged"), "d1")) });
  return { done, go, saved, context };
}

for (const [way, order] of /** @type {const} */ ([["spoken", ["logged"]], ["print", ["logged"]], ["pdf", ["made", "logged", "saved"]], ["csv", ["made", "logged", "saved"]], ["share", ["made", "logged", "given"]]])) {
  test(`first the log, then it leaves: ${way}`, async () => {
    const { done, go } = world();
    const left = await go(way);
    assert.deepEqual(done, order);
    assert.deepEqual([left.result, left.id, left.corrected], ["gone", "d1", true]);
  });

  test(`when the log cannot be written nothing leaves: ${way}`, async () => {
    const { done, go } = world({ write: () => Promise.reject(new StorageFull()) });
    await assert.rejects(go(way), StorageFull);
    assert.deepEqual(done.filter((each) => each !== "made"), []);
  });
}

test("what cannot be made is not logged", async () => {
  const { done, go } = world({ pdfOf: () => Promise.reject(new Refused("pdf-letters")) });
  await assert.rejects(go("pdf"), Refused);
  assert.deepEqual(done, []);
});

test("a share sheet that was closed is said beside the entry", async () => {
  const { done, go } = world({ given: "cancelled" });
  const left = await go("share");
  assert.equal(left.result, "cancelled");
  assert.deepEqual(done, ["made", "logged", "given", "The share sheet was closed. Nothing was shared."]);
});

test("a correction that cannot be written is not said to be there", async () => {
  const { go } = world({ given: "cancelled", correct: () => Promise.reject(new StorageFull()) });
  assert.equal((await go("share")).corrected, false);
});

test("a table runs no formula", async () => {
  const { go, saved } = world();
  await go("csv");
  assert.match(await (saved[0] ?? assert.fail()).text(), /"'=1\+1"/);
});

test("without a share sheet there is one way less", () => {
  const { context } = world();
  assert.ok(waysOf(context).includes("share"));
  context.device.output.canGive = () => false;
  assert.deepEqual(waysOf(context), ["spoken", "print", "pdf", "csv"]);
});

test("a browser that cannot print now leaves what was logged as it is", async () => {
  const { context, go } = world();
  context.device.output.print = () => {
    throw new TypeError("not now");
  };
  assert.equal(printAtOnce(context, await go("print")), false);
  context.device.output.print = () => undefined;
  assert.equal(printAtOnce(context, await go("print")), true);
  assert.equal(printAtOnce(context, await go("spoken")), false);
});
