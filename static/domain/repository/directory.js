/**
 * Who works here, as the agency signed it: the descriptor and the certificates, verified each time they are read from the store.
 *
 * Nothing is trusted that the pinned certifying key, or one that took its place, did not sign (PROTOCOL §3). A client never goes back to an older
 * descriptor, nor to an older key. A certificate that does not verify counts as absent. Needs no secret keys, so it works while the app is locked.
 */
import { millisecondsOf } from "../../lib/clock.js";
import { Malformed, PinMismatch, Refused } from "../../lib/errors.js";

/**
 * @typedef {import("../../crypto/certificates.js").Certificate} Certificate
 * @typedef {import("../../crypto/certificates.js").Descriptor} Descriptor
 * @typedef {object} Member
 * @property {string} id @property {string} name @property {"specialist"|"supervisor"|"officer"} role  of the newest certificate
 * @property {Certificate} certificate  the newest
 * @property {Certificate[]} certificates  all of them, newest first
 * @property {boolean} ended @property {boolean} reachable  has a live push subscription
 * @typedef {import("../../crypto/successions.js").Chain} Chain
 * @typedef {{descriptor: Descriptor, chain: Chain, members: Map<string, Member>, version: number}} Directory
 * @typedef {{descriptor: Descriptor, chain: Chain, text: {descriptor: string, successions: string[]}}} Signed
 */

/**
 * @typedef {import("../../store/account.js").DirectoryRow} DirectoryRow
 * @typedef {Pick<typeof import("../../crypto/index.js"), "readDescriptor"|"readChain"|"readCertificate">} Crypto
 *
 * @param {{store: import("../../store/store.js").Store, crypto: Crypto}} parts
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

  /** @param {DirectoryRow} row @param {string} pin @returns {Promise<Directory>} */
  async function open(row, pin) {
    const { descriptor, chain } = await signedIn(row, pin);
    const certificates = await Promise.all(row.certificates.map((jws) => readOrNull(jws, descriptor)));
    return { descriptor, chain, members: membersOf(certificates, row), version: row.version };
  }

  /** @param {DirectoryRow} row @param {string} pin @returns {Promise<Signed>} */
  async function signedIn(row, pin) {
    const { successions = [] } = row;
    const descriptor = await crypto.readDescriptor(row.descriptor, pin, successions);
    return { descriptor, chain: await crypto.readChain(descriptor, successions), text: { descriptor: row.descriptor, successions } };
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
   * What counts from now on. Whoever followed a chain starts from where it led: a fork of it, or a way back, is no way on.
   * @param {DirectoryRow} answer @param {Signed} held @param {string} pin @returns {Promise<Signed>} PinMismatch
   */
  async function newer(answer, held, pin) {
    const newest = /** @type {string} */ (held.chain.keys.at(-1));
    try {
      const offered = await signedIn(answer, newest);
      return millisecondsOf(offered.descriptor.at) < millisecondsOf(held.descriptor.at) ? held : offered;
    } catch (error) {
      if (!(error instanceof PinMismatch) || !(await isForgotten(answer, held, pin))) throw error;
      return held;
    }
  }

  /**
   * A server that was restored from a backup may have forgotten a renewal: what it says was signed before, under a key of this very chain.
   * @param {DirectoryRow} answer @param {Signed} held @param {string} pin
   */
  async function isForgotten(answer, { chain }, pin) {
    if (chain.at === null) return false;
    const { descriptor, chain: offered } = await signedIn(answer, pin);
    const start = chain.keys.indexOf(offered.keys[0] ?? "");
    const isPart = start >= 0 && offered.keys.every((key, index) => chain.keys[start + index] === key);
    return isPart && millisecondsOf(descriptor.at) < millisecondsOf(chain.at);
  }

  /**
   * Keeps what the server says, if the agency signed it. What is older than what is here, or has certificates left out, takes nothing away.
   * @param {DirectoryRow} answer
   * @returns {Promise<boolean>} is it whole, as far as can be seen from here?
   */
  async function accept(answer) {
    const account = await store.account();
    if (!account) throw new Refused("no-directory");
    const row = await store.directory();
    const held = row && (await signedIn(row, account.pin));
    const kept = held ? await newer(answer, held, account.pin) : await signedIn(answer, account.pin);
    // A server that was restored from a backup may have forgotten people: their signatures must stay readable.
    const all = [...new Set([...answer.certificates, ...(row?.certificates ?? [])])];
    const read = await Promise.all(all.map((jws) => readOrNull(jws, kept.descriptor)));
    const certificates = all.filter((_, index) => read[index] !== null);
    await store.putDirectory({ ...answer, ...kept.text, certificates });
    return kept !== held && certificates.every((jws) => answer.certificates.includes(jws));
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
