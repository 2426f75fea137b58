/**
 * Releases signed, ended, used and put right. Each step is one signed envelope in the case's vault, durable when it resolves, with or without signal.
 *
 * Invariant: nothing is written down as shared that the gate does not let through at that moment; what is signed is the text that was hashed.
 */
import { canonical } from "../../lib/canonical.js";
import { Refused } from "../../lib/errors.js";
import { createMutex } from "../../lib/mutex.js";
import { checkDisclosure } from "../disclosure/index.js";
import { checkSigned, decide, documentText, readReleases } from "../release/index.js";
import { packInForce } from "../script/index.js";

/** @typedef {import("../disclosure/check.js").Disclosure} Disclosure */

/**
 * @param {{repository: any, content: {releases: any, packs: Record<string, any>}, hashOf: (text: string) => Promise<string>, clock: {now(): number, stamp(): string}}} parts
 */
export function createReleases({ repository, content, hashOf, clock }) {
  /** Two touches are two turns: the second finds what the first wrote. */
  const turns = createMutex();

  /** @param {string} vault */
  async function caseOf(vault) {
    const record = await repository.state(vault);
    if (record.kind !== "case" || !record.participant) throw new Refused("not-found");
    return record;
  }

  /** What a draft is made with and checked against. @param {string} vault */
  async function prepare(vault) {
    const [record, { descriptor }] = await Promise.all([caseOf(vault), repository.directory()]);
    const generic = content.packs["generic"];
    const chosen = content.packs[descriptor.settings.jurisdiction];
    const { pack, because } = packInForce({ pack: chosen === generic ? null : chosen, generic, today: clock.stamp().slice(0, 10) });
    return { participant: record.participant, discloser: { name: descriptor.name }, pack, because };
  }

  /** @param {string} vault @param {any} signed  members of the kind `release` @returns {Promise<string>} its id */
  async function sign(vault, signed) {
    const record = await caseOf(vault);
    const lacking = checkSigned(signed);
    if (lacking.length > 0) throw new Refused("release-incomplete", { fields: Object.fromEntries(lacking.map(({ field, code }) => [field, code])) });
    await expectUnchanged(signed);
    const present = record.releases.find((/** @type {any} */ each) => each.hash === signed.hash && each.signedAt === signed.signedAt);
    return present?.id ?? repository.append(vault, { kind: "release", schema: 1, ...signed }, { after: record.participant.heads });
  }

  /**
   * A spoken one counts at once; one that is signed later confirms it.
   * @param {string} vault @param {string} releaseId
   * @param {{mode: "signed"|"spoken", by: string, witness: string, revokedAt?: string, signature?: any}} how
   * @returns {Promise<string>} its id
   */
  async function revoke(vault, releaseId, { mode, by, witness, revokedAt = clock.stamp(), signature = null }) {
    const record = await caseOf(vault);
    const release = find(record.releases, releaseId);
    const present = release.revocations.find((/** @type {any} */ each) => each.mode === mode);
    if (present) return present.id;
    const shared = record.disclosures.filter((/** @type {any} */ each) => each.release?.id === releaseId);
    const after = [release, ...release.revocations, ...shared].map(({ id }) => id);
    return repository.append(vault, { kind: "release-revoked", schema: 1, release: releaseId, mode, by, witness, revokedAt, signature }, { after });
  }

  /** @param {string} vault @param {Disclosure} disclosure @returns {Promise<string>} its id */
  async function disclose(vault, disclosure) {
    const wrong = checkDisclosure(disclosure);
    if (wrong.length > 0) throw new Refused("gate-closed", { fields: Object.fromEntries(wrong.map(({ field, code }) => [field, code])) });
    const record = await caseOf(vault);
    const present = record.disclosures.find((/** @type {any} */ each) => isSameEntry(each, disclosure));
    if (present) return present.id;
    const release = disclosure.release ? await permitting(record, disclosure) : null;
    return repository.append(vault, { kind: "disclosure", schema: 1, ...disclosure }, { after: release ? [release.id] : [] });
  }

  /** The release that this disclosure names, if it permits it now. @param {any} record @param {Disclosure} disclosure */
  async function permitting(record, disclosure) {
    const named = record.releases.filter((/** @type {any} */ { id, hash }) => id === disclosure.release?.id && hash === disclosure.release?.hash);
    const { verdict, release, reasons } = decide(named, disclosure, clock.now());
    if (verdict !== "permit" || !release) throw new Refused("gate-closed", { fields: { release: reasons[0] ?? verdict } });
    await expectUnchanged(release);
    return release;
  }

  /** @param {{document: import("../release/compose.js").ReleaseDocument, hash: string}} signed */
  async function expectUnchanged({ document, hash }) {
    if ((await hashOf(documentText(document))) !== hash) throw new Refused("release-changed", { fields: { hash: "not-allowed" } });
  }

  /** @param {string} vault @param {string} disclosureId @param {string} words @returns {Promise<string>} its id */
  async function correct(vault, disclosureId, words) {
    const { corrections } = find((await caseOf(vault)).disclosures, disclosureId);
    const newest = corrections.at(-1);
    if (newest?.words === words) return newest.id;
    const after = [disclosureId, ...corrections.map((/** @type {any} */ { id }) => id)];
    return repository.append(vault, { kind: "disclosure-corrected", schema: 1, disclosure: disclosureId, words }, { after });
  }

  /** @template {any[]} Given @template Result @param {(...given: Given) => Promise<Result>} act */
  const inTurn = (act) => (/** @type {Given} */ ...given) => turns.run(() => act(...given));

  return {
    /** Templates, notices and words, read strictly. */
    content: () => readReleases(content.releases),
    /** The hash of a text, as a release names its document by and a disclosure its items. */
    hashOf,
    prepare,
    sign: inTurn(sign),
    revoke: inTurn(revoke),
    disclose: inTurn(disclose),
    correct: inTurn(correct),
  };
}

/** Asked again after a kill: the same moment and everything else the same. @param {any} entry @param {any} disclosure */
function isSameEntry(entry, disclosure) {
  return Object.keys(disclosure).every((member) => canonical(entry[member]) === canonical(disclosure[member]));
}

/** @param {any[]} entries @param {string} id */
function find(entries, id) {
  const found = entries.find((each) => each.id === id);
  if (!found) throw new Refused("not-found");
  return found;
}
