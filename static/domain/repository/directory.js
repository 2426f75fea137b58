/**
 * Who works here, as the agency signed it: the descriptor and the certificates, verified each time they are read from the store.
 *
 * Nothing is trusted that the pinned certifying key did not sign (PROTOCOL §3). A client never goes back to an older descriptor. A certificate that does
 * not verify counts as absent. Needs no secret keys, so it works while the app is locked.
 */
import { millisecondsOf } from "../../lib/clock.js";
import { Malformed, Refused } from "../../lib/errors.js";

/**
 * @typedef {import("../../crypto/certificates.js").Certificate} Certificate
 * @typedef {import("../../crypto/certificates.js").Descriptor} Descriptor
 * @typedef {object} Member
 * @property {string} id @property {string} name @property {"specialist"|"supervisor"|"officer"} role  of the newest certificate
 * @property {Certificate} certificate  the newest
 * @property {Certificate[]} certificates  all of them, newest first
 * @property {boolean} ended @property {boolean} reachable  has a live push subscription
 * @typedef {{descriptor: Descriptor, members: Map<string, Member>, version: number}} Directory
 */

/**
 * @param {{store: import("../../store/store.js").Store, crypto: {readDescriptor: Function, readCertificate: Function}}} parts
 */
export function createDirectory({ store, crypto }) {
  /** @type {{row: string, directory: Promise<Directory>}|null} */ let latest = null;

  /** @returns {Promise<Directory>} Refused `no-directory` before the first contact */
  async function read() {
    const [row, account] = await Promise.all([store.directory(), store.account()]);
    if (!row || !account) throw new Refused("no-directory");
    const fingerprint = JSON.stringify([row, account.pin]);
    if (latest?.row !== fingerprint) latest = { row: fingerprint, directory: open(row, account.pin) };
    return latest.directory;
  }

  /** @param {import("../../store/account.js").DirectoryRow} row @param {string} pin @returns {Promise<Directory>} */
  async function open(row, pin) {
    const descriptor = await crypto.readDescriptor(row.descriptor, pin);
    const certificates = await Promise.all(row.certificates.map((jws) => readOrNull(jws, descriptor)));
    return { descriptor, members: membersOf(certificates, row), version: row.version };
  }

  /** @param {string} jws @param {Descriptor} descriptor @returns {Promise<Certificate|null>} */
  async function readOrNull(jws, descriptor) {
    try {
      return await crypto.readCertificate(jws, descriptor);
    } catch (error) {
      if (error instanceof Malformed) return null;
      throw error;
    }
  }

  /**
   * Keeps what the server says, if the agency signed it. What is older than what is here, or has certificates left out, takes nothing away.
   * @param {import("../../store/account.js").DirectoryRow} answer
   * @returns {Promise<boolean>} is it whole, as far as can be seen from here?
   */
  async function accept(answer) {
    const account = await store.account();
    if (!account) throw new Refused("no-directory");
    const held = await store.directory();
    const offered = await crypto.readDescriptor(answer.descriptor, account.pin);
    const known = held && (await crypto.readDescriptor(held.descriptor, account.pin));
    const isOlder = known !== null && millisecondsOf(offered.at) < millisecondsOf(known.at);
    // A server that was restored from a backup may have forgotten people: their signatures must stay readable.
    const all = [...new Set([...answer.certificates, ...(held?.certificates ?? [])])];
    const read = await Promise.all(all.map((jws) => readOrNull(jws, offered)));
    const certificates = all.filter((_, index) => read[index] !== null);
    await store.putDirectory({ ...answer, certificates, descriptor: isOlder ? /** @type {string} */ (held?.descriptor) : answer.descriptor });
    return !isOlder && certificates.every((jws) => answer.certificates.includes(jws));
  }

  return {
    read,
    accept,
    /** @returns {Promise<number>} of what is here; -1 when nothing is */
    version: async () => (await store.directory())?.version ?? -1,
    /** The keys that may sign receipts. @returns {Promise<import("../../crypto/jose.js").PublicJwk[]>} */
    receiptKeys: async () => (await read()).descriptor.receipts,
  };
}

/** @typedef {ReturnType<typeof createDirectory>} DirectoryReader */

/**
 * @param {Array<Certificate|null>} certificates @param {{ended: string[], reachable: string[]}} row @returns {Map<string, Member>}
 */
function membersOf(certificates, { ended, reachable }) {
  /** @type {Map<string, Certificate[]>} */ const byMember = new Map();
  for (const certificate of certificates) if (certificate) byMember.set(certificate.member, [...(byMember.get(certificate.member) ?? []), certificate]);
  return new Map([...byMember].map(([id, all]) => {
    const sorted = all.sort((a, b) => millisecondsOf(b.from) - millisecondsOf(a.from));
    const certificate = /** @type {Certificate} */ (sorted[0]);
    const { name, role } = certificate;
    return [id, { id, name, role, certificate, certificates: sorted, ended: ended.includes(id), reachable: reachable.includes(id) }];
  }));
}
