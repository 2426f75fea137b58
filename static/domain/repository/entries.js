/**
 * The envelopes of a vault, verified and opened. One that cannot be is returned with its reason, never dropped.
 *
 * Verified: the signature, by a certificate of the author that was valid when it was written; the seal, by the vault's key; the payload, by `kinds.js`.
 * What was opened is remembered for a few vaults until the app is locked.
 */
import { CannotOpen, Malformed } from "../../lib/errors.js";
import { checkPayload } from "../kinds.js";

/**
 * @typedef {object} Entry
 * @property {string} id @property {string} author @property {string} device @property {string} at @property {string[]} after
 * @property {number|null} number  null: its receipt is not verified yet
 * @property {"stored"|import("../../store/queue.js").QueueState} state
 * @property {{state: string, urgency?: string}|null} consult  the header's word
 * @property {string|null} receivedAt  by its verified receipt; told only of steps of a consult, where somebody waits for it
 * @property {any} [payload]
 * @property {boolean} [newer]  written by a newer version of the app
 * @property {string} [unreadable]  why: "malformed", "wrong-vault", "unknown-author", "certificate-invalid", "bad-signature", "no-key", "cannot-open", "payload-invalid", "id-taken"
 * @typedef {import("../../store/vaults.js").HeldEnvelope} HeldEnvelope
 * @typedef {Map<string, import("./directory.js").Member>} Members
 * @typedef {{change: number, directory: import("./directory.js").Directory, entries: Entry[], bySignature: Map<string, Entry>}} Remembered  what a vault was at that change
 */

/** What an author cannot have done; everything else may be this phone's own lack. */
const NOT_THEIRS = new Set(["unknown-author", "certificate-invalid", "bad-signature"]);
const MOST_REMEMBERED = 8;
const SLICE = 40;
const NOTHING_KNOWN = Object.freeze({ id: "", author: "", device: "", at: "", after: Object.freeze([]), consult: null, epoch: 0 });

/**
 * @param {import("./index.js").Parts & {directory: import("./directory.js").DirectoryReader, verifier: import("../../crypto/verifier.js").ItemVerifier,
 *   vaultKeys: {load: (vault: string) => Promise<void>}, pause: () => Promise<void>,
 *   onForeign?: ((found: {kind: "author", vault: string, number: number, held: null, found: string|null}, directory: number) => void) | undefined}} parts
 */
export function createEntries({ store, keyring, crypto, directory, verifier, vaultKeys, pause, onForeign }) {
  /** @type {Map<string, Remembered>} by vault, the least used first */ const remembered = new Map();
  keyring.onLock(() => remembered.clear());

  /**
   * @param {string} vault @param {{remember?: boolean}} [options] remember false: for passing through many vaults in the background
   * @returns {Promise<Entry[]>} verified ones by number, then what is only here in the order of writing
   */
  async function open(vault, { remember = true } = {}) {
    const [row, known] = await Promise.all([store.vault(vault), directory.read()]);
    const before = remembered.get(vault);
    if (before && before.change === row?.change && before.directory === known) return before.entries;
    const [held] = await Promise.all([store.envelopesOf(vault), vaultKeys.load(vault)]);
    /** @type {Entry[]} */ const entries = [];
    for (let start = 0; start < held.length; start += SLICE) {
      if (!remember && start > 0) await pause();
      const slice = held.slice(start, start + SLICE);
      entries.push(...(await Promise.all(slice.map((each) => openOne(vault, each, known.members, before?.bySignature)))));
    }
    tellOfForeign(vault, held, entries, known.version);
    const distinct = oncePerId(entries);
    if (remember) keep(vault, { change: row?.change ?? -1, directory: known, entries: distinct, bySignature: readable(held, entries) });
    return distinct;
  }

  /** The first that has a number and is by nobody whom the agency names. @param {string} vault @param {HeldEnvelope[]} held @param {Entry[]} entries @param {number} version */
  function tellOfForeign(vault, held, entries, version) {
    const place = entries.findIndex(({ number, unreadable }) => number !== null && NOT_THEIRS.has(unreadable ?? ""));
    if (place >= 0) onForeign?.({ kind: "author", vault, number: Number(entries[place]?.number), held: null, found: held[place]?.receipt ?? null }, version);
  }

  /** @param {string} vault @param {Remembered} what */
  function keep(vault, what) {
    if (!keyring.isUnlocked) return;
    remembered.delete(vault);
    remembered.set(vault, what);
    const oldest = remembered.keys().next().value;
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  }

  /** @param {string} vault @param {HeldEnvelope} held @param {Members} members @param {Map<string, Entry>} [known] @returns {Promise<Entry>} */
  async function openOne(vault, held, members, known) {
    const before = known?.get(held.sig);
    if (before) return { ...before, ...placeOf(held, before.consult) };
    const item = { jwe: held.jwe, sig: held.sig };
    const read = headerOrNull(item);
    const about = { ...NOTHING_KNOWN, ...read, after: read?.after ?? [], consult: read?.consult ?? null };
    const { id, author, device, at, after, consult, epoch } = about;
    const entry = { id, author, device, at, after, consult, epoch, ...placeOf(held, consult) };
    if (!read) return { ...entry, unreadable: "malformed" };
    if (read.vault !== vault) return { ...entry, unreadable: "wrong-vault" };
    return { ...entry, ...(await contents(item, read, members)) };
  }

  /** Where an envelope is: only here, or with the server since then. @param {HeldEnvelope} held @param {Entry["consult"]} consult */
  function placeOf({ number, state, receipt }, consult) {
    if (state !== "stored") return { number: null, state, receivedAt: null };
    return { number, state, receivedAt: consult && receipt ? crypto.receivedAt(receipt) : null };
  }

  /** @param {{jwe: string, sig: string}} item @returns {import("../../crypto/items.js").EnvelopeHeader|null} */
  function headerOrNull(item) {
    try {
      const header = crypto.readHeader(item);
      return header.typ === "sotto-envelope" ? header : null;
    } catch (error) {
      if (error instanceof Malformed) return null;
      throw error;
    }
  }

  /**
   * @param {{jwe: string, sig: string}} item @param {import("../../crypto/items.js").EnvelopeHeader} header @param {Members} members
   * @returns {Promise<Pick<Entry, "payload"|"newer"|"unreadable">>}
   */
  async function contents(item, header, members) {
    const author = members.get(header.author);
    if (!author) return { unreadable: "unknown-author" };
    const certificates = author.certificates.filter((each) => crypto.validForSignature(each, header.at));
    if (certificates.length === 0) return { unreadable: "certificate-invalid" };
    const vaultKey = keyring.vaultKey(header.vault, header.epoch);
    let reason = "bad-signature";
    for (const { signing } of certificates) {
      try {
        if (!vaultKey) {
          await verifier.verifyItem(item, signing);
          return { unreadable: "no-key" };
        }
        const { payload } = await verifier.openEnvelope(item, vaultKey, signing);
        const { status } = checkPayload(payload);
        if (status === "invalid") return { unreadable: "payload-invalid" };
        return status === "newer" ? { payload, newer: true } : { payload };
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        if (error instanceof CannotOpen) return { unreadable: "cannot-open" };
        reason = error.code;
      }
    }
    return { unreadable: reason };
  }

  return { open };
}

/** @param {HeldEnvelope[]} held @param {Entry[]} entries beside them @returns {Map<string, Entry>} by signature; what was unreadable is looked at again */
function readable(held, entries) {
  return new Map(entries.flatMap((entry, index) => (entry.unreadable ? [] : [/** @type {[string, Entry]} */ ([held[index]?.sig ?? "", entry])])));
}

/**
 * The same envelope twice is once. Another envelope under an id that is taken is shown as such: the one with a number, or else the first, stands.
 * @param {Entry[]} entries @returns {Entry[]}
 */
function oncePerId(entries) {
  /** @type {Map<string, Entry>} */ const first = new Map();
  return entries.map((entry) => {
    if (entry.unreadable || !first.has(entry.id)) {
      if (!entry.unreadable) first.set(entry.id, entry);
      return entry;
    }
    const { payload: _payload, newer: _newer, ...rest } = entry;
    return { ...rest, unreadable: "id-taken" };
  });
}
