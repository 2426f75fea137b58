/**
 * Helping somebody who lost their passphrase: in the officer's browser, with the agency's records key, opened for one act at a time.
 *
 * A request is shown only if the recovery bundle holds exactly the keys that the agency certified for this member, so the code on the screen is about them.
 */
import { answerCode, publicPart, recoveryCode, sealRecovered } from "../crypto/index.js";
import { Refused } from "../lib/errors.js";
import { openRecoveryWith } from "./agency_keys.js";
import { namesKeysOf } from "./same_keys.js";

/** @param {{protocol: any, repository: any, recordsOpeners: () => Promise<import("../crypto/jose.js").Opener[]>}} parts */
export function createOfficerRecovery({ protocol, repository, recordsOpeners }) {
  /** The requests that can be believed, opened. */
  async function opened() {
    const { recoveries: rows } = await protocol.recoveries();
    if (rows.length === 0) return [];
    const [openers, { members, chain }] = await Promise.all([recordsOpeners(), repository.directory()]);
    const all = await Promise.all(rows.map(async (/** @type {any} */ row) => ({ row, member: members.get(row.member), bundle: await openRecoveryWith(row.recovery, openers) })));
    return all.filter(({ row, member, bundle }) => bundle && bundle.member === row.member && chain.keys.includes(bundle.pin) && member?.certificates.some(namesKeysOf(bundle)));
  }

  async function recoveries() {
    return Promise.all((await opened()).map(async ({ row, member, bundle }) => ({
      id: row.id, member: row.member, name: member.name, since: row.since, code: await recoveryCode(row.requester, bundle.signInName),
    })));
  }

  /**
   * The caller has compared the code that `recoveries` gave for this request. @param {{id: string, code: string}} request
   * @returns {Promise<string>} the second code
   */
  async function answerRecovery({ id, code }) {
    const found = (await opened()).find(({ row }) => row.id === id);
    if (!found) throw new Refused("not-found");
    const { row, bundle } = found;
    // The server could have changed the key since the code was read.
    if ((await recoveryCode(row.requester, bundle.signInName)) !== code) throw new Refused("recovery-distrusted");
    await protocol.answerRecovery(id, await sealRecovered(bundle, row.requester));
    return answerCode(publicPart(bundle.sealing), bundle.pin);
  }

  return { recoveries, answerRecovery, declineRecovery: (/** @type {string} */ id) => protocol.declineRecovery(id) };
}
