/**
 * The note of a session: opened only after the script is recorded, drafted sealed, saved once, amended without losing what stood before.
 *
 * Saving happens in this order, so that a kill between any two steps leaves something to resume and nothing twice:
 * the draft remembers the note's id · the note is appended · the draft becomes the question about noticed words · the answer is appended · the draft goes.
 */
import { assertNoteAllowed } from "../session/gate.js";

/**
 * @param {{repository: any, drafts: any, matcher: any, ids: {next(): string}, clock: {stamp(): string}}} parts
 */
export function createNotes({ repository, drafts, matcher, ids, clock }) {
  const draftName = (/** @type {string} */ vault, /** @type {string} */ session) => `note/${vault}/${session}`;

  /** The session's record, refused unless the script stands in it. @param {string} vault @param {string} session */
  async function gated(vault, session) {
    const record = await repository.state(vault);
    const found = record.sessions.find((/** @type {any} */ each) => each.session === session);
    assertNoteAllowed(found?.gate ?? null);
    return { record, found };
  }

  /** @param {string} vault @param {string} session */
  async function open(vault, session) {
    const { record, found } = await gated(vault, session);
    const draft = await drafts.get(draftName(vault, session));
    return {
      vault,
      session,
      text: draft?.text ?? "",
      savedAt: draft?.keptAt ?? null,
      name: record.participant.name,
      how: found.how,
      startedAt: found.startedAt,
      offerAgain: found.gate.offerAgain,
    };
  }

  /** @param {string} text */
  function notice(text) {
    const found = matcher.match(text, { date: clock.stamp().slice(0, 10) });
    return { ...found, hits: found.hits.filter((/** @type {any} */ hit) => !hit.dropped) };
  }

  /** @param {string} vault @param {string} session @param {string} text */
  async function keepDraft(vault, session, text) {
    await gated(vault, session);
    const draft = await drafts.get(draftName(vault, session));
    return drafts.keep(draftName(vault, session), { ...draft, vault, session, text, stage: "writing" });
  }

  /** @param {string} vault @param {string} session @param {string} text */
  async function save(vault, session, text) {
    const { found } = await gated(vault, session);
    const before = await drafts.get(draftName(vault, session));
    const note = before?.note ?? ids.next();
    await drafts.keep(draftName(vault, session), { ...before, vault, session, text, note, stage: "writing" });
    await repository.append(vault, { kind: "note", schema: 1, session, text }, { id: note, after: [found.script.id] });
    const { level, categories, hits } = notice(text);
    if (hits.length === 0) {
      await drafts.drop(draftName(vault, session));
      return { note, noticed: null };
    }
    const noticed = { vault, session, note, level, categories, hits, consult: ids.next() };
    await drafts.keep(draftName(vault, session), { ...noticed, stage: "noticed" });
    return { note, noticed };
  }

  /** @param {string} vault @param {string} session */
  async function noticed(vault, session) {
    const draft = await drafts.get(draftName(vault, session));
    return draft?.stage === "noticed" ? draft : null;
  }

  /**
   * Records what was decided about the noticed words; the question is gone only after the answer is stored.
   * @param {any} question @param {{decision: "consult"|"handled"|"not-a-risk", reason: string, consult?: string|null}} answer
   */
  async function settle(question, { decision, reason, consult = null }) {
    const { vault, session, note, hits } = question;
    const kept = hits.map((/** @type {any} */ { term, category, level, start, end, words }) => ({ term, category, level, start, end, words }));
    const payload = { kind: "risk-flag", schema: 1, session, note, lexicon: matcher.version, hits: kept, decision, reason, consult };
    await repository.append(vault, payload, { after: [note] });
    await drafts.drop(draftName(vault, session));
  }

  /** @param {string} vault @param {string} note @param {string[]} heads @param {string} text @param {string} reason */
  async function amend(vault, note, heads, text, reason) {
    await repository.append(vault, { kind: "amendment", schema: 1, note, text, reason }, { after: heads });
  }

  return { open, notice, keepDraft, save, noticed, settle, amend };
}
