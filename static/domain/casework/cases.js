/**
 * People and groups that a specialist works with: made, listed, opened, changed.
 *
 * A case is a vault of its own, granted to its specialist and to the agency's records key, to nobody else.
 * Lists come from sealed summaries and cost nothing; `open` derives the whole record from its envelopes.
 */
import { codeFor } from "./code.js";

/**
 * @param {{repository: any}} parts
 */
export function createCases({ repository }) {
  /** @returns {Promise<any[]>} newest contact first, archived last */
  async function list() {
    const summaries = await repository.summaries();
    return summaries.filter((/** @type {any} */ summary) => summary.kind === "case" || summary.kind === "group").sort(byContact);
  }

  /** @param {{name: string, language: "en"|"es", adult: boolean, contact: string}} fields */
  async function create(fields) {
    const taken = (await list()).map((summary) => summary.code);
    const payload = { kind: "participant", schema: 1, ...fields, code: codeFor(fields.name, taken), archived: false };
    return repository.createVaultWith({ to: [] }, [[payload, {}]]);
  }

  /** @param {{name: string, language: "en"|"es"}} fields */
  async function createGroup(fields) {
    return repository.createVaultWith({ to: [] }, [[{ kind: "group", schema: 1, ...fields }, {}]]);
  }

  /**
   * Amends every current head, so that a conflict of two devices is settled by the person who saw both.
   * @param {string} vault @param {object} fields
   */
  async function change(vault, fields) {
    const { participant } = await open(vault);
    const { name, code, language, adult, archived, contact } = participant;
    const payload = { kind: "participant", schema: 1, name, code, language, adult, archived, contact, ...fields };
    await repository.append(vault, payload, { after: participant.heads });
  }

  /** @param {string} vault */
  async function open(vault) {
    return repository.state(vault);
  }

  return { list, create, createGroup, change, open };
}

/** @param {any} a @param {any} b */
function byContact(a, b) {
  if (a.archived !== b.archived) return a.archived ? 1 : -1;
  const latest = (/** @type {any} */ summary) => Date.parse(summary.sessions[0]?.startedAt ?? 0) || 0;
  return latest(b) - latest(a) || a.name.localeCompare(b.name);
}
