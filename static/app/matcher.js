/**
 * The matcher of risk words, compiled when it is first needed: that takes a phone longer than opening the app, and unlocking must not wait for it.
 */

import { once } from "../lib/once.js";

/**
 * @param {() => import("../domain/risk/index.js").RiskMatcher} make
 * @returns {import("../domain/risk/index.js").RiskMatcher & {prepare: () => void}} `prepare` compiles it now, so that the first word of a note need not
 */
export function createLateMatcher(make) {
  const matcher = once(make);
  return {
    get version() {
      return matcher().version;
    },
    match: (text, options) => matcher().match(text, options),
    prepare: () => void matcher(),
  };
}
