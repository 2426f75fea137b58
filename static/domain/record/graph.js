/**
 * What amends what: from a set of versions to the ones that stand.
 *
 * A version that another one amends is superseded; what is left are heads. One head is the thing as it stands; several are a conflict that a person
 * settles by a version naming them all. Only the set counts, never the order of arrival. Versions that name each other in a ring cannot be
 * written honestly; then all of them are shown.
 *
 * @typedef {{id: string, at: string, after: readonly string[], number: number|null}} Version
 */

/**
 * @template {Version} T
 * @param {T[]} versions
 * @returns {{heads: T[], ordered: T[]}} both in the order of time
 */
export function headsOf(versions) {
  const ordered = inOrder(versions);
  const ancestors = ancestry(ordered);
  const isSuperseded = (/** @type {T} */ version) => ordered.some((other) => other.after.includes(version.id) && !ancestors(version.id).has(other.id));
  return { heads: ordered.filter((version) => !isSuperseded(version)), ordered };
}

/**
 * The same envelope many times is once: the copy whose receipt is verified stands.
 * @template {Version} T @param {T[]} versions @returns {T[]}
 */
export function uniqueById(versions) {
  /** @type {Map<string, T>} */ const unique = new Map();
  for (const version of versions) if (!unique.has(version.id) || version.number !== null) unique.set(version.id, version);
  return [...unique.values()];
}

/** By the moment written, then by id: a total order, the same on every device. @template {Version} T @param {T[]} versions @returns {T[]} */
export function inOrder(versions) {
  return uniqueById(versions).sort((a, b) => momentOf(a) - momentOf(b) || (a.id < b.id ? -1 : 1));
}

/** @param {Version} version */
function momentOf({ at }) {
  return Date.parse(at) || 0;
}

/**
 * Everything that a version builds on, as far as it is here.
 * @param {Version[]} versions @returns {(id: string) => Set<string>}
 */
export function ancestry(versions) {
  const after = new Map(versions.map((version) => [version.id, version.after]));
  /** @type {Map<string, Set<string>>} */ const known = new Map();
  return (id) => {
    const before = known.get(id);
    if (before) return before;
    /** @type {Set<string>} */ const found = new Set();
    const open = [...(after.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...(after.get(next) ?? []));
    }
    known.set(id, found);
    return found;
  };
}
