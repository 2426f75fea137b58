/** A release is signed, used, ended and put right on a real phone: each step once, none that the gate does not let through, and two phones tell the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentText, newDraft, composeDocument, templateFor } from "../../../../static/domain/release/index.js";
import { disclosure } from "../disclosure/entries.js";
import { signed as paper } from "../release/papers.js";
import { caseworkOn, count, Killed, kindsIn, MARIA, workplace } from "./workplace.js";

const dayAfter = (app, days) => new Date(app.clock.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A participant, and what they sign for the housing agency. */
async function signing(options) {
  const world = await workplace(options);
  const { app } = world;
  const vault = await app.cases.create(MARIA);
  return { ...world, vault, signed: await toSign(app, vault) };
}

async function toSign(app, vault, changes = {}) {
  const { participant, discloser } = await app.releases.prepare(vault);
  const draft = {
    ...newDraft({ participant, discloser, language: "en", zone: "America/New_York" }),
    recipient: { kind: "organisation", name: "Open Door Housing", address: "", contact: "" }, categories: ["needs"], past: true,
    purpose: { id: "housing", words: "" }, expires: { kind: "date", date: dayAfter(app, 90), event: "" }, ...changes,
  };
  const document = composeDocument(draft, templateFor(app.releases.content(), { type: draft.type, language: "en" }));
  const hash = await app.releases.hashOf(documentText(document));
  return { ...paper(), document, hash, signedAt: app.clock.stamp() };
}

/** What is shared on a release, now. */
const sharing = (app, id, { hash }, changes = {}) => disclosure("consent", { release: { id, hash }, sharedAt: app.clock.stamp(), from: null, ...changes });
const spoken = { mode: "spoken", by: "Maria R.", witness: "Riley" };
const closed = (release) => (error) => error.code === "gate-closed" && error.fields.release === release;

test("a release that is signed, used and ended stands in the case with all of it, offline", async () => {
  const { app, vault, signed } = await signing();
  const id = await app.releases.sign(vault, signed);
  const told = await app.releases.disclose(vault, sharing(app, id, signed));
  await app.releases.correct(vault, told, "It was the other office.");
  await app.releases.revoke(vault, id, spoken);
  const { releases, disclosures } = await app.stateOf(vault);
  assert.deepEqual(releases[0].document, signed.document);
  assert.deepEqual([releases[0].revocations.length, disclosures[0].corrections[0].words, disclosures[0].incident], [1, "It was the other office.", null]);
  assert.deepEqual(await kindsIn(app, vault), ["disclosure", "disclosure-corrected", "participant", "release", "release-revoked"]);
});

test("a draft starts from what the agency signed and who the person is; no pack in force means the generic one", async () => {
  const { app, vault } = await signing();
  const { participant, discloser, pack, because } = await app.releases.prepare(vault);
  const { descriptor } = await app.phone.repository.directory();
  assert.deepEqual([participant.name, discloser.name, pack.id, because], ["Maria R.", descriptor.name, "generic", "none"]);
});

test("touched twice, each step is written once", async () => {
  const { app, vault, signed } = await signing();
  const [id, again] = await Promise.all([app.releases.sign(vault, signed), app.releases.sign(vault, signed)]);
  assert.equal(again, id);
  const sent = sharing(app, id, signed);
  const [told] = await Promise.all([1, 2].map(() => app.releases.disclose(vault, sent)));
  await Promise.all([1, 2].map(() => app.releases.correct(vault, told, "Put right.")));
  await Promise.all([1, 2].map(() => app.releases.revoke(vault, id, spoken)));
  const kinds = await kindsIn(app, vault);
  assert.deepEqual(["release", "disclosure", "disclosure-corrected", "release-revoked"].map((kind) => count(kinds, kind)), [1, 1, 1, 1]);
});

test("killed before or after a write, asking again gives the one release and the one entry", async () => {
  for (const after of [false, true]) {
    const { app, vault, signed } = await signing();
    app.kill(0, { after });
    await assert.rejects(app.releases.sign(vault, signed), Killed);
    app.revive();
    const id = await app.releases.sign(vault, signed);
    const sent = sharing(app, id, signed);
    app.kill(0, { after });
    await assert.rejects(app.releases.disclose(vault, sent), Killed);
    app.revive();
    await app.releases.disclose(vault, sent);
    const kinds = await kindsIn(app, vault);
    assert.deepEqual([count(kinds, "release"), count(kinds, "disclosure")], [1, 1]);
  }
});

test("a release that lacks something is not written, and what it lacks is named", async () => {
  const { app, vault, signed } = await signing();
  const noIntent = { ...signed, signature: { ...signed.signature, intent: "" } };
  await assert.rejects(app.releases.sign(vault, noIntent), { code: "release-incomplete", fields: { "signature.intent": "intent" } });
  await assert.rejects(app.releases.sign(vault, await toSign(app, vault, { categories: [] })), { code: "release-incomplete", fields: { categories: "information" } });
  assert.equal(count(await kindsIn(app, vault), "release"), 0);
});

test("one changed word, and the hash is of another text: it is not written", async () => {
  const { app, vault, signed } = await signing();
  const changed = structuredClone(signed);
  changed.document.terms.recipient.name = "Open Door Housing.";
  await assert.rejects(app.releases.sign(vault, changed), { code: "release-changed" });
  assert.equal(count(await kindsIn(app, vault), "release"), 0);
});

test("a signed release whose text is not the one that was hashed lets nothing out", async () => {
  const { app, vault, signed } = await signing();
  const changed = structuredClone(signed);
  changed.document.terms.categories.push("medication");
  const id = await app.repository.append(vault, { kind: "release", schema: 1, ...changed });
  await assert.rejects(app.releases.disclose(vault, sharing(app, id, changed, { categories: ["medication"] })), { code: "release-changed" });
});

test("the gate is asked again in the step that writes", async () => {
  const { app, vault, signed } = await signing();
  const id = await app.releases.sign(vault, signed);
  const refused = (changes, reason) => assert.rejects(app.releases.disclose(vault, sharing(app, id, signed, changes)), closed(reason));
  await refused({ categories: ["needs", "medication"] }, "category-not-covered");
  await refused({ recipient: { name: "Someone Else", address: "", kind: "person" } }, "other-recipient");
  await refused({ purpose: { id: "work", words: "" } }, "other-purpose");
  await refused({ release: { id: app.agency.ids.next(), hash: signed.hash } }, "no-release");
  await refused({ release: { id, hash: "B".repeat(42) + "A" } }, "no-release");
  await app.releases.revoke(vault, id, spoken);
  await refused({}, "revoked");
  assert.equal(count(await kindsIn(app, vault), "disclosure"), 0);
});

test("an exception is written when its form is whole, and not before", async () => {
  const { app, vault } = await signing();
  const emergency = (details) => disclosure("emergency", { sharedAt: app.clock.stamp(), details: { ...disclosure("emergency").details, ...details } });
  await assert.rejects(app.releases.disclose(vault, emergency({ nature: "" })), { code: "gate-closed", fields: { "details.nature": "needed" } });
  await app.releases.disclose(vault, emergency({}));
  assert.equal((await app.stateOf(vault)).disclosures[0].basis, "emergency");
});

test("an entry of the log is corrected, never changed; what is not here can not be", async () => {
  const { app, vault, signed } = await signing();
  const id = await app.releases.sign(vault, signed);
  const told = await app.releases.disclose(vault, sharing(app, id, signed));
  await app.releases.correct(vault, told, "First.");
  await app.releases.correct(vault, told, "Second.");
  const [entry] = (await app.stateOf(vault)).disclosures;
  assert.deepEqual(entry.corrections.map(({ words }) => words), ["First.", "Second."]);
  assert.equal(entry.recipient.name, "Open Door Housing");
  await assert.rejects(app.releases.correct(vault, app.agency.ids.next(), "x"), { code: "not-found" });
  await assert.rejects(app.releases.revoke(vault, told, spoken), { code: "not-found" });
});

test("a word ends it at once, and a signature may confirm it later", async () => {
  const { app, vault, signed } = await signing();
  const id = await app.releases.sign(vault, signed);
  await app.releases.revoke(vault, id, spoken);
  await app.releases.revoke(vault, id, { mode: "signed", by: "Maria R.", witness: "", signature: signed.signature });
  const [{ revocations }] = (await app.stateOf(vault)).releases;
  assert.deepEqual(revocations.map(({ mode }) => mode), ["spoken", "signed"]);
});

test("a group signs nothing", async () => {
  const { app } = await workplace();
  const vault = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  await assert.rejects(app.releases.prepare(vault), { code: "not-found" });
});

/** The same specialist with a second phone that knows the release. */
async function withTablet() {
  const world = await signing();
  const { app, agency, riley, vault, signed } = world;
  const id = await app.releases.sign(vault, signed);
  await app.phone.sync();
  const tablet = caseworkOn(agency, await agency.phone(riley), { id: riley.member, name: "Riley", role: "specialist" });
  await tablet.phone.sync();
  const bothSync = async () => {
    await app.phone.sync();
    await tablet.phone.sync();
    await app.phone.sync();
  };
  return { ...world, tablet, id, bothSync };
}

test("another phone revokes: after the next sync nothing goes on that release", async () => {
  const { app, tablet, vault, signed, id, bothSync } = await withTablet();
  await tablet.releases.revoke(vault, id, spoken);
  await bothSync();
  await assert.rejects(app.releases.disclose(vault, sharing(app, id, signed)), closed("revoked"));
});

test("shared offline after another phone had revoked: both keep it, and both call it an incident", async () => {
  const { app, tablet, vault, signed, id, bothSync } = await withTablet();
  await tablet.releases.revoke(vault, id, spoken);
  await app.releases.disclose(vault, sharing(app, id, signed));
  assert.equal((await app.stateOf(vault)).disclosures[0].incident, null, "nobody could know here");
  await bothSync();
  for (const phone of [app, tablet]) assert.equal((await phone.stateOf(vault)).disclosures[0].incident, "after-revocation");
});
