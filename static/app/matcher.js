/**
 * The matcher of risk words, compiled when it is first needed: that takes a phone longer than opening the app, and unlocking must not wait for it.
 * The second reader's data are read later still; until they are there, or when they are broken, the rules read alone and nothing waits.
 */

import { once } from "../lib/once.js";

/**
 * @typedef {import("../domain/risk/index.js").RiskMatcher} RiskMatcher
 * @typedef {import("../domain/risk/index.js").SecondReader} SecondReader
 *
 * @param {(second: SecondReader|null) => RiskMatcher} make
 * @param {() => Promise<SecondReader>} readSecond rejects when its data cannot be had or are refused; tried again at the next `prepare`
 * @returns {RiskMatcher & {prepare: () => Promise<void>}} `prepare` compiles it now, so that the first word of a note need not
 */
export function createLateMatcher(make, readSecond) {
  /** @type {SecondReader|null} */
  let second = null;
  let matcher = once(() => make(null));

  async function prepare() {
    try {
      if (second) return;
      second = await readSecond();
      matcher = once(() => make(second));
    } finally {
      matcher();
    }
  }

  return {
    get version() {
      return matcher().version;
    },
    match: (text, options) => matcher().match(text, options),
    prepare,
  };
}
