/** Asking a supervisor and being answered: the least is shared, with all who may answer, and every step is signed once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { consultsConcerning } from "../../../../static/domain/consult/index.js";
import { Locked, Refused } from "../../../../static/lib/errors.js";
import { begun, caseworkOn, count, Killed, kindsIn, MARIA, RISKY, workplace } from "./workplace.js";

const WORRIED = { cause: "worried", urgency: "soon", categories: [], words: "Please call me.", caseVault: null, excerpt: "" };
const ANSWER = { decision: "safety-steps", reasons: "Means at hand.", setAside: "Police: no.", steps: [{ who: "Riley", what: "Call", by: "tonight" }], debrief: "offered" };

/** A saved note with risk words, and the question that it asks. */
async function asked({ supervisors = ["Sam"] } = {}) {
  const place = await workplace({ supervisors });
  const vault = await place.app.cases.create(MARIA);
  const session = await begun(place.app, vault);
  const { noticed } = await place.app.notes.save(vault, session, RISKY);
  const ask = { cause: "words", urgency: "now", categories: noticed.categories, words: "I am with her.", caseVault: vault, excerpt: "", noticed };
  return { ...place, vault, session, noticed, ask };
}

test("a request goes to every active supervisor and to the records key, to nobody else", async () => {
  const { app, agency, riley, others } = await workplace({ supervisors: ["Sam", "Alex", "Gone"] });
  const colleague = await agency.join("Dana", "specialist");
  agency.server.directory.ended = [others[2].person.member];
  agency.server.directory.version += 1;
  await app.phone.directory.accept(structuredClone(agency.server.directory));
  const consult = await app.consults.ask(WORRIED);
  await app.phone.sync();
  const holders = agency.server.vault(consult).grants.map(({ to }) => to);
  assert.deepEqual(holders.sort(), [riley.member, others[0].person.member, others[1].person.member, "records"].sort());
  assert.ok(!holders.includes(colleague.member));
  assert.deepEqual((await app.consults.supervisors()).names.sort(), ["Alex", "Sam"]);
});

test("a supervisor who asks is not among those who would be woken", async () => {
  const { supervisorAt } = await workplace({ supervisors: ["Sam", "Alex"] });
  const sam = await supervisorAt(0);
  assert.deepEqual((await sam.consults.supervisors()).names, ["Alex"]);
});

test("it holds the least: no name and no word of the note, only what the specialist chose", async () => {
  const { app, ask, supervisorAt } = await asked();
  const consult = await app.consults.ask(ask);
  await app.phone.sync();
  const sam = await supervisorAt(0);
  await sam.phone.sync();
  const [entry] = await sam.phone.repository.open(consult);
  assert.deepEqual(Object.keys(entry.payload).sort(), ["caseCode", "categories", "cause", "excerpt", "kind", "schema", "urgency", "words"]);
  assert.deepEqual([entry.payload.caseCode, entry.payload.words, entry.payload.excerpt], ["MR-01", "I am with her.", ""]);
  assert.doesNotMatch(JSON.stringify(entry.payload), /Maria|kill/);
  assert.deepEqual(await sam.phone.repository.vaultIds(), [consult], "the case itself stays with its specialist");
});

test("a request about a group carries no name in place of a code", async () => {
  const { app } = await workplace();
  const group = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  const consult = await app.consults.ask({ ...WORRIED, caseVault: group });
  assert.equal((await app.stateOf(consult)).request.caseCode, "");
});

test("asking about noticed words answers the question, and asked twice it is one consult and one flag", async () => {
  const { app, ask, vault, session } = await asked();
  const [first, second] = await Promise.all([app.consults.ask(ask), app.consults.ask(ask)]);
  assert.equal(first, second);
  assert.equal(await app.notes.noticed(vault, session), null);
  const { flags } = (await app.stateOf(vault)).sessions[0];
  assert.deepEqual(flags.map(({ decision, consult, reason }) => [decision, consult, reason]), [["consult", first, "I am with her."]]);
  assert.deepEqual(await kindsIn(app, first), ["consult-request"]);
  assert.equal((await app.consults.list()).length, 1);
});

for (const after of [false, true]) {
  test(`killed ${after ? "just after" : "before"} any write of the asking, there is one consult and one flag in the end`, async () => {
    for (let step = 0; step < 3; step += 1) {
      const { app, ask, vault, session } = await asked();
      app.kill(step, { after });
      await assert.rejects(app.consults.ask(ask), Killed);
      app.revive();
      const question = await app.notes.noticed(vault, session);
      if (question) await app.consults.ask({ ...ask, noticed: question });
      const consults = await app.consults.list();
      assert.equal(consults.length, 1, `killed at write ${step}`);
      assert.deepEqual((await app.stateOf(vault)).sessions[0].flags.map(({ consult, reason }) => [consult, reason]), [[consults[0].vault, "I am with her."]]);
      assert.deepEqual(await app.unfinished(), [], `killed at write ${step}`);
    }
  });
}

test("when a request was sent is the time of the server's receipt, and there is none before", async () => {
  const { app } = await workplace();
  const consult = await app.consults.ask(WORRIED);
  const sentAt = async () => (await app.consults.open(consult)).request.sentAt;
  assert.equal(await sentAt(), null);
  await app.phone.sync();
  const [{ receivedAt }] = await app.phone.repository.open(consult);
  assert.ok(Date.parse(receivedAt) > 0);
  assert.equal(await sentAt(), receivedAt);
});

test("a person's requests are those that name their code or came from their notes, and nobody else's", async () => {
  const { app, ask, vault } = await asked();
  const other = await app.cases.create({ ...MARIA, name: "Ana B." });
  const withoutCode = await app.consults.ask({ ...ask, caseVault: null });
  const named = await app.consults.ask({ ...WORRIED, caseVault: vault });
  const unnamed = await app.consults.ask(WORRIED);
  await app.repository.refreshSummaries();
  const all = await app.consults.list();
  const of = async (about) => consultsConcerning(await app.stateOf(about), all).map((each) => each.vault).sort();
  assert.deepEqual(await of(vault), [withoutCode, named].sort());
  assert.deepEqual(await of(other), []);
  assert.ok(all.some((each) => each.vault === unnamed));
});

test("only where there is a code is one asked whether to give it", async () => {
  const { app, vault, session } = await asked();
  assert.equal((await app.notes.noticed(vault, session)).hasCode, true);
  const group = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  const meeting = await begun(app, group, { how: "group" });
  await app.notes.save(group, meeting, RISKY);
  assert.equal((await app.notes.noticed(group, meeting)).hasCode, false);
});

test("a supervisor's first look is recorded once; the asker's never", async () => {
  const { app, ask, supervisorAt } = await asked();
  const consult = await app.consults.ask(ask);
  await app.consults.open(consult);
  assert.deepEqual(await kindsIn(app, consult), ["consult-request"]);
  await app.phone.sync();
  const sam = await supervisorAt(0);
  await sam.phone.sync();
  await Promise.all([sam.consults.open(consult), sam.consults.open(consult)]);
  await sam.consults.open(consult);
  assert.equal(count(await kindsIn(sam, consult), "consult-seen"), 1);
  await sam.phone.sync();
  await app.phone.sync();
  const state = await app.consults.open(consult);
  assert.deepEqual([state.state, state.seen.map(({ name }) => name), state.mine], ["seen", ["Sam"], true]);
});

test("a supervisor who asks another has not seen the request by opening it", async () => {
  const { supervisorAt } = await workplace({ supervisors: ["Sam", "Alex"] });
  const sam = await supervisorAt(0);
  const consult = await sam.consults.ask(WORRIED);
  await sam.consults.open(consult);
  assert.deepEqual(await kindsIn(sam, consult), ["consult-request"]);
});

test("a cry for help is read even when its sight cannot be written", async () => {
  const { app, ask, supervisorAt } = await asked();
  const consult = await app.consults.ask(ask);
  await app.phone.sync();
  const sam = await supervisorAt(0);
  await sam.phone.sync();
  sam.kill(0);
  const state = await sam.consults.open(consult);
  assert.equal(state.request.words, "I am with her.");
  assert.ok(state.sightNotKept instanceof Killed);
});

test("what is not here, or is no consult, is neither seen nor answered", async () => {
  const { app, agency, supervisorAt } = await workplace();
  const sam = await supervisorAt(0);
  const absent = agency.ids.next();
  assert.equal((await sam.consults.open(absent)).kind, "empty");
  const person = await app.cases.create(MARIA);
  assert.equal((await app.consults.open(person)).kind, "case");
  const { take, answer, close, addWords } = sam.consults;
  for (const act of [() => take(absent), () => answer(absent, ANSWER), () => close(absent, {}), () => addWords(absent, "Hello?")]) {
    await assert.rejects(act(), (error) => error instanceof Refused && error.code === "not-found");
  }
});

test("nobody asks or opens once the keys are gone", async () => {
  const { app } = await workplace();
  const gone = caseworkOn(app.agency, app.phone, null);
  await assert.rejects(gone.consults.ask(WORRIED), Locked);
});

test("from asked to closed, each side sees each step; taken twice by one person is once", async () => {
  const { app, ask, supervisorAt } = await asked();
  const consult = await app.consults.ask(ask);
  const sam = await supervisorAt(0);
  const meet = async () => {
    for (const each of [app, sam, app]) await each.phone.sync();
  };
  await meet();
  await Promise.all([sam.consults.take(consult), sam.consults.take(consult)]);
  assert.equal(count(await kindsIn(sam, consult), "consult-taken"), 1);
  await sam.consults.answer(consult, ANSWER);
  await meet();
  assert.equal((await app.consults.open(consult)).answers[0].decision, "safety-steps");
  await app.consults.close(consult, { outcome: "Safe with her sister.", told: "yes", toldReason: "" });
  await meet();
  assert.equal((await sam.consults.open(consult)).state, "closed");
});

test("an answer or a closing that lacks a needed field is refused, and says which", async () => {
  const { app, ask, supervisorAt } = await asked();
  const consult = await app.consults.ask(ask);
  await app.phone.sync();
  const sam = await supervisorAt(0);
  await sam.phone.sync();
  const names = (field) => (error) => error instanceof Refused && field in error.fields;
  await assert.rejects(sam.consults.answer(consult, { ...ANSWER, steps: [] }), names("steps"));
  await assert.rejects(sam.consults.close(consult, { outcome: "Done.", told: "no", toldReason: " " }), names("toldReason"));
  await assert.rejects(app.consults.addWords(consult, "  "), names("text"));
});

test("urgency can be raised, also after an answer, and then stands first again", async () => {
  const { app, supervisorAt } = await workplace();
  const earlier = await app.consults.ask(WORRIED);
  const other = await app.consults.ask(WORRIED);
  await app.consults.addWords(other, "It is getting worse.", { raise: true });
  assert.deepEqual((await app.consults.list()).map(({ vault, urgency }) => [vault, urgency]), [[other, "now"], [earlier, "soon"]]);
  const sam = await supervisorAt(0);
  for (const each of [app, sam]) await each.phone.sync();
  await sam.consults.answer(other, ANSWER);
  assert.deepEqual((await sam.consults.list()).map(({ vault }) => vault), [earlier, other], "what is answered comes after what is open");
  for (const each of [sam, app]) await each.phone.sync();
  await app.consults.addWords(other, "Again.", { raise: true });
  const [first] = await app.consults.list();
  assert.deepEqual([first.vault, first.raisedAfterAnswer], [other, true]);
});

test("words without raising leave the urgency as it was", async () => {
  const { app } = await workplace();
  const consult = await app.consults.ask(WORRIED);
  await app.consults.addWords(consult, "One more thing.");
  const state = await app.consults.open(consult);
  assert.deepEqual([state.urgency, state.words.map(({ text }) => text)], ["soon", ["One more thing."]]);
});
