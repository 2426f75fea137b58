/**
 * What only the screens of members use, put together from the parts; read with them.
 */
import { createReleases } from "../domain/casework/releases.js";
import { createSessions } from "../domain/casework/sessions.js";
import { createWorry } from "../domain/casework/worry.js";
import { stepsFor } from "../domain/risk/guidance.js";
import { createRiskMatcher } from "../domain/risk/index.js";
import { createSecondReader } from "../domain/risk/reader/index.js";
import { createLateMatcher } from "./matcher.js";

/** @param {any} parts */
export function matcherOf({ content }) {
  return createLateMatcher((second) => createRiskMatcher(content.lexicon, second), async () => createSecondReader(await content.readSecond()));
}

/** @param {any} parts */
export function sessionsOf({ repository, drafts, content, hashOf, ids, clock }) {
  return createSessions({ repository, drafts, content, hashOf, ids, clock });
}

/** What to do about somebody. @param {any} parts @returns {(about: {vault: string, session?: string|undefined}) => Promise<any>} */
export function stepsOf({ repository, notes, content }) {
  const worry = createWorry({ repository, notes });
  return async (about) => {
    const { level, categories } = await worry(about);
    return { level, steps: stepsFor(content.guidance, { level, categories }) };
  };
}

/** @param {any} parts */
export function releasesOf({ repository, content, hashOf, clock }) {
  return createReleases({ repository, content, hashOf, clock });
}
