/**
 * Whom a vault is about, field by field: a change of the name and a change of the language, made apart, are both kept and do not conflict.
 *
 * A version *writes* a field when it is the first, or when its value differs from that of a version it amends. A written value stands until a later version
 * that builds on it writes the field again. Two different values that both stand are a conflict, shown with both versions.
 */
import { ancestry, headsOf } from "./graph.js";

/** @typedef {import("./index.js").Entry} Entry */

/** @param {Entry[]} entries @param {"participant"|"group"} kind @returns {any} its fields with `heads`; with `conflict` and `versions` when a person must choose; null when there is none */
export function subjectOf(entries, kind) {
  const { heads, ordered } = headsOf(entries.filter((entry) => entry.payload.kind === kind));
  const newest = heads.at(-1);
  if (!newest) return null;
  const ancestors = ancestry(ordered);
  const standing = Object.keys(fieldsOf(newest)).map((field) => /** @type {const} */ ([field, valuesOf(field, ordered, ancestors)]));
  const fields = Object.fromEntries(standing.map(([field, values]) => [field, values.at(-1)]));
  const conflicts = standing.filter(([, values]) => values.length > 1).map(([field]) => field);
  const versions = heads.map((head) => ({ id: head.id, at: head.at, author: head.author, ...fieldsOf(head) }));
  return { kind, ...fields, heads: heads.map((head) => head.id), ...(conflicts.length > 0 ? { conflict: conflicts, versions } : {}) };
}

/**
 * The different values of a field that stand, the latest written last.
 * @param {string} field @param {Entry[]} ordered @param {(id: string) => Set<string>} ancestors
 */
function valuesOf(field, ordered, ancestors) {
  const byId = new Map(ordered.map((entry) => [entry.id, entry]));
  const writers = ordered.filter((entry) => {
    const amended = entry.after.flatMap((id) => byId.get(id) ?? []);
    return amended.length === 0 || amended.some((before) => before.payload[field] !== entry.payload[field]);
  });
  const isOverwritten = (/** @type {Entry} */ entry) => writers.some((later) => ancestors(later.id).has(entry.id) && !ancestors(entry.id).has(later.id));
  const values = writers.filter((entry) => !isOverwritten(entry)).map((entry) => entry.payload[field]);
  return values.filter((value, index) => values.lastIndexOf(value) === index);
}

/** @param {Entry} entry */
function fieldsOf({ payload }) {
  const { kind, schema, ...fields } = payload;
  return fields;
}
