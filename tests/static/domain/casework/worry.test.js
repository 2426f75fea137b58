/** What to do is chosen by what was noticed or asked, read from the sealed record. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createWorry } from "../../../../static/domain/casework/worry.js";
import { Refused } from "../../../../static/lib/errors.js";
import { begun, MARIA, QUIET, RISKY, workplace } from "./workplace.js";

async function world() {
  const { app } = await workplace();
  const vault = await app.cases.create(MARIA);
  const session = await begun(app, vault);
  return { app, vault, session, worry: createWorry({ repository: app.repository, notes: app.notes }) };
}

test("noticed words give their level and their kinds, while the question stands and after it was answered", async () => {
  const { app, vault, session, worry } = await world();
  const { noticed } = await app.notes.save(vault, session, RISKY);
  const asked = await worry({ vault, session });
  assert.deepEqual(asked, { level: "imminent", categories: ["self_harm"] });
  await app.notes.settle(noticed, { decision: "handled", reason: "She is with her sister." });
  assert.deepEqual(await worry({ vault, session }), asked);
});

test("a session with nothing noticed has the steps for a worry without words", async () => {
  const { app, vault, session, worry } = await world();
  await app.notes.save(vault, session, QUIET);
  assert.deepEqual(await worry({ vault, session }), { level: "none", categories: [] });
});

test("a request is taken as seriously as it was sent", async () => {
  const { app, worry } = await world();
  const ask = (urgency, categories) => app.consults.ask({ cause: "worried", urgency, categories, words: "", caseVault: null, excerpt: "" });
  assert.deepEqual(await worry({ vault: await ask("now", []) }), { level: "imminent", categories: [] });
  assert.deepEqual(await worry({ vault: await ask("soon", ["abuse"]) }), { level: "concern", categories: ["abuse"] });
  assert.deepEqual(await worry({ vault: await ask("soon", []) }), { level: "none", categories: [] });
});

test("of a request that is not here nothing is guessed", async () => {
  const { app, worry } = await world();
  await assert.rejects(worry({ vault: app.agency.ids.next() }), (error) => error instanceof Refused && error.code === "not-found");
});
