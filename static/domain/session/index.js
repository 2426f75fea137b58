/** Before a session: the preparation, what it leaves behind, and the gate in front of the note. Pure; times are passed in. */

export { MalformedRecord, PreparationRefused, ScriptNotRecorded, SessionDeclined, SessionError } from "./errors.js";
export { assertNoteAllowed } from "./gate.js";
export {
  answerDetails,
  answerPrivacy,
  answerTeachBack,
  beginScript,
  cardsLeft,
  chooseHow,
  decline,
  finish,
  goOnAnyway,
  markAloud,
  privacyConcerns,
  privacyMissing,
  showCard,
  skipForCrisis,
  startPreparation,
  stepOf,
  takeRemedy,
  writeSkip,
} from "./preparation.js";
export { preparationRecord, readScriptRecord, readSessionRecord, sessionRecord } from "./record.js";
export { sessionState } from "./state.js";
export {
  GIVEN,
  HOWS,
  isRemote,
  OUTCOMES,
  PRIVATE_ANSWERS,
  REMEDIES,
  remediesFor,
  SIDES,
  SKIP_REASONS,
  TEACH_BACKS,
} from "./vocabulary.js";
