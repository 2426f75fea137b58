/**
 * New agency keys, in the officer's browser (PROTOCOL §9): made, put into a recovery kit that is proved to open, published in one call, and then everything that
 * the old records key opens is sealed to the new one, a piece at a time.
 *
 * Invariant: what was not published was never used, and what was published stands in a kit that opened. The new keys live in memory until then; locking drops them.
 */
import { importSigner, issueCertificate, issueDescriptor, issueSuccession, newAgencyKeys, publicPart, readCertificate, sealAgencyKeys, sealRecovery, thumbprint } from "../crypto/index.js";
import { millisecondsOf, stampOf } from "../lib/clock.js";
import { Malformed, Offline, Refused } from "../lib/errors.js";
import { openRecoveryWith } from "./agency_keys.js";
import { openKitWith } from "./kit.js";

/** Remembers on this device, sealed, that a kit was made for keys that may never have been published. */
const BEGUN = "agency-keys";
const BUNDLES_AT_ONCE = 50;

/** @typedef {import("../crypto/agency.js").AgencyKeys} AgencyKeys */
/** @typedef {{done: number, of: number}} Progress */

/**
 * @param {object} parts
 * @param {any} parts.protocol @param {any} parts.keyring @param {any} parts.repository @param {any} parts.account @param {any} parts.cryptography
 * @param {{open: () => Promise<AgencyKeys>, recordsOpeners: () => Promise<import("../crypto/jose.js").Opener[]>}} parts.agencyKeys
 * @param {Pick<ReturnType<typeof import("../domain/leaving/regrant.js").createRegrant>, "toNewestRecords">} parts.regrant
 * @param {{run: () => Promise<unknown>}} parts.engine
 * @param {{now(): number, stamp(): string}} parts.clock
 */
export function createOfficerKeys({ protocol, keyring, repository, account, cryptography, agencyKeys, regrant, engine, clock }) {
  /** @type {{keys: AgencyKeys, body: object|null}|null} */
  let prepared = null;
  /** Two screens may ask; the work is done once. @type {Promise<{unopened: number}>|null} */
  let working = null;
  keyring.onLock(forget);

  function forget() {
    prepared = null;
  }

  /** When the keys were made, and whether a kit lies about that belongs to keys which were never used. */
  async function state() {
    await account.refreshDirectory();
    const [{ chain, members }, begun] = await Promise.all([repository.directory(), repository.local.get(BEGUN)]);
    const isUsed = begun !== null && chain.keys.includes(begun.kid);
    if (isUsed) await repository.local.remove(BEGUN);
    const first = [...members.values()].flatMap((/** @type {any} */ { certificates }) => certificates.map((/** @type {any} */ { from }) => from)).sort((a, b) => millisecondsOf(a) - millisecondsOf(b))[0];
    return { madeAt: chain.at ?? first ?? null, isRenewed: chain.at !== null, unused: begun !== null && !isUsed && prepared === null };
  }

  /** @returns {Promise<{kit: string, kitPassphrase: string}>} of keys that nobody uses yet */
  async function prepare() {
    const keys = await newAgencyKeys(await agencyKeys.open());
    await repository.local.put(BEGUN, { kid: await thumbprint(publicPart(keys.certifying)), at: clock.stamp() });
    const kit = await cryptography.makeRecoveryKit(keys, keyring.agency);
    prepared = { keys, body: null };
    return kit;
  }

  /** The kit that was never used is destroyed, the officer says. */
  async function forgetUnused() {
    forget();
    await repository.local.remove(BEGUN);
  }

  /** From here on the agency is under the new keys. @param {string} kit the file's text @param {string} words */
  async function publish(kit, words) {
    if (!prepared) throw new Refused("keys-changed");
    const { keys } = prepared;
    const opened = await openKitWith(cryptography, kit, words);
    if (!isSame(opened, keys) || opened.agency !== keyring.agency) throw new Refused("kit-wrong");
    // Signed once: an answer that was lost is settled by sending the very same again.
    const body = prepared.body ?? (await bodyOf(keys));
    prepared = { keys, body };
    await send(body);
    forget();
    await account.refreshDirectory();
    await repository.local.remove(BEGUN);
  }

  /** @param {object} body */
  async function send(body) {
    try {
      await protocol.renewAgencyKeys(body);
    } catch (error) {
      if (error instanceof Offline) throw new Refused("keys-unsure", { cause: error });
      if (!(error instanceof Refused && error.code === "conflict")) throw error;
      forget();
      throw new Refused("keys-changed", { cause: error });
    }
  }

  /** @param {AgencyKeys} keys the new ones */
  async function bodyOf(keys) {
    const before = await agencyKeys.open();
    if (before.records.d !== keys.recordsBefore?.[0]?.d) throw new Refused("keys-changed");
    await account.refreshDirectory();
    const [{ descriptor, members, chain }, answer, old, signer] = await Promise.all([
      repository.directory(), protocol.directory(), importSigner(before.certifying), importSigner(keys.certifying),
    ]);
    if (old.kid !== chain.keys.at(-1)) throw new Refused("keys-changed");
    const { agency } = descriptor;
    const at = stampOf(Math.max(clock.now(), millisecondsOf(descriptor.at) + 1), 0);
    const [certifying, records] = [publicPart(keys.certifying), publicPart(keys.records)];
    const again = async (/** @type {string} */ jws) => issueCertificate(await readCertificate(jws, descriptor), signer);
    const officers = [...members.values()].filter(({ role, ended }) => role === "officer" && !ended);
    const [succession, described, certificates, sealed] = await Promise.all([
      issueSuccession({ agency, certifying, at }, before.certifying, old),
      issueDescriptor({ ...descriptor, certifying, records, at }, signer),
      Promise.all(answer.certificates.map(again)),
      Promise.all(officers.map(async ({ id, certificate }) => ({ member: id, jwe: await sealAgencyKeys(keys, agency, certificate.sealing) }))),
    ]);
    return { succession, descriptor: described, certificates, agencyKeys: sealed };
  }

  const vaultsLeft = () => allPages(protocol.oldRecordsGrants, ({ vaults }) => vaults, ({ vault }) => vault);
  const bundlesLeft = () => allPages(protocol.oldRecoveryBundles, ({ bundles }) => bundles, ({ member }) => member);

  /** How much is still sealed to an old records key only. */
  async function left() {
    const [vaults, bundles] = await Promise.all([vaultsLeft(), bundlesLeft()]);
    return vaults.length + bundles.length;
  }

  /** @param {(progress: Progress) => void} onProgress @returns {Promise<{unopened: number}>} what no records key opens */
  function goOn(onProgress) {
    working ??= work(onProgress).finally(() => (working = null));
    return working;
  }

  /** @param {(progress: Progress) => void} onProgress */
  async function work(onProgress) {
    const [vaults, bundles] = await Promise.all([vaultsLeft(), bundlesLeft()]);
    const progress = { done: 0, of: vaults.length + bundles.length };
    const step = (count = 1) => {
      progress.done += count;
      onProgress({ ...progress });
    };
    if (progress.of === 0) return { unopened: 0 };
    step(0);
    const unopened = await renewBundles(bundles, step);
    const { left: unread } = await regrant.toNewestRecords(vaults, step);
    await engine.run();
    return { unopened: unopened + unread };
  }

  /** @param {Array<{member: string, recovery: string}>} bundles @param {(count: number) => void} step */
  async function renewBundles(bundles, step) {
    const [openers, { descriptor }] = await Promise.all([agencyKeys.recordsOpeners(), repository.directory()]);
    let unopened = 0;
    for (let first = 0; first < bundles.length; first += BUNDLES_AT_ONCE) {
      const some = bundles.slice(first, first + BUNDLES_AT_ONCE);
      const renewed = (await Promise.all(some.map((each) => sealedAgain(each, openers, descriptor.records)))).flat();
      if (renewed.length > 0) await protocol.putRecoveryBundles(renewed);
      unopened += some.length - renewed.length;
      step(some.length);
    }
    return unopened;
  }

  return { state, prepare, publish, forget, forgetUnused, left, goOn };
}

/**
 * Of one member and no other; what cannot be opened stays as it is.
 * @param {{member: string, recovery: string}} row @param {readonly import("../crypto/jose.js").Opener[]} openers @param {import("../crypto/jose.js").PublicJwk} records
 */
async function sealedAgain({ member, recovery }, openers, records) {
  try {
    const bundle = await openRecoveryWith(recovery, openers);
    return bundle?.member === member ? [{ member, recovery: await sealRecovery(bundle, records) }] : [];
  } catch (error) {
    if (error instanceof Malformed) return [];
    throw error;
  }
}

/** @param {AgencyKeys} one @param {AgencyKeys} other */
function isSame(one, other) {
  const secrets = (/** @type {AgencyKeys} */ { certifying, records, recordsBefore = [] }) => [certifying, records, ...recordsBefore].map(({ d }) => d).join();
  return secrets(one) === secrets(other);
}

/**
 * @template Row
 * @param {(after: string|null) => Promise<any>} ask @param {(page: any) => Row[]} rowsOf @param {(row: Row) => string} idOf
 */
async function allPages(ask, rowsOf, idOf) {
  /** @type {Row[]} */ const all = [];
  for (let more = true; more; ) {
    const last = all.at(-1);
    const page = await ask(last === undefined ? null : idOf(last));
    const rows = rowsOf(page);
    all.push(...rows);
    more = page.more && rows.length > 0;
  }
  return all;
}
