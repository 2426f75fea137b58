/** The note of a session: behind the script, saved once whatever is interrupted, never without an answer to what was noticed in it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../../../static/lib/errors.js";
import { ScriptNotRecorded, SessionDeclined } from "../../../../static/domain/session/index.js";
import { begun, caseworkOn, count, Killed, kindsIn, MARIA, prepared, QUIET, RISKY, workplace } from "./workplace.js";

test("before the script is recorded a note cannot be opened, kept as a draft, saved or amended", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const { preparation } = await app.sessions.prepare(vault);
  const { session } = preparation;
  const half = prepared(await app.sessions.prepare(vault), { at: app.clock.stamp() });
  await app.sessions.keep(vault, half);
  for (const known of [session, half.session, app.agency.ids.next()]) {
    await assert.rejects(app.notes.open(vault, known), ScriptNotRecorded);
    await assert.rejects(app.notes.keepDraft(vault, known, QUIET), ScriptNotRecorded);
    await assert.rejects(app.notes.save(vault, known, QUIET), ScriptNotRecorded);
    await assert.rejects(app.notes.amend(vault, known, [known], QUIET, "imported"), ScriptNotRecorded);
  }
  assert.deepEqual(await kindsIn(app, vault), ["participant"]);
  assert.deepEqual((await app.drafts.all()).map(({ name }) => name).filter((name) => name.startsWith("note/")), []);
});

test("a session's script opens the note of that session and of no other", async () => {
  const { app } = await workplace();
  const [maria, ana] = [await app.cases.create(MARIA), await app.cases.create({ ...MARIA, name: "Ana B." })];
  const session = await begun(app, maria);
  await assert.rejects(app.notes.open(ana, session), ScriptNotRecorded);
  await assert.rejects(app.notes.save(app.agency.ids.next(), session, QUIET), ScriptNotRecorded);
  assert.equal((await app.notes.open(maria, session)).name, "Maria R.");
});

test("a declined session has no note", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault, { outcome: "declined" });
  await assert.rejects(app.notes.open(vault, session), SessionDeclined);
  await assert.rejects(app.notes.keepDraft(vault, session, QUIET), SessionDeclined);
  await assert.rejects(app.notes.save(vault, session, QUIET), SessionDeclined);
});

test("a crisis opens the note at once, and the script is still owed", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const note = await app.notes.open(vault, await begun(app, vault, { outcome: "skipped-crisis" }));
  assert.deepEqual([note.text, note.noted, note.offerAgain], ["", false, true]);
});

test("the note of a group opens under the group's name", async () => {
  const { app } = await workplace();
  const vault = await app.cases.createGroup({ name: "Tuesday circle", language: "es" });
  const session = await begun(app, vault, { how: "group" });
  assert.equal((await app.notes.open(vault, session)).name, "Tuesday circle");
  await app.notes.save(vault, session, QUIET);
  assert.equal((await app.stateOf(vault)).sessions[0].note.text, QUIET);
});

test("what was typed is there after a kill, and nothing of it is on the disk in clear", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await Promise.all(["M", "Ma", "Mar", RISKY].map((text) => app.notes.keepDraft(vault, session, text)));
  app.restart();
  const note = await app.notes.open(vault, session);
  assert.equal(note.text, RISKY);
  assert.ok(Date.parse(note.savedAt));
  const rows = await app.phone.store.local.all("draft/");
  assert.equal(rows.length, 1);
  assert.doesNotMatch(JSON.stringify(rows), /kill|Maria/);
});

test("a quiet note leaves neither draft nor question; asked again it is the same note", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await app.notes.keepDraft(vault, session, QUIET);
  const [first, second] = await Promise.all([app.notes.save(vault, session, QUIET), app.notes.save(vault, session, QUIET)]);
  assert.deepEqual(first, second);
  assert.equal(first.noticed, null);
  assert.equal(count(await kindsIn(app, vault), "note"), 1);
  assert.deepEqual(await app.unfinished(), []);
  assert.equal((await app.notes.open(vault, session)).noted, true);
});

test("a pause that ends after the save leaves no draft behind", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await Promise.all([app.notes.save(vault, session, QUIET), app.notes.keepDraft(vault, session, QUIET)]);
  assert.deepEqual(await app.unfinished(), []);
});

test("words typed while it is saved take nothing from the question about what was noticed", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await Promise.all([app.notes.save(vault, session, RISKY), app.notes.keepDraft(vault, session, `${RISKY} And more.`)]);
  assert.equal((await app.notes.noticed(vault, session)).level, "imminent");
  assert.equal((await app.notes.open(vault, session)).text, `${RISKY} And more.`);
});

test("an empty note, or one that is too long, is refused and its draft stays", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  for (const text of ["  ", "x".repeat(100_001)]) {
    await assert.rejects(app.notes.save(vault, session, text), Refused);
    assert.equal((await app.notes.open(vault, session)).text, text);
  }
});

test("two devices that each write the note of one session leave both texts to a person", async () => {
  const { app, agency, riley } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await app.phone.sync();
  const tablet = caseworkOn(agency, await agency.phone(riley), { id: riley.member, name: "Riley", role: "specialist" });
  await tablet.phone.sync();
  await tablet.notes.keepDraft(vault, session, "On the tablet.");
  await app.notes.save(vault, session, "On the phone.");
  await app.phone.sync();
  await tablet.phone.sync();
  assert.equal((await tablet.notes.open(vault, session)).text, "On the tablet.");
  await tablet.notes.save(vault, session, "On the tablet.");
  const { conflict, note } = (await tablet.stateOf(vault)).sessions[0];
  assert.deepEqual(conflict.map(({ text }) => text).sort(), ["On the phone.", "On the tablet."]);

  await tablet.notes.amend(vault, note.id, conflict.map(({ id }) => id), "On both.", "Put together.");
  const settled = (await tablet.stateOf(vault)).sessions[0];
  assert.deepEqual([settled.conflict, settled.note.text], [null, "On both."]);
});

test("a conflict is settled only by naming all its heads", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  const { note } = await app.notes.save(vault, session, QUIET);
  await app.notes.amend(vault, note, [note], "One.", "first");
  await app.notes.amend(vault, note, [note], "Two.", "second");
  const heads = (await app.stateOf(vault)).sessions[0].note.heads;
  assert.equal(heads.length, 2);
  await app.notes.amend(vault, note, [heads[0]], "Only one named.", "half");
  assert.equal((await app.stateOf(vault)).sessions[0].conflict.length, 2);
  await app.notes.amend(vault, note, (await app.stateOf(vault)).sessions[0].note.heads, "All named.", "whole");
  const settled = (await app.stateOf(vault)).sessions[0];
  assert.deepEqual([settled.conflict, settled.note.text, settled.note.history.length], [null, "All named.", 5]);
});

test("an amendment touched twice is one amendment", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  const { note } = await app.notes.save(vault, session, QUIET);
  await Promise.all([1, 2].map(() => app.notes.amend(vault, note, [note], "Better.", "A slip.")));
  assert.equal(count(await kindsIn(app, vault), "amendment"), 1);
});

test("words that come with an amendment are asked about; those answered before are not asked again", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  const { note } = await app.notes.save(vault, session, QUIET);
  const { noticed } = await app.notes.amend(vault, note, [note], RISKY, "I had forgotten this.");
  assert.equal(noticed.level, "imminent");
  await app.notes.settle(await app.notes.noticed(vault, session), { decision: "handled", reason: "Called the crisis line together." });
  assert.equal(await app.notes.noticed(vault, session), null);
  const { heads } = (await app.stateOf(vault)).sessions[0].note;
  const later = await app.notes.amend(vault, note, heads, `${RISKY} She is safe.`, "Added.");
  assert.equal(later.noticed, null);
});

test("new words join a question that still stands", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  const { note, noticed } = await app.notes.save(vault, session, RISKY);
  const { heads } = (await app.stateOf(vault)).sessions[0].note;
  await app.notes.amend(vault, note, heads, "Her boyfriend hits her.", "Corrected.");
  const question = await app.notes.noticed(vault, session);
  assert.equal(question.consult, noticed.consult);
  assert.equal(question.level, "imminent");
  assert.ok(question.hits.length > noticed.hits.length, "the earlier words are still listed");
});

test("dismissing needs a reason, and the reason is kept with what was noticed", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  const { note, noticed } = await app.notes.save(vault, session, RISKY);
  for (const reason of ["", "  "]) {
    await assert.rejects(app.notes.settle(noticed, { decision: "not-a-risk", reason }), Refused);
    assert.deepEqual((await app.notes.noticed(vault, session)).hits, noticed.hits);
  }
  await app.notes.settle(noticed, { decision: "not-a-risk", reason: "She spoke of a film." });
  const [flag] = (await app.stateOf(vault)).sessions[0].flags;
  assert.deepEqual([flag.decision, flag.reason, flag.note, flag.consult], ["not-a-risk", "She spoke of a film.", note, null]);
  assert.equal(flag.hits[0].words, RISKY.slice(flag.hits[0].start, flag.hits[0].end));
  assert.deepEqual(await app.unfinished(), []);
});

/** Saves a note with risk words and dismisses them, dying at one write; then comes back as a person would and ends it. */
async function interruptedAt(step, after) {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await app.notes.keepDraft(vault, session, RISKY);
  app.kill(step, { after });
  const work = async () => {
    const { noticed } = await app.notes.save(vault, session, RISKY);
    await app.notes.settle(noticed, { decision: "handled", reason: "Called together." });
  };
  const death = await work().then(() => null, (error) => error);
  app.revive();
  return { app, vault, session, death };
}

for (const after of [false, true]) {
  test(`killed ${after ? "just after" : "before"} any write, the note, its question and its answer are there exactly once`, async () => {
    let deaths = 0;
    for (let step = 0; ; step += 1) {
      const { app, vault, session, death } = await interruptedAt(step, after);
      if (death === null) break;
      assert.ok(death instanceof Killed, String(death));
      deaths += 1;
      const note = await app.notes.open(vault, session);
      if (!note.noted) await app.notes.save(vault, session, note.text);
      const question = await app.notes.noticed(vault, session);
      if (question) await app.notes.settle(question, { decision: "handled", reason: "Called together." });
      const kinds = await kindsIn(app, vault);
      assert.deepEqual([count(kinds, "note"), count(kinds, "amendment"), count(kinds, "risk-flag")], [1, 0, 1], `killed at write ${step}`);
      assert.deepEqual(await app.unfinished(), [], `killed at write ${step}`);
      assert.equal((await app.stateOf(vault)).sessions[0].note.text, RISKY);
    }
    assert.ok(deaths >= 6, `expected a death at each of the writes, got ${deaths}`);
  });
}

test("what was typed after a save that was cut off is not lost: it amends the note that stands", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  await app.notes.keepDraft(vault, session, QUIET);
  app.kill(1, { after: true });
  await assert.rejects(app.notes.save(vault, session, QUIET), Killed);
  app.writes.left = Infinity;
  await app.notes.keepDraft(vault, session, `${QUIET} He called later.`);
  await app.notes.save(vault, session, `${QUIET} He called later.`);
  const { note, conflict } = (await app.stateOf(vault)).sessions[0];
  assert.deepEqual([note.text, conflict], [`${QUIET} He called later.`, null]);
  assert.deepEqual(note.history.map(({ text }) => text), [QUIET, `${QUIET} He called later.`]);
});
