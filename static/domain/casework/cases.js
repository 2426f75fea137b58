/**
 * People and groups that a specialist works with: made, listed, opened, changed.
 *
 * A case is a vault of its own, granted to its specialist and to the agency's records key, to nobody else.
 * Lists come from sealed summaries and cost nothing; `open` derives the whole record from its envelopes.
 */
import { Refused } from "../../lib/errors.js";
import { createMutex } from "../../lib/mutex.js";
import { codeFor } from "./code.js";

/** What a change says anew; the rest is taken over. @type {Record<string, string[]>} */
const FIELDS = {
  participant: ["name", "code", "language", "adult", "archived", "contact"],
  group: ["name", "language", "archived"],
};

/**
 * @param {{repository: any}} parts
 */
export function createCases({ repository }) {
  /** Two people added at once are added one after the other, so that each gets a code of their own. */
  const turns = createMutex();

  /** @returns {Promise<any[]>} newest contact first, archived last */
  async function list() {
    const summaries = await repository.summaries();
    return summaries.filter((/** @type {any} */ summary) => summary.kind === "case" || summary.kind === "group").sort(byContact);
  }

  /** @param {{name: string, language: "en"|"es", adult: boolean, contact: string}} fields */
  async function create(fields) {
    // A list may still lack what has just come in; a code must be free among all of them.
    await repository.refreshSummaries();
    const taken = (await list()).map((summary) => summary.code);
    const payload = { kind: "participant", schema: 1, ...fields, code: codeFor(fields.name, taken), archived: false };
    return repository.createVaultWith({ to: [] }, [[payload, {}]]);
  }

  /** @param {{name: string, language: "en"|"es"}} fields */
  async function createGroup(fields) {
    return repository.createVaultWith({ to: [] }, [[{ kind: "group", schema: 1, ...fields }, {}]]);
  }

  /**
   * A conflict of two devices is settled only by a person who saw every version, and so names them all; any other change builds on the
   * newest and leaves the question open.
   * @param {string} vault @param {object} fields @param {string[]} [seen]  heads that the person chose between
   */
  async function change(vault, fields, seen) {
    const record = await open(vault);
    const subject = record.participant ?? record.group;
    if (!subject) throw new Refused("not-found");
    const { kind, conflict, versions, heads } = subject;
    const base = conflict ? versions.at(-1) : subject;
    const kept = Object.fromEntries((FIELDS[kind] ?? []).map((field) => [field, base[field]]));
    await repository.append(vault, { kind, schema: 1, ...kept, ...fields }, { after: seen ?? (conflict ? [base.id] : heads) });
  }

  /** @param {string} vault */
  async function open(vault) {
    return repository.state(vault);
  }

  return { list, create: (/** @type {Parameters<typeof create>[0]} */ fields) => turns.run(() => create(fields)), createGroup, change, open };
}

/** @param {any} a @param {any} b */
function byContact(a, b) {
  if (a.archived !== b.archived) return a.archived ? 1 : -1;
  const latest = (/** @type {any} */ summary) => Date.parse(summary.sessions[0]?.startedAt ?? 0) || 0;
  return latest(b) - latest(a) || a.name.localeCompare(b.name);
}
