/**
 * Handing people over to a colleague, with or without signal, and what stands in the way of it.
 *
 * It is written like everything else: signed, into the queue, after what was written before. It cannot be taken back here, since what is signed may be
 * on its way at any moment; whoever was given a person can hand them back.
 */
import { Offline, Refused } from "../../lib/errors.js";

const SEEN = "handed-to-me";

/**
 * @typedef {{id: string, name: string, role: string}} Colleague
 *
 * @param {{repository: any, unfinished: () => Promise<any[]>, member: () => {id: string}|null, tellHolders: (vault: string) => Promise<Array<{jwe: string, sig: string}>>,
 *   store: {quarantine: () => Promise<any[]>, setAsideGrants: (vault: string) => Promise<void>}}} parts  tellHolders: asks the server
 */
export function createHandingOver({ repository, unfinished, member, tellHolders, store }) {
  /** Who may take somebody over: works here now, with a certificate that is valid. @returns {Promise<Colleague[]>} by name */
  async function colleagues() {
    const { members } = await repository.directory();
    const others = [...members.values()].filter((each) => each.role !== "officer" && !each.ended && each.id !== member()?.id);
    return others.map(({ id, name, role }) => ({ id, name, role })).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** With no signal, or before the server knows the vault, the record alone says who else works with it. @param {string} vault */
  async function told(vault) {
    try {
      return await tellHolders(vault);
    } catch (error) {
      if (error instanceof Offline || error instanceof Refused) return [];
      throw error;
    }
  }

  /** Names of who goes on working with this person besides. @param {string} vault @param {string} [to] @returns {Promise<string[]>} */
  async function others(vault, to) {
    const [{ members }, ids] = await Promise.all([repository.directory(), told(vault).then((holders) => repository.othersIn(vault, holders))]);
    return ids.filter((/** @type {string} */ id) => id !== to).map((/** @type {string} */ id) => members.get(id)?.name ?? "").sort();
  }

  /** Keys of this vault that the server did not take. @param {string} vault @returns {Promise<any[]>} */
  async function refusedKeys(vault) {
    return (await store.quarantine()).filter((row) => row.vault === vault && row.type === "grant" && row.state === "refused");
  }

  /** Something of this person that was begun and is not saved: it could not be saved afterwards. @param {string} vault */
  async function hasUnfinished(vault) {
    return (await unfinished()).some((draft) => draft.vault === vault || draft.form?.includes(vault));
  }

  /** @param {string} vault @param {{to: string, keep: boolean}} choice */
  async function handOver(vault, { to, keep }) {
    const refused = await refusedKeys(vault);
    const { away } = await repository.state(vault);
    if (away && refused.length === 0) throw new Refused("handed-over");
    if (!keep && (await hasUnfinished(vault))) throw new Refused("unfinished-here");
    await repository.handOver(vault, { to, keep, holders: await told(vault) });
    if (refused.length > 0) await store.setAsideGrants(vault);
  }

  return {
    colleagues, others, handOver,
    /** Why a hand-over of this person did not arrive whole, or null. @param {string} vault @returns {Promise<string|null>} a code of PROTOCOL.md §7 */
    trouble: async (vault) => (await refusedKeys(vault))[0]?.code ?? null,
    /** Hand-overs to me that were looked at on this phone. @returns {Promise<Set<string>>} */
    seen: async () => new Set((await repository.noted.get(SEEN)) ?? []),
    /** @param {string} id */
    async markSeen(id) {
      const before = (await repository.noted.get(SEEN)) ?? [];
      if (!before.includes(id)) await repository.noted.put(SEEN, [...before, id]);
    },
  };
}
