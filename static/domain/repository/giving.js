/**
 * A vault handed to a colleague by somebody who holds it: every key that is here, sealed to the colleague, and a signed word about it inside the record.
 *
 * Who stops makes a new key as the next epoch, for `records` first, then for whoever goes on, and not for themself. All of it is written in one
 * transaction. Invariants: nothing is sealed to somebody without a certificate that is valid now; who else goes on is believed from signed grants and
 * from the record, never from a list that the server could make up. Grants to colleagues come with every sync and stay here, so that with no signal
 * too those are known who were given the record by an officer and never wrote in it.
 */
import { Malformed, Refused } from "../../lib/errors.js";
import { awayOf, handoversOf } from "../record/index.js";

const RECORDS = "records";

/**
 * @typedef {{jwe: string, sig: string}} Item
 * @typedef {import("./entries.js").Entry} Entry
 * @typedef {import("./writing.js").Planned} Planned
 * @typedef {{to: string, keep: boolean, holders?: Item[]}} HandingOver  holders: grants of the newest epoch, as the server tells them; none with no signal
 *
 * @param {import("./index.js").Parts & {directory: {read: () => Promise<import("./directory.js").Directory>}, verifier: import("../../crypto/verifier.js").ItemVerifier,
 *   vaultKeys: {load: (vault: string) => Promise<void>}, entries: {open: (vault: string) => Promise<Entry[]>},
 *   writing: Pick<ReturnType<typeof import("./writing.js").createWriting>, "writePlanned"|"envelope"|"grant"|"sealingOf">}} parts  directory: as it stands now, ended where no certificate is valid
 */
export function createGiving({ store, keyring, crypto, directory, verifier, vaultKeys, entries, writing }) {
  /** @param {Item} item */
  function grantHeader(item) {
    const header = crypto.readHeader(item);
    return header.typ === "sotto-grant" ? header : null;
  }

  /** To whom a grant was really made by a colleague, or null. @param {string} vault @param {Item} item @param {import("./directory.js").Directory["members"]} members */
  async function recipientOf(vault, item, members) {
    try {
      const header = grantHeader(item);
      const certificate = header && members.get(header.author)?.certificates.find((each) => crypto.validForSignature(each, header.at));
      if (!header || !certificate || header.vault !== vault) return null;
      await verifier.verifyItem(item, certificate.signing);
      return header.to;
    } catch (error) {
      if (error instanceof Malformed) return null;
      throw error;
    }
  }

  /**
   * Who else works with this record, as far as it can be proved.
   * @param {string} vault @param {Item[]} told @returns {Promise<string[]>}
   */
  async function othersIn(vault, told) {
    const [opened, here, { members }] = await Promise.all([entries.open(vault), store.grantsOf(vault), directory.read()]);
    const granted = await Promise.all([...told, ...here].map((item) => recipientOf(vault, item, members)));
    const handovers = handoversOf(opened);
    const named = [...granted, ...opened.filter(({ unreadable }) => !unreadable).map(({ author }) => author), ...handovers.map(({ to }) => to)];
    const isHere = (/** @type {string|null} */ id) => id !== null && id !== keyring.member && members.get(id)?.ended === false && !awayOf(handovers, id);
    return /** @type {string[]} */ ([...new Set(named)].filter(isHere));
  }

  /** @param {string} vault @returns {Promise<Array<{epoch: number, raw: Uint8Array}>>} */
  async function keysHere(vault) {
    await vaultKeys.load(vault);
    const keys = await Promise.all(keyring.epochs(vault).map(async (epoch) => ({ epoch, raw: await keyring.rawVaultKey(vault, epoch) })));
    return keys.flatMap(({ epoch, raw }) => (raw ? [{ epoch, raw }] : []));
  }

  /** The newest epoch that anything here speaks of, also one that this member made and does not hold. @param {string} vault @param {Array<{epoch: number}>} keys */
  async function newestEpoch(vault, keys) {
    const granted = (await store.grantsOf(vault)).flatMap((item) => grantHeader(item)?.epoch ?? []);
    return Math.max(...keys.map(({ epoch }) => epoch), ...granted);
  }

  /** @param {string} vault @param {HandingOver} handing @returns {Promise<Planned[]>} */
  async function plan(vault, { to, keep, holders = [] }) {
    const [known, opened, keys] = await Promise.all([directory.read(), entries.open(vault), keysHere(vault)]);
    const newest = keys.at(-1);
    if (!newest || to === keyring.member) throw new Refused(newest ? "not-allowed" : "no-key");
    const recipient = writing.sealingOf(known, to);
    const vaultKey = () => /** @type {CryptoKey} */ (keyring.vaultKey(vault, newest.epoch));
    const given = keys.map(({ epoch, raw }) => writing.grant(vault, epoch, raw, to, recipient));
    const told = writing.envelope(vault, newest.epoch, [{ kind: "handed-over", schema: 1, to, keep }, { after: headsBefore(opened) }], vaultKey);
    if (keep) return [...given, told];
    const next = (await newestEpoch(vault, keys)) + 1;
    const raw = crypto.newVaultKey();
    const going = [...new Set([...(await othersIn(vault, holders)), to])];
    const people = going.map((id) => writing.grant(vault, next, raw, id, writing.sealingOf(known, id)));
    return [...given, told, writing.grant(vault, next, raw, RECORDS, known.descriptor.records), ...people];
  }

  /** @param {string} vault @param {HandingOver} handing  durable when it resolves, all or nothing */
  const handOver = (vault, handing) => writing.writePlanned(() => plan(vault, handing));

  return { handOver, othersIn };
}

/** The last hand-overs; before there was one, what the record says of whom it is about. @param {Entry[]} opened */
function headsBefore(opened) {
  const readable = opened.filter(({ unreadable, newer }) => !unreadable && !newer);
  const before = readable.filter(({ payload }) => payload.kind === "handed-over");
  const versions = before.length > 0 ? before : readable.filter(({ payload }) => payload.kind === "participant" || payload.kind === "group");
  return versions.filter(({ id }) => !versions.some(({ after }) => after.includes(id))).map(({ id }) => id);
}
