/**
 * What can go wrong before a session, as sentences; `code` is what the screens translate.
 *
 *   SessionError             a SottoError
 *   ├── ScriptNotRecorded    the note of this session is still closed
 *   ├── SessionDeclined      the person said no to going on
 *   ├── PreparationRefused   a step was taken that the preparation does not allow
 *   └── MalformedRecord      a session or script record that cannot be believed
 *
 * No message holds what a person said, where they are, or who they are.
 */

import { SottoError } from "../../lib/errors.js";

export class SessionError extends SottoError {}

export class ScriptNotRecorded extends SessionError {
  constructor() {
    super("script-not-recorded", "The note opens once the script was given, or skipped for a crisis, and this was recorded.");
  }
}

export class SessionDeclined extends SessionError {
  constructor() {
    super("session-declined", "The person said no to going on, so this session has no note.");
  }
}

export class PreparationRefused extends SessionError {
  /** @param {string} why */
  constructor(why) {
    super("preparation-refused", why);
  }
}

export class MalformedRecord extends SessionError {
  /** @param {string} why */
  constructor(why) {
    super("malformed", why);
  }
}
