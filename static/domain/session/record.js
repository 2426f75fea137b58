/**
 * What a preparation leaves behind: the payloads `session` and `script-record` (static/domain/KINDS.md, webapp/content/SCRIPTS.md).
 *
 * Invariant: what `readScriptRecord` accepts is enough to open a note; anything less is MalformedRecord.
 */

import { LANGUAGES, VARIANTS } from "../script/setting.js";
import { MalformedRecord, PreparationRefused } from "./errors.js";
import { settled } from "./privacy.js";
import { GIVEN, HOWS, OUTCOMES, TEACH_BACKS } from "./vocabulary.js";

/**
 * @typedef {object} GivenScript all but the times and `shown` are null when it had not begun
 * @property {string|null} id @property {string|null} version @property {string|null} hash
 * @property {string|null} language @property {string|null} variant
 * @property {Array<{card: string, at: string}>} shown
 * @property {boolean} aloud
 * @property {string} startedAt @property {string} endedAt
 * @typedef {object} ScriptRecord
 * @property {"script-record"} kind @property {1} schema
 * @property {string} session @property {string} how
 * @property {import("./privacy.js").Privacy} privacy
 * @property {GivenScript} script
 * @property {{result: string|null}} teachBack null: not asked
 * @property {string} outcome
 * @property {string} [reason] why it was skipped
 * @property {boolean} offerAgain
 * @typedef {object} SessionRecord
 * @property {"session"} kind @property {1} schema
 * @property {string} session @property {string} how @property {string} startedAt
 * @property {string[]} [members]
 */

/** @param {import("./preparation.js").Preparation} preparation @returns {SessionRecord} */
export function sessionRecord({ session, usualHow, startedAt }) {
  return { kind: "session", schema: 1, session, how: usualHow, startedAt };
}

/**
 * @param {import("./preparation.js").Preparation} preparation ended, and not put off
 * @returns {ScriptRecord}
 */
export function preparationRecord({ session, usualHow, startedAt, privacy, script, teachBack, ending }) {
  if (!ending) throw new PreparationRefused("This preparation has not ended.");
  if (ending.outcome === "later") throw new PreparationRefused("The session was put off; there is nothing to record.");
  const { outcome, reason, at } = ending;
  /** @type {ScriptRecord} */
  const record = {
    kind: "script-record",
    schema: 1,
    session,
    how: usualHow,
    privacy: settled(privacy),
    script: {
      id: script?.id ?? null,
      version: script?.version ?? null,
      hash: script?.hash ?? null,
      language: script?.language ?? null,
      variant: script?.variant ?? null,
      shown: script?.shown ?? [],
      aloud: script?.aloud ?? false,
      startedAt: script?.startedAt ?? startedAt,
      endedAt: at,
    },
    teachBack: { result: teachBack },
    outcome,
    offerAgain: offersAgain(outcome, teachBack),
  };
  return reason === null ? record : { ...record, reason };
}

/**
 * A skipped script is owed; so is one that left questions open or could not be checked.
 * @param {string} outcome @param {string|null} teachBack
 */
function offersAgain(outcome, teachBack) {
  if (outcome === "declined") return false;
  return outcome === "skipped-crisis" || outcome === "has-questions" || teachBack === "not-possible";
}

/**
 * @param {unknown} payload
 * @returns {ScriptRecord}
 * @throws {MalformedRecord}
 */
export function readScriptRecord(payload) {
  const record = /** @type {ScriptRecord} */ (payload);
  readHeader(record, "script-record");
  demand(OUTCOMES.includes(record.outcome), "its outcome is not known");
  demand(typeof record.offerAgain === "boolean", "it does not say whether to offer the script again");
  demand(isObject(record.privacy), "it has no answers about the private place");
  demand(isObject(record.script) && Array.isArray(record.script.shown), "it does not say what was shown");
  demand(isTime(record.script.endedAt), "it does not say when it ended");
  demand(isObject(record.teachBack), "it has no teach-back");
  if (record.outcome === "skipped-crisis") demand(isText(record.reason), "a skip needs its reason");
  if (GIVEN.includes(record.outcome)) demandGiven(record);
  return record;
}

/** @param {ScriptRecord} record a record that claims the script was given */
function demandGiven({ privacy, script, teachBack }) {
  demand(Boolean(privacy.mine) && Boolean(privacy.theirs), "the private place was not asked on both sides");
  demand(isText(script.id) && isText(script.version) && isText(script.hash), "it does not name the content that was given");
  demand(VARIANTS.includes(script.variant ?? ""), "it does not say whether the script was full or a recap");
  demand(LANGUAGES.includes(script.language ?? ""), "it does not name the language");
  demand(isTime(script.startedAt), "it does not say when the script began");
  demand(script.shown.length > 0, "no card was shown");
  demand(script.shown.every((shown) => isText(shown?.card) && isTime(shown.at)), "a card was shown without its time");
  demand(TEACH_BACKS.includes(teachBack.result ?? ""), "its teach-back result is not known");
}

/**
 * @param {unknown} payload
 * @returns {SessionRecord}
 * @throws {MalformedRecord}
 */
export function readSessionRecord(payload) {
  const record = /** @type {SessionRecord} */ (payload);
  readHeader(record, "session");
  demand(isTime(record.startedAt), "it does not say when the session started");
  return record;
}

/** @param {ScriptRecord|SessionRecord} record @param {string} kind */
function readHeader(record, kind) {
  demand(isObject(record) && record.kind === kind, `it is not a ${kind}`);
  demand(record.schema === 1, `expected schema 1, got ${JSON.stringify(record.schema)}`);
  demand(isText(record.session), "it names no session");
  demand(HOWS.includes(record.how), "it does not say how the people met");
}

/** @param {boolean} holds @param {string} why */
function demand(holds, why) {
  if (!holds) throw new MalformedRecord(`This record cannot be used: ${why}.`);
}

/** @param {unknown} value @returns {boolean} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {boolean} */
function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

/** @param {unknown} value @returns {boolean} */
function isTime(value) {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
