/**
 * THE GATE in front of a session's note. Every function that opens, types into, imports or saves a note calls this first;
 * a disabled button is not a gate.
 *
 * Invariant: without a valid script record of that very session there is no note; a crisis skip counts, and is owed again.
 */

import { ScriptNotRecorded, SessionDeclined } from "./errors.js";

/**
 * @param {import("./state.js").SessionState|null} state null: nothing is known of the session
 * @param {string} [session] the note's session; the state of another opens nothing
 * @returns {{offerAgain: boolean}}
 * @throws {ScriptNotRecorded | SessionDeclined}
 */
export function assertNoteAllowed(state, session) {
  if (!state?.session || (session !== undefined && session !== state.session)) throw new ScriptNotRecorded();
  if (state.noteAllowed) return { offerAgain: state.offerAgain };
  if (state.declined) throw new SessionDeclined();
  throw new ScriptNotRecorded();
}
