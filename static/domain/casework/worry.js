/**
 * What somebody is worried about: the level and the categories by which the steps of "what to do" are chosen. Read from the sealed record each time, so
 * that no address and no name on the disk holds them.
 */
import { Refused } from "../../lib/errors.js";

/** @typedef {{level: "none"|"concern"|"imminent", categories: string[]}} Worry */

/**
 * @param {{repository: any, notes: {noticed(vault: string, session: string): Promise<any>}}} parts
 * @returns {(about: {vault: string, session?: string|undefined}) => Promise<Worry>} of a consult's vault, or of a session in a case's. Refused `not-found`
 */
export function createWorry({ repository, notes }) {
  /** @param {string} vault @returns {Promise<Worry>} */
  async function ofConsult(vault) {
    const { request, urgency } = await repository.state(vault);
    if (!request) throw new Refused("not-found");
    const { categories } = request;
    if (urgency === "now") return { level: "imminent", categories };
    return { level: categories.length > 0 ? "concern" : "none", categories };
  }

  /** The question that still stands, or what was answered. @param {string} vault @param {string} session @returns {Promise<Worry>} */
  async function ofSession(vault, session) {
    const question = await notes.noticed(vault, session);
    if (question) return { level: question.level, categories: question.categories };
    const { sessions = [] } = await repository.state(vault);
    const hits = sessions.filter((/** @type {any} */ each) => each.session === session).flatMap((/** @type {any} */ each) => each.flags.flatMap((/** @type {any} */ flag) => flag.hits));
    if (hits.length === 0) return { level: "none", categories: [] };
    const isImminent = hits.some((/** @type {any} */ hit) => hit.level === "imminent");
    return { level: isImminent ? "imminent" : "concern", categories: [...new Set(hits.map((/** @type {any} */ hit) => hit.category))] };
  }

  return ({ vault, session }) => (session ? ofSession(vault, session) : ofConsult(vault));
}
