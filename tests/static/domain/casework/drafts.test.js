/** What is not yet recorded: sealed, in the order in which it was typed, and listed until it became something. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createDrafts } from "../../../../static/domain/casework/drafts.js";
import { Locked } from "../../../../static/lib/errors.js";
import { begun, MARIA, QUIET, RISKY, workplace } from "./workplace.js";

test("whatever is kept, dropped and read without waiting happens in the order of asking", async () => {
  const { app } = await workplace();
  await fc.assert(fc.asyncProperty(fc.array(fc.option(fc.string({ maxLength: 300 })), { minLength: 1, maxLength: 8 }), async (steps) => {
    steps.forEach((text) => void (text === null ? app.drafts.drop("form/x") : app.drafts.keep("form/x", { text })));
    assert.equal((await app.drafts.get("form/x"))?.text ?? null, steps.at(-1));
  }), { numRuns: 20 });
});

test("whoever counts what is unfinished hears when a draft is begun and when it is gone, not at every keystroke", async () => {
  const { app } = await workplace();
  const heard = [];
  const drafts = createDrafts({ repository: app.repository, clock: app.clock, onListed: () => heard.push(heard.length) });
  for (const text of ["a", "ab", "abc"]) await drafts.keep("form/x", { text });
  assert.equal(heard.length, 1);
  await drafts.drop("form/x");
  assert.equal(heard.length, 2);
  await drafts.keep("form/x", { text: "again" });
  assert.equal(heard.length, 3);
});

test("a draft that could not be kept does not stand in the way of the next", async () => {
  const { app } = await workplace();
  app.kill(0);
  await assert.rejects(app.drafts.keep("form/x", { text: "one" }));
  app.writes.left = Infinity;
  await app.drafts.keep("form/x", { text: "two" });
  assert.equal((await app.drafts.get("form/x")).text, "two");
});

test("while the app is locked no draft is read or written", async () => {
  const { app } = await workplace();
  await app.drafts.keep("form/x", { text: RISKY });
  app.phone.keyring.lock();
  await assert.rejects(app.drafts.get("form/x"), Locked);
  await assert.rejects(app.drafts.keep("form/x", { text: "" }), Locked);
  await app.phone.unlock();
  assert.equal((await app.drafts.get("form/x")).text, RISKY);
});

test("what is unfinished is listed newest first, each with its person and its stage", async () => {
  const { app } = await workplace();
  const [maria, ana, ben] = [await app.cases.create(MARIA), await app.cases.create({ ...MARIA, name: "Ana" }), await app.cases.create({ ...MARIA, name: "Ben" })];
  const noticed = await begun(app, maria);
  await app.notes.save(maria, noticed, RISKY);
  const writing = await begun(app, ana);
  await app.notes.keepDraft(ana, writing, QUIET);
  const { preparation } = await app.sessions.prepare(ben);
  await app.sessions.keep(ben, preparation);
  await app.drafts.keep("form/consult/new/worried", { value: {} });
  app.restart();
  const list = (await app.unfinished()).map(({ name, session, stage, form }) => [name, session, stage, form]);
  assert.deepEqual(list, [["", null, "form", "consult/new/worried"], ["Ben", null, "preparing", undefined], ["Ana", writing, "writing", undefined], ["Maria R.", noticed, "noticed", undefined]]);
});
