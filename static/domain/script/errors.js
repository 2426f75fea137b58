/** The one error of the script folder: content that must not be read to a person. Its message says what is wrong, never what anyone said. */

export class ScriptRefused extends Error {
  /** @param {string} why a whole sentence for the officer or developer who edits the content */
  constructor(why) {
    super(why);
    this.name = "ScriptRefused";
    this.code = "script-refused";
  }
}
