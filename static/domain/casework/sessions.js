/**
 * Sessions: prepared step by step under a sealed draft, begun by recording the session and its script together.
 *
 * Which script fits is decided here from what the agency signed (programme, jurisdiction), who the participant is, and what they heard before.
 */
import { createMutex } from "../../lib/mutex.js";
import { Refused } from "../../lib/errors.js";
import { composeScript, contentToHash, contentVersion, lastFull, packInForce, variantFor } from "../script/index.js";
import { preparationRecord, sessionRecord, startPreparation } from "../session/index.js";

/**
 * @param {object} parts
 * @param {any} parts.repository
 * @param {any} parts.drafts
 * @param {{scripts: any, packs: Record<string, any>}} parts.content
 * @param {(text: string) => Promise<string>} parts.hashOf
 * @param {{next(): string}} parts.ids
 * @param {{now(): number, stamp(): string}} parts.clock
 */
export function createSessions({ repository, drafts, content, hashOf, ids, clock }) {
  const draftName = (/** @type {string} */ vault, /** @type {string|null} */ owed) => `preparation/${vault}${owed ? "/" + owed : ""}`;
  /** Two touches are two turns: the second finds what the first recorded. */
  const turns = createMutex();

  /**
   * The preparation under way for this person, resumed or new, with the script to give.
   * @param {string} vault @param {string|null} [owed]  a session that has begun and whose script is still owed
   */
  async function prepare(vault, owed = null) {
    const [record, { descriptor }] = await Promise.all([repository.state(vault), repository.directory()]);
    if (record.kind !== "case") throw new Refused("not-found");
    const person = record.participant ?? record.group;
    const kept = await underWay(record, vault, owed);
    const usualHow = record.group ? "group" : (record.sessions[0]?.how ?? "in-person");
    const preparation = kept?.preparation ?? startPreparation({ session: owed ?? ids.next(), at: clock.stamp(), usualHow });
    const chosen = content.packs[descriptor.settings.jurisdiction];
    const generic = content.packs["generic"];
    const { pack, because } = packInForce({ pack: chosen === generic ? null : chosen, generic, today: clock.stamp().slice(0, 10) });
    const hash = await hashOf(contentToHash(content.scripts, pack));
    const heard = lastFull(record.sessions.map((/** @type {any} */ session) => session.scriptRecord).filter(Boolean));

    /** Of whom the age is not known, as in a group, hears the words for the young too. @param {string} how @param {{language?: string, variant?: "full"|"recap"}} [wish] */
    function script(how, { language = person.language, variant } = {}) {
      const { part2, mandated } = descriptor.settings;
      const setting = { kind: how, part2, mandated, adult: person.adult, language, pack };
      const due = variantFor({ ...heard, now: clock.now(), contentVersion: contentVersion(content.scripts, setting) });
      return composeScript(content.scripts, { ...setting, variant: variant ?? due, hash });
    }

    return { preparation, person, because, script };
  }

  /** The draft, unless the app was killed after what it became was recorded. @param {any} record @param {string} vault @param {string|null} owed */
  async function underWay(record, vault, owed) {
    const kept = await drafts.get(draftName(vault, owed));
    const found = kept && sessionIn(record, kept.preparation.session);
    const isOver = found?.scriptRecord && !(owed && found.offerAgain);
    if (!isOver) return kept;
    await drop(vault, owed);
    return null;
  }

  /** @param {string} vault @param {any} preparation @param {string|null} [owed] */
  async function keep(vault, preparation, owed = null) {
    await drafts.keep(draftName(vault, owed), { vault, preparation, owed, stage: "preparing" });
  }

  /** @param {string} vault @param {string|null} [owed] */
  async function drop(vault, owed = null) {
    await drafts.drop(draftName(vault, owed));
  }

  /**
   * Session and script are recorded in one step, so that there is never one without the other; asking again after a kill records nothing twice.
   * @param {string} vault @param {any} preparation  ended, and not put off
   */
  async function begin(vault, preparation) {
    const { session } = preparation;
    const begun = sessionIn(await repository.state(vault), session);
    const declined = begun?.scriptRecord ? begun.gate.declined : preparation.ending?.outcome === "declined";
    if (!begun?.scriptRecord) await repository.appendAll(vault, firstSteps(preparation, declined));
    await drop(vault);
    return { session, declined };
  }

  /** @param {any} preparation @param {boolean} isDeclined */
  function firstSteps(preparation, isDeclined) {
    const { session } = preparation;
    const opening = ids.next();
    return [
      [sessionRecord(preparation), { id: opening }],
      [preparationRecord(preparation), { after: [opening] }],
      ...(isDeclined ? [[{ kind: "session-end", schema: 1, session, endedAt: clock.stamp(), how: "declined" }, { after: [opening] }]] : []),
    ];
  }

  /**
   * The script given after a skip, for a session that has begun.
   * @param {string} vault @param {string} session @param {any} preparation
   */
  async function offerAgain(vault, session, preparation) {
    const found = sessionIn(await repository.state(vault), session);
    if (!found) throw new Refused("not-found");
    const record = { ...preparationRecord(preparation), session };
    const isRecorded = found.scriptRecord?.outcome === record.outcome && found.scriptRecord.script.endedAt === record.script.endedAt;
    if (!isRecorded) await repository.append(vault, record, { after: found.script ? [found.script.id] : [] });
    await drop(vault, session);
  }

  /** @template {any[]} Given @template Result @param {(...given: Given) => Promise<Result>} act */
  const inTurn = (act) => (/** @type {Given} */ ...given) => turns.run(() => act(...given));

  return { prepare, keep, drop, begin: inTurn(begin), offerAgain: inTurn(offerAgain) };
}

/** @param {any} record @param {string} session */
function sessionIn(record, session) {
  return record.sessions?.find((/** @type {any} */ each) => each.session === session) ?? null;
}
