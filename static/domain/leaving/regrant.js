/**
 * Vault keys for somebody else, in the officer's browser: a whole caseload given on, a new epoch after somebody left, or for the agency's new records key.
 *
 * The agency's records key, or an earlier one, opens each vault's key; grants are sealed only under certificates valid now, and written through the officer's own queue, so that
 * an act that was cut off is taken up where it broke. Invariant: a new epoch goes to `records` first, since nobody may write under an epoch without that.
 */
import { Malformed, Refused } from "../../lib/errors.js";

/**
 * @typedef {{vault: string, epoch: number, holders: string[], grants: Array<{jwe: string, sig: string}>}} HeldVault
 * @typedef {import("../repository/directory.js").Directory} Directory
 * @typedef {readonly import("../../crypto/jose.js").Opener[]} Openers  of every records key that the agency ever had
 * @typedef {{done: number, left: number}} Result  left: vaults whose key could not be opened or believed
 *
 * @param {object} parts
 * @param {typeof import("../../crypto/index.js")} parts.crypto
 * @param {Pick<import("../../lib/clock.js").Clock, "now">} parts.clock
 * @param {import("../../lib/ids.js").Ids} parts.ids
 * @param {Pick<import("../../crypto/keyring.js").Keyring, "signer">} parts.keyring
 * @param {() => Promise<Directory>} parts.directory
 * @param {(member: string) => Promise<HeldVault[]>} parts.holdings
 * @param {() => Promise<Openers>} parts.recordsOpeners
 * @param {(vault: string) => Promise<Array<{jwe: string, sig: string}>>} parts.grantsHere  in the officer's own store, sent or not
 * @param {(vaults: string[], planned: import("../repository/writing.js").Planned[]) => Promise<void>} parts.writeGrants
 */
export function createRegrant({ crypto, clock, ids, keyring, directory, holdings, recordsOpeners, grantsHere, writeGrants }) {
  /**
   * Every key of a vault by epoch, from grants that a certified member made. Null when one of them cannot be had.
   * @param {HeldVault} held @param {Directory} known @param {Openers} openers
   */
  async function keysOf({ vault, epoch, grants }, { members }, openers) {
    /** @type {Map<number, Uint8Array>} */ const keys = new Map();
    for (const item of grants) {
      const opened = await openedGrant(item, members, openers);
      if (opened?.header.vault === vault && opened.header.to === "records" && !keys.has(opened.header.epoch)) keys.set(opened.header.epoch, opened.key);
    }
    return Array.from({ length: epoch }, (_, index) => index + 1).every((each) => keys.has(each)) ? keys : null;
  }

  /** @param {{jwe: string, sig: string}} item @param {Directory["members"]} members @param {Openers} openers */
  async function openedGrant(item, members, openers) {
    try {
      const header = crypto.readHeader(item);
      if (header.typ !== "sotto-grant") return null;
      const certificate = members.get(header.author)?.certificates.find((each) => crypto.validForSignature(each, header.at));
      const opener = openers.find(({ kid }) => kid === header.kid);
      return certificate && opener ? await crypto.openGrant(item, opener, certificate.signing) : null;
    } catch (error) {
      if (error instanceof Malformed) return null;
      throw error;
    }
  }

  /** The sealing key of somebody who works here now, or null. @param {Directory} known @param {string} id */
  function sealingOf({ members }, id) {
    const member = members.get(id);
    return member && !member.ended && crypto.validForSealing(member.certificate, clock.now()) ? member.certificate.sealing : null;
  }

  /** @param {string} vault @param {number} epoch @param {Uint8Array} raw @param {string} to @param {import("../../crypto/jose.js").PublicJwk} recipient */
  function grant(vault, epoch, raw, to, recipient) {
    const id = ids.next();
    return { id, vault, make: (/** @type {any} */ fields) => crypto.sealGrant({ id, vault, epoch, to, ...fields }, raw, recipient, keyring.signer()) };
  }

  /** Who was granted which epoch by this officer already, perhaps not sent yet. @param {string} vault */
  async function given(vault) {
    return grantsIn(await grantsHere(vault));
  }

  /** @param {HeldVault[]} all @param {(held: HeldVault, known: Directory, keys: Map<number, Uint8Array>) => Promise<import("../repository/writing.js").Planned[]|null>} plan @param {() => void} [onEach] @returns {Promise<Result>} */
  async function forEach(all, plan, onEach = () => undefined) {
    const [known, openers] = await Promise.all([directory(), recordsOpeners()]);
    const result = { done: 0, left: 0 };
    for (const held of all) {
      const keys = await keysOf(held, known, openers);
      const planned = keys && (await plan(held, known, keys));
      if (planned && planned.length > 0) await writeGrants([held.vault], planned);
      if (planned) result.done += 1;
      else result.left += 1;
      onEach();
    }
    return result;
  }

  /**
   * All that `member` holds, for `to` as well. Where one key is missing all are given, the oldest first: the newest alone, right behind a new key
   * of ours that came second, would look to the server like that one.
   * @param {string} member @param {string} to
   */
  async function give(member, to) {
    const recipient = sealingOf(await directory(), to);
    if (!recipient) throw new Refused("recipient-unknown", { fields: { to } });
    return forEach(await holdings(member), async ({ vault, holders }, _known, keys) => {
      if (holders.includes(to)) return [];
      const before = await given(vault);
      const isWhole = [...keys.keys()].every((epoch) => before.some((each) => each.epoch === epoch && each.to === to));
      return isWhole ? [] : [...keys].sort(([a], [b]) => a - b).map(([epoch, raw]) => grant(vault, epoch, raw, to, recipient));
    });
  }

  /** A new key for everything that `member` held, without them. @param {string} member */
  async function renew(member) {
    return forEach(await holdings(member), async ({ vault, epoch, holders }, known) => {
      const next = epoch + 1;
      if ((await given(vault)).some((each) => each.epoch === next)) return [];
      const raw = crypto.newVaultKey();
      const people = holders.filter((id) => id !== member).flatMap((id) => {
        const sealing = sealingOf(known, id);
        return sealing ? [grant(vault, next, raw, id, sealing)] : [];
      });
      return [grant(vault, next, raw, "records", known.descriptor.records), ...people];
    });
  }

  /**
   * The keys of these vaults for the agency's newest records key as well. @param {HeldVault[]} vaults @param {() => void} onEach
   */
  function toNewestRecords(vaults, onEach) {
    return forEach(vaults, async ({ vault, grants }, { descriptor }, keys) => {
      const kid = await crypto.thumbprint(descriptor.records);
      // What the server has and could not be read opens nothing, and was not counted as opened either.
      const there = [...grantsIn(grants), ...(await given(vault))].filter((each) => each.to === "records" && each.kid === kid);
      const missing = [...keys].filter(([epoch]) => !there.some((each) => each.epoch === epoch));
      return missing.map(([epoch, raw]) => grant(vault, epoch, raw, "records", descriptor.records));
    }, onEach);
  }

  /** Those that can be read. @param {ReadonlyArray<{jwe: string, sig: string}>} items */
  function grantsIn(items) {
    return items.flatMap((item) => {
      try {
        const header = crypto.readHeader(item);
        return header.typ === "sotto-grant" ? [{ epoch: header.epoch, to: header.to, kid: header.kid }] : [];
      } catch (error) {
        if (error instanceof Malformed) return [];
        throw error;
      }
    });
  }

  /** How many records still want a new key, not counting those whose new key is under way. @param {string} member */
  async function count(member) {
    const all = await holdings(member);
    const wanting = await Promise.all(all.map(async ({ vault, epoch }) => !(await given(vault)).some((each) => each.epoch === epoch + 1)));
    return wanting.filter(Boolean).length;
  }

  return { give, renew, count, toNewestRecords };
}
