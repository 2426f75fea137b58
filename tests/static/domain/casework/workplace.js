/**
 * A specialist's casework on a real phone: real store, keys, repository, scripts and lexicon. `kill` lets the next writes fail as a killed app would
 * leave them; `restart` is the app opened again over what is on the disk.
 */
import { readFileSync } from "node:fs";
import { hashOf } from "../../../../static/crypto/index.js";
import { createCases } from "../../../../static/domain/casework/cases.js";
import { createConsults } from "../../../../static/domain/casework/consults.js";
import { createDrafts } from "../../../../static/domain/casework/drafts.js";
import { createNotes } from "../../../../static/domain/casework/notes.js";
import { createReleases } from "../../../../static/domain/casework/releases.js";
import { createSessions } from "../../../../static/domain/casework/sessions.js";
import { createUnfinished } from "../../../../static/domain/casework/unfinished.js";
import { createRiskMatcher } from "../../../../static/domain/risk/index.js";
import * as session from "../../../../static/domain/session/index.js";
import { createAgency } from "../repository/agency.js";

const data = (name) => JSON.parse(readFileSync(new URL(`../../../../webapp/content/data/${name}.json`, import.meta.url), "utf8"));
const content = { scripts: data("scripts"), releases: data("releases"), packs: { generic: data("jurisdiction-generic") } };
const matcher = createRiskMatcher(data("lexicon"));

export const MARIA = { name: "Maria R.", language: "en", adult: true, contact: "Only by text." };
export const RISKY = "Maria says she wants to kill herself tonight.";
export const QUIET = "We had tea and looked at bus times.";

export class Killed extends Error {}

/** The casework of a member, over the repository of their phone. */
export function caseworkOn(agency, phone, member) {
  const { clock, ids } = agency;
  const writes = { left: Infinity, after: false, log: [] };
  const repository = mortal(phone.repository, writes);
  const make = () => {
    const drafts = createDrafts({ repository, clock });
    const notes = createNotes({ repository, drafts, matcher, ids, clock });
    return {
      drafts, notes,
      cases: createCases({ repository }),
      releases: createReleases({ repository, content, hashOf, clock }),
      sessions: createSessions({ repository, drafts, content, hashOf, ids, clock }),
      consults: createConsults({ repository, notes, ids, member: () => member }),
      unfinished: createUnfinished({ repository, drafts }),
    };
  };
  const app = {
    ...make(), agency, phone, repository, clock, writes,
    /** Names of what is being written, e.g. "append", "put". */
    restart: () => Object.assign(app, make()),
    /** The app dies at the write with this number from now (0 is the next), before it reached the disk or just after. */
    kill: (at, { after = false } = {}) => Object.assign(writes, { left: at, after }),
    revive: () => {
      writes.left = Infinity;
      return app.restart();
    },
    stateOf: (vault) => phone.repository.state(vault),
  };
  return app;
}

/** Every write counts down; at none left it and all later ones fail, as nothing runs after a kill. */
function mortal(repository, writes) {
  const dying = (name, write) => async (...given) => {
    writes.log.push(name);
    writes.left -= 1;
    if (writes.left >= 0) return write(...given);
    if (writes.left === -1 && writes.after) await write(...given);
    throw new Killed(name);
  };
  const { local } = repository;
  return {
    ...repository,
    append: dying("append", repository.append),
    appendAll: dying("append", repository.appendAll),
    createVaultWith: dying("append", repository.createVaultWith),
    local: { ...local, put: dying("put", local.put), remove: dying("remove", local.remove) },
  };
}

/** An agency with a specialist at work, and supervisors who have phones when they are asked for. */
export async function workplace({ supervisors = ["Sam"], settings = {} } = {}) {
  const agency = await createAgency({ settings });
  const riley = await agency.join("Riley", "specialist");
  const others = [];
  for (const name of supervisors) others.push({ name, person: await agency.join(name, "supervisor") });
  const app = caseworkOn(agency, await agency.phone(riley), { id: riley.member, name: "Riley", role: "specialist" });
  const supervisorAt = async (index) => {
    const { name, person } = others[index];
    const phone = await agency.phone(person);
    return caseworkOn(agency, phone, { id: person.member, name, role: "supervisor" });
  };
  return { ...app, app, riley, others, supervisorAt };
}

/** A preparation with the private place answered and every card of the script shown. */
export function prepared({ preparation, script }, { how = "in-person", at, mine = "yes", wish = {} }) {
  let next = session.chooseHow(preparation, how);
  next = session.answerPrivacy(next, { side: "mine", private: mine, at });
  next = session.answerPrivacy(next, { side: "theirs", private: "yes", at });
  if (session.isRemote(how)) next = session.answerDetails(next, { place: "", callBack: "", noRecording: true });
  next = session.beginScript(next, { script: script(how, wish), at });
  for (const card of next.script.cards) next = session.showCard(next, { card, at });
  return session.answerTeachBack(next, "understood");
}

/** The script given and understood. */
export const given = (found, options) => session.finish(prepared(found, options), { outcome: "understood", at: options.at });

/** A session of this person, begun as asked. */
export async function begun(app, vault, { outcome = "understood", how = "in-person" } = {}) {
  const found = await app.sessions.prepare(vault);
  const at = app.clock.stamp();
  const ends = {
    understood: () => given(found, { how, at }),
    declined: () => session.decline(found.preparation, { at }),
    "skipped-crisis": () => session.skipForCrisis(found.preparation, { reason: "danger-now", at }),
  };
  return (await app.sessions.begin(vault, ends[outcome]())).session;
}

/** What stands in a vault, by kind, the same envelope once. */
export async function kindsIn(app, vault) {
  const entries = await app.phone.repository.open(vault);
  return entries.map(({ payload }) => payload.kind).sort();
}

export const count = (kinds, kind) => kinds.filter((each) => each === kind).length;
