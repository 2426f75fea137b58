/**
 * The note of a session: opened only after the script is recorded, drafted sealed, saved once, amended without losing what stood before.
 *
 * Saving happens in this order, so that a kill between any two steps leaves something to resume and nothing twice: the draft remembers
 * the note's id · the note is appended · the question about noticed words is kept · the draft goes · the answer is appended · the
 * question goes. Every id is chosen before the step that uses it; whoever was interrupted may simply ask again.
 */
import { createMutex } from "../../lib/mutex.js";
import { assertNoteAllowed } from "../session/gate.js";
import { createNoticed } from "./noticed.js";

/**
 * @param {{repository: any, drafts: import("./drafts.js").Drafts, matcher: import("../risk/index.js").RiskMatcher, ids: {next(): string}, clock: {stamp(): string}}} parts
 */
export function createNotes({ repository, drafts, matcher, ids, clock }) {
  const draftName = (/** @type {string} */ vault, /** @type {string} */ session) => `note/${vault}/${session}`;
  /** A keystroke's draft never comes between the steps of a save. */
  const turns = createMutex();
  const questions = createNoticed({ repository, drafts, matcher, ids, clock });

  /** The session's record, refused unless the script stands in it. @param {string} vault @param {string} session */
  async function gated(vault, session) {
    const record = await repository.state(vault);
    const found = record.sessions?.find((/** @type {any} */ each) => each.session === session);
    assertNoteAllowed(found?.gate ?? null, session);
    return { record, found };
  }

  /** `noted`: the note is saved, and nothing was begun beside it. @param {string} vault @param {string} session */
  async function open(vault, session) {
    const { record, found } = await gated(vault, session);
    const draft = await afterInterruption(found, vault, session);
    return {
      vault,
      session,
      text: draft?.text ?? "",
      savedAt: draft?.keptAt ?? null,
      noted: found.note !== null && draft === null,
      name: (record.participant ?? record.group).name,
      how: found.how,
      startedAt: found.startedAt,
      offerAgain: found.gate.offerAgain,
    };
  }

  /** A save that was cut off after the note was stored is brought to its end. @param {any} found @param {string} vault @param {string} session */
  async function afterInterruption(found, vault, session) {
    const draft = await drafts.get(draftName(vault, session));
    const isStored = draft?.version && versionOf(found, draft.version)?.text === draft.text;
    if (!isStored) return draft;
    await conclude(found, draft);
    return null;
  }

  /** @param {string} vault @param {string} session @param {string} text */
  async function keepDraft(vault, session, text) {
    const { found } = await gated(vault, session);
    const draft = await drafts.get(draftName(vault, session));
    // A pause that ends after the save has nothing left to keep.
    if (draft === null && found.note?.text === text) return clock.stamp();
    return drafts.keep(draftName(vault, session), { ...draft, vault, session, text, stage: "writing" });
  }

  /** @param {string} vault @param {string} session @param {string} text */
  async function save(vault, session, text) {
    const { found } = await gated(vault, session);
    const before = await drafts.get(draftName(vault, session));
    if (before === null && found.note?.text === text) return { note: found.note.id, noticed: await questions.pending(vault, session) };
    const { note, version, amends } = versionToWrite(found, before, text);
    const draft = { vault, session, text, note, version, amends, stage: "writing" };
    await drafts.keep(draftName(vault, session), draft);
    const payload = amends ? { kind: "amendment", schema: 1, note, text, reason: "" } : { kind: "note", schema: 1, session, text };
    await repository.appendAll(vault, [[payload, { id: version, after: [amends ?? found.script.id] }], ...endOf(found, session, version)]);
    return { note, noticed: await conclude(found, draft) };
  }

  /** With its first note a session is over, and both are written together or not at all. @param {any} found @param {string} session @param {string} version */
  function endOf(found, session, version) {
    const isOver = found.endedAt !== null;
    return isOver ? [] : [[{ kind: "session-end", schema: 1, session, endedAt: clock.stamp(), how: "done" }, { after: [version] }]];
  }

  /** What an interrupted save stored already is not written again; what was typed since then amends it. @param {any} found @param {any} before @param {string} text */
  function versionToWrite(found, before, text) {
    const note = before?.note ?? ids.next();
    const version = before?.version ?? note;
    const stored = versionOf(found, version);
    const isNew = stored !== undefined && stored.text !== text;
    return isNew ? { note, version: ids.next(), amends: version } : { note, version, amends: before?.amends ?? null };
  }

  /** The text is stored: what was noticed in it becomes a question, then the draft goes. @param {any} found @param {any} draft */
  async function conclude(found, { vault, session, version, text }) {
    const isAnswered = found.flags.some((/** @type {any} */ flag) => flag.note === version);
    const noticed = isAnswered ? null : await questions.raise({ vault, session, note: version, text });
    await drafts.drop(draftName(vault, session));
    return noticed;
  }

  /**
   * Adds a version that stands for all of `heads`; words that were not noticed in any of them make a question of their own.
   * @param {string} vault @param {string} note @param {string[]} heads @param {string} text @param {string} reason
   */
  async function amend(vault, note, heads, text, reason) {
    const record = await repository.state(vault);
    const found = record.sessions?.find((/** @type {any} */ each) => each.note?.id === note);
    assertNoteAllowed(found?.gate ?? null);
    const newest = found.note.history.at(-1);
    const isStored = newest.text === text && newest.reason === reason && !heads.includes(newest.id);
    if (isStored) return { noticed: await questions.pending(vault, found.session) };
    const version = ids.next();
    const earlier = heads.map((head) => versionOf(found, head)?.text ?? "");
    // Asked first: a kill between the two leaves a question too many, never one too few.
    const noticed = await questions.raise({ vault, session: found.session, note: version, text, earlier });
    await repository.append(vault, { kind: "amendment", schema: 1, note, text, reason }, { id: version, after: heads });
    return { noticed };
  }

  /** @template {any[]} Given @template Result @param {(...given: Given) => Promise<Result>} act */
  const inTurn = (act) => (/** @type {Given} */ ...given) => turns.run(() => act(...given));

  return {
    open: inTurn(open),
    keepDraft: inTurn(keepDraft),
    save: inTurn(save),
    amend: inTurn(amend),
    notice: questions.notice,
    noticed: inTurn(questions.open),
    settle: inTurn(questions.settle),
  };
}

/** @param {any} found @param {string} id @returns {{id: string, text: string}|undefined} */
function versionOf(found, id) {
  return found.note?.history.find((/** @type {any} */ each) => each.id === id);
}
