/** People and groups: each with a vault and a code of their own, changed without settling what nobody looked at. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { codeFor } from "../../../../static/domain/casework/code.js";
import { Refused } from "../../../../static/lib/errors.js";
import { begun, MARIA, workplace } from "./workplace.js";

test("every code is two letters and a number, new among all that were given, whatever the names are", () => {
  const names = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.constantFrom("Maria R.", "Ñandú Ö", "ß", "李小龍", "𝒜𝓃𝒶", "", "X", "'Abd al-Raḥmān"));
  fc.assert(fc.property(fc.array(names, { maxLength: 120 }), (all) => {
    const taken = [];
    for (const name of all) {
      const code = codeFor(name, taken);
      assert.match(code, /^.{2}-\d{2,}$/u);
      assert.equal([...code.split("-")[0]].length, 2);
      assert.ok(code.isWellFormed());
      assert.ok(!taken.includes(code));
      taken.push(code);
    }
  }));
});

test("a code says the initials and no more of the name", () => {
  assert.equal(codeFor("Maria Rodríguez", []), "MR-01");
  assert.equal(codeFor("Maria de la Rosa", ["MR-01", "MR-03"]), "MR-02");
  assert.equal(codeFor("Ángel", []), "AN-01");
  assert.equal(codeFor("J", []), "JX-01");
});

test("people added at the same moment get codes of their own", async () => {
  const { app } = await workplace();
  await Promise.all(Array.from({ length: 7 }, () => app.cases.create(MARIA)));
  app.restart();
  await Promise.all(Array.from({ length: 2 }, () => app.cases.create(MARIA)));
  const codes = (await app.cases.list()).map(({ code }) => code);
  assert.deepEqual(codes.sort(), ["MR-01", "MR-02", "MR-03", "MR-04", "MR-05", "MR-06", "MR-07", "MR-08", "MR-09"]);
});

test("a case is granted to its specialist and to the records key alone", async () => {
  const { app, agency, riley } = await workplace();
  const vault = await app.cases.create(MARIA);
  await app.phone.sync();
  assert.deepEqual(agency.server.vault(vault).grants.map(({ to }) => to).sort(), [riley.member, "records"].sort());
});

test("the newest contact stands first, who is archived last", async () => {
  const { app } = await workplace();
  const [ana, ben, cleo] = [await app.cases.create({ ...MARIA, name: "Ana" }), await app.cases.create({ ...MARIA, name: "Ben" }), await app.cases.create({ ...MARIA, name: "Cleo" })];
  await begun(app, ben);
  await begun(app, cleo);
  await app.cases.change(cleo, { archived: true });
  assert.deepEqual((await app.cases.list()).map(({ vault }) => vault), [ben, ana, cleo]);
});

test("a change takes the rest over, for a person and for a group", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  await app.cases.change(vault, { name: "Maria Rosa" });
  const { participant } = await app.cases.open(vault);
  assert.deepEqual([participant.name, participant.code, participant.contact], ["Maria Rosa", "MR-01", "Only by text."]);
  const group = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  await app.cases.change(group, { language: "es" });
  assert.deepEqual([(await app.cases.open(group)).group.name, (await app.cases.open(group)).group.language], ["Tuesday circle", "es"]);
  await assert.rejects(app.cases.change(app.agency.ids.next(), { name: "Nobody" }), Refused);
});

test("a group is put away and brought back like a person, with its name", async () => {
  const { app } = await workplace();
  const group = await app.cases.createGroup({ name: "Tuesday circle", language: "en" });
  const archived = async () => (await app.cases.list()).map((each) => [each.name, each.archived]);
  assert.deepEqual(await archived(), [["Tuesday circle", false]]);
  await app.cases.change(group, { archived: true });
  await app.cases.change(group, { language: "es" });
  assert.deepEqual(await archived(), [["Tuesday circle", true]]);
  await app.cases.change(group, { archived: false });
  assert.deepEqual(await archived(), [["Tuesday circle", false]]);
});

test("an age that was corrected is heard in the next script", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const heard = async () => (await app.sessions.prepare(vault)).script("in-person").cards.map(({ id }) => id);
  assert.ok(!(await heard()).includes("minor"));
  await app.cases.change(vault, { adult: false });
  assert.ok((await heard()).includes("minor"));
});

test("two devices that changed the name apart are settled only by someone who names both versions", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const [first] = (await app.cases.open(vault)).participant.heads;
  await app.cases.change(vault, { name: "Maria Rosa" }, [first]);
  await app.cases.change(vault, { name: "Marie R." }, [first]);
  const both = (await app.cases.open(vault)).participant;
  assert.deepEqual([both.conflict, both.versions.map(({ name }) => name)], [["name"], ["Maria Rosa", "Marie R."]]);

  await app.cases.change(vault, { archived: true });
  const archived = (await app.cases.open(vault)).participant;
  assert.deepEqual(archived.conflict, ["name"], "archiving chooses no name");
  assert.equal(archived.archived, true);

  await app.cases.change(vault, { name: "Maria Rosa" }, archived.heads);
  const settled = (await app.cases.open(vault)).participant;
  assert.deepEqual([settled.conflict, settled.name], [undefined, "Maria Rosa"]);
});

test("a version that nobody looked at is not settled along with the others", async () => {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const [first] = (await app.cases.open(vault)).participant.heads;
  for (const name of ["Maria Rosa", "Marie R."]) await app.cases.change(vault, { name }, [first]);
  const seen = (await app.cases.open(vault)).participant.heads;
  await app.cases.change(vault, { name: "Mary R." }, [first]);
  await app.cases.change(vault, { name: "Maria Rosa" }, seen);
  const left = (await app.cases.open(vault)).participant;
  assert.deepEqual(left.versions.map(({ name }) => name).sort(), ["Maria Rosa", "Mary R."]);
});
