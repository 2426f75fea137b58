/**
 * What amends what: from the set of versions to the ones that stand.
 *
 * A version that no other version names is a head. One head is the text as it stands; several are a conflict that a person settles by a
 * version that names them all. Only the set counts, never the order of arrival.
 *
 * @typedef {{id: string, at: string, after: string[]}} Version
 */

/**
 * @template {Version} T
 * @param {T[]} versions
 * @returns {{heads: T[], ordered: T[]}} both by time, then by id
 */
export function headsOf(versions) {
  const ordered = inOrder(uniqueById(versions));
  const named = new Set(ordered.flatMap((version) => version.after));
  const heads = ordered.filter((version) => !named.has(version.id));
  // A ring of versions that name each other cannot be written honestly; then everything is shown.
  return { heads: heads.length > 0 || ordered.length === 0 ? heads : ordered, ordered };
}

/** @template {Version} T @param {T[]} versions @returns {T[]} */
export function uniqueById(versions) {
  return [...new Map(versions.map((version) => [version.id, version])).values()];
}

/** By the moment written, then by id: a total order on every device. @template {Version} T @param {T[]} versions @returns {T[]} */
export function inOrder(versions) {
  return [...versions].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : Number(a.id > b.id)));
}
