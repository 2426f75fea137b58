/** Sessions: prepared under a sealed draft that a kill does not lose, begun with their script or not at all, and only once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../../../static/lib/errors.js";
import { chooseHow, decline, finish, PreparationRefused, ScriptNotRecorded, skipForCrisis, startPreparation, takeRemedy } from "../../../../static/domain/session/index.js";
import { begun, count, given, Killed, kindsIn, MARIA, prepared, QUIET, workplace } from "./workplace.js";

async function withMaria() {
  const { app } = await workplace();
  return { app, vault: await app.cases.create(MARIA) };
}

test("a preparation is resumed where it was left, answers and all, after a kill", async () => {
  const { app, vault } = await withMaria();
  const half = prepared(await app.sessions.prepare(vault), { how: "phone", at: app.clock.stamp() });
  await app.sessions.keep(vault, half);
  app.restart();
  const again = await app.sessions.prepare(vault);
  assert.deepEqual(again.preparation, half);
  assert.deepEqual((await app.unfinished()).map(({ vault: whose, stage, name }) => [whose, stage, name]), [[vault, "preparing", "Maria R."]]);
});

test("answers given one right after the other are kept in that order", async () => {
  const { app, vault } = await withMaria();
  const { preparation } = await app.sessions.prepare(vault);
  await Promise.all(["phone", "video", "in-person"].map((how) => app.sessions.keep(vault, chooseHow(preparation, how))));
  assert.equal((await app.sessions.prepare(vault)).preparation.how, "in-person");
});

test("a preparation put off leaves nothing, and the next one is a session of its own", async () => {
  const { app, vault } = await withMaria();
  const { preparation } = await app.sessions.prepare(vault);
  await app.sessions.keep(vault, preparation);
  await app.sessions.drop(vault);
  assert.deepEqual(await app.unfinished(), []);
  assert.notEqual((await app.sessions.prepare(vault)).preparation.session, preparation.session);
  const putOff = takeRemedy(chooseHow(preparation, "in-person"), { remedy: "later", at: app.clock.stamp() });
  await assert.rejects(app.sessions.begin(vault, putOff), PreparationRefused);
  assert.deepEqual(await kindsIn(app, vault), ["participant"]);
});

test("the usual way of meeting is the last one; a group meets as a group", async () => {
  const { app, vault } = await withMaria();
  assert.equal((await app.sessions.prepare(vault)).preparation.usualHow, "in-person");
  await begun(app, vault, { how: "video" });
  assert.equal((await app.sessions.prepare(vault)).preparation.usualHow, "video");
  const group = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  assert.equal((await app.sessions.prepare(group)).preparation.usualHow, "group");
});

test("who is not on this phone has no session to prepare", async () => {
  const { app } = await withMaria();
  await assert.rejects(app.sessions.prepare(app.agency.ids.next()), (error) => error instanceof Refused && error.code === "not-found");
});

test("the script is in the person's language, full the first time and a recap after a full one that was understood", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create({ ...MARIA, language: "es" });
  const first = await app.sessions.prepare(vault);
  assert.deepEqual([first.script("in-person").language, first.script("in-person").variant], ["es", "full"]);
  await begun(app, vault);
  const second = await app.sessions.prepare(vault);
  assert.equal(second.script("in-person").variant, "recap");
  assert.equal(second.script("in-person", { variant: "full", language: "en" }).language, "en");
  assert.ok(second.script("in-person").cards.length < first.script("in-person").cards.length);
});

test("what was given is recorded with the version and hash of its content", async () => {
  const { app, vault } = await withMaria();
  await begun(app, vault);
  const { scriptRecord } = (await app.stateOf(vault)).sessions[0];
  const composed = (await app.sessions.prepare(vault)).script("in-person", { variant: "full" });
  assert.deepEqual([scriptRecord.script.hash, scriptRecord.script.version], [composed.hash, composed.version]);
  assert.equal(scriptRecord.script.shown.length, composed.cards.length);
});

test("the duty to report that the agency signed is said to the person, and stands in what is recorded", async () => {
  const says = { yes: /the law says I must report it/, no: /the law lets me report it/, unsure: /I may have to report it/ };
  for (const [child, words] of Object.entries(says)) {
    const { app } = await workplace({ settings: { mandated: { child, adult: "yes" } } });
    const vault = await app.cases.create(MARIA);
    const { cards } = (await app.sessions.prepare(vault)).script("in-person");
    assert.match(cards.find(({ checks }) => checks.includes("C2.4")).text, words);
    assert.match(cards.find(({ checks }) => checks.includes("C2.5")).text, /the law says I must report it/);
    await begun(app, vault);
    assert.match((await app.stateOf(vault)).sessions[0].scriptRecord.script.version, new RegExp(`child-${child}\\.adult-yes`));
  }
});

test("an agency that has not said who must report gives the words for not knowing", async () => {
  const { app, vault } = await withMaria();
  const { cards } = (await app.sessions.prepare(vault)).script("in-person");
  for (const check of ["C2.4", "C2.5"]) assert.match(cards.find(({ checks }) => checks.includes(check)).text, /I may have to report it/);
});

test("a group, whose ages nobody knows, hears the words for the young too", async () => {
  const { app } = await withMaria();
  const group = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  const { cards } = (await app.sessions.prepare(group)).script("group");
  assert.ok(cards.some(({ id }) => id === "minor"));
});

test("a session and its script are recorded together, and a touch too many records nothing more", async () => {
  const { app, vault } = await withMaria();
  const done = given(await app.sessions.prepare(vault), { at: app.clock.stamp() });
  await app.sessions.keep(vault, done);
  const both = await Promise.all([app.sessions.begin(vault, done), app.sessions.begin(vault, done)]);
  assert.deepEqual(both[0], { session: done.session, declined: false });
  assert.deepEqual(both[1], both[0]);
  assert.deepEqual(await kindsIn(app, vault), ["participant", "script-record", "session"]);
  assert.deepEqual(await app.unfinished(), []);
});

test("a preparation that has not ended begins nothing", async () => {
  const { app, vault } = await withMaria();
  const half = prepared(await app.sessions.prepare(vault), { at: app.clock.stamp() });
  await assert.rejects(app.sessions.begin(vault, half), PreparationRefused);
  await assert.rejects(app.sessions.begin(vault, startPreparation({ session: half.session, at: app.clock.stamp() })), PreparationRefused);
  assert.deepEqual(await kindsIn(app, vault), ["participant"]);
});

for (const after of [false, true]) {
  test(`killed ${after ? "just after" : "before"} any write, there is a session with its script, or neither; then exactly one`, async () => {
    for (let step = 0; step < 3; step += 1) {
      const { app, vault } = await withMaria();
      const done = given(await app.sessions.prepare(vault), { at: app.clock.stamp() });
      app.kill(step, { after });
      const death = await app.sessions.keep(vault, done).then(() => app.sessions.begin(vault, done)).then(() => null, (error) => error);
      assert.ok(death instanceof Killed);
      app.revive();
      const kinds = await kindsIn(app, vault);
      assert.equal(count(kinds, "session"), count(kinds, "script-record"));
      const isBegun = count(kinds, "session") === 1;
      if (isBegun) assert.deepEqual(await app.unfinished(), [], "a session that has begun is not offered as a preparation");
      const next = await app.sessions.prepare(vault);
      assert.equal(next.preparation.session === done.session, !isBegun && step + Number(after) > 0, `killed at write ${step}`);
      if (!isBegun) await app.sessions.begin(vault, done);
      assert.deepEqual(await kindsIn(app, vault), ["participant", "script-record", "session"]);
      assert.equal((await app.notes.open(vault, done.session)).text, "");
    }
  });
}

test("saying no ends the session kindly and is recorded", async () => {
  const { app, vault } = await withMaria();
  const { preparation } = await app.sessions.prepare(vault);
  const ended = await app.sessions.begin(vault, decline(preparation, { at: app.clock.stamp() }));
  assert.equal(ended.declined, true);
  const [session] = (await app.stateOf(vault)).sessions;
  assert.deepEqual([session.outcome, session.endedAt !== null, session.offerAgain], ["declined", true, false]);
});

test("a script skipped for a crisis is owed until it was given; given twice by a second touch it is recorded once", async () => {
  const { app, vault } = await withMaria();
  const session = await begun(app, vault, { outcome: "skipped-crisis" });
  await app.notes.save(vault, session, QUIET);
  assert.equal((await app.stateOf(vault)).sessions[0].offerAgain, true);
  const owed = await app.sessions.prepare(vault, session);
  assert.equal(owed.preparation.session, session);
  const done = given(owed, { at: app.clock.stamp() });
  await app.sessions.keep(vault, done, session);
  assert.deepEqual((await app.unfinished()).map((each) => [each.stage, each.owed]), [["preparing", session]]);
  await Promise.all([1, 2].map(() => app.sessions.offerAgain(vault, session, done)));
  const state = (await app.stateOf(vault)).sessions[0];
  assert.deepEqual([state.offerAgain, state.outcome, state.note.text], [false, "understood", QUIET]);
  assert.equal(count(await kindsIn(app, vault), "script-record"), 2);
  assert.deepEqual(await app.unfinished(), []);
});

test("a script that was given and not put away before a kill is not asked for again", async () => {
  const { app, vault } = await withMaria();
  const session = await begun(app, vault, { outcome: "skipped-crisis" });
  const done = given(await app.sessions.prepare(vault, session), { at: app.clock.stamp() });
  await app.sessions.keep(vault, done, session);
  app.kill(0, { after: true });
  await assert.rejects(app.sessions.offerAgain(vault, session, done), Killed);
  app.revive();
  assert.equal((await app.sessions.prepare(vault, session)).preparation.ending, null);
  assert.deepEqual(await app.unfinished(), []);
});

test("no to going on, said after a crisis, does not cost the note", async () => {
  const { app, vault } = await withMaria();
  const session = await begun(app, vault, { outcome: "skipped-crisis" });
  await app.notes.save(vault, session, QUIET);
  const { preparation } = await app.sessions.prepare(vault, session);
  await app.sessions.offerAgain(vault, session, decline(preparation, { at: app.clock.stamp() }));
  assert.equal((await app.notes.open(vault, session)).noted, true);
});

test("the script of a session that is not here is not recorded anywhere", async () => {
  const { app, vault } = await withMaria();
  const absent = app.agency.ids.next();
  const { preparation } = await app.sessions.prepare(vault);
  const skipped = skipForCrisis(preparation, { reason: "danger-now", at: app.clock.stamp() });
  await assert.rejects(app.sessions.offerAgain(vault, absent, skipped), Refused);
  await assert.rejects(app.notes.open(vault, absent), ScriptNotRecorded);
  assert.deepEqual(await kindsIn(app, vault), ["participant"]);
});

test("a session ends with its first note, and once", async () => {
  const { app, vault } = await withMaria();
  const session = await begun(app, vault);
  assert.equal((await app.stateOf(vault)).sessions[0].endedAt, null);
  await Promise.all([1, 2].map(() => app.notes.save(vault, session, QUIET)));
  const { endedAt, note } = (await app.stateOf(vault)).sessions[0];
  assert.ok(Date.parse(endedAt) > Date.parse(note.history[0].at) - 1_000);
  await app.notes.amend(vault, note.id, note.heads, `${QUIET} And more.`, "Remembered more.");
  assert.equal(count(await kindsIn(app, vault), "session-end"), 1);
});

test("a kill at any write of saving leaves no note without its end, and no end without its note", async () => {
  for (const after of [false, true]) {
    for (let at = 0; at < 4; at += 1) {
      const { app, vault } = await withMaria();
      const session = await begun(app, vault);
      app.kill(at, { after });
      await app.notes.save(vault, session, QUIET).catch((error) => assert.ok(error instanceof Killed));
      app.revive();
      const kinds = await kindsIn(app, vault);
      assert.equal(count(kinds, "session-end"), count(kinds, "note"));
      await app.notes.save(vault, session, QUIET);
      assert.deepEqual([count(await kindsIn(app, vault), "session-end"), count(await kindsIn(app, vault), "note")], [1, 1]);
    }
  }
});

test("questions that stay open after the script are offered again", async () => {
  const { app, vault } = await withMaria();
  const found = await app.sessions.prepare(vault);
  const at = app.clock.stamp();
  await app.sessions.begin(vault, finish(prepared(found, { at }), { outcome: "has-questions", at }));
  const [summary] = await app.cases.list();
  assert.equal(summary.sessions[0].offerAgain, true);
});
