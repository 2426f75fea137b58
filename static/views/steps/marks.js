/** How far one is in "what to do": which step, and for each done or not done with why. Pure; ids come from the guidance. */

/** @typedef {"done"|"not"} Mark */
/** @typedef {Record<string, {mark: Mark, why: string}>} Marks */

/** A step's number stays within the cards and the overview after them. @param {unknown} at @param {number} total */
export const within = (at, total) => (Number.isInteger(at) ? Math.min(Math.max(Number(at), 0), total) : 0);

/** @param {Marks} marks @param {string} id @param {Mark} mark @returns {Marks} what was written stays when the mark changes */
export const marked = (marks, id, mark) => ({ ...marks, [id]: { mark, why: marks[id]?.why ?? "" } });

/** @param {Marks} marks @param {string} id @param {string} why @returns {Marks} */
export const reasoned = (marks, id, why) => ({ ...marks, [id]: { mark: "not", why } });
