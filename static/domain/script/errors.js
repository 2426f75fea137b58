/** The one error of the script folder: content that must not be read to a person. Its message says what is wrong, never what anyone said. */

import { SottoError } from "../../lib/errors.js";

export class ScriptRefused extends SottoError {
  /** @param {string} why a whole sentence for the officer or developer who edits the content */
  constructor(why) {
    super("script-refused", why);
  }
}
