/**
 * How a new certifying key takes the place of an old one (PROTOCOL.md §3): each succession is signed by the key before it, so that whoever
 * trusts one key of the chain can follow it to the newest.
 * Invariant: a chain is used whole or not at all; a link that is broken, foreign, or leads back is refused.
 */
import { millisecondsOf } from "../lib/clock.js";
import { Malformed, PinMismatch } from "../lib/errors.js";
import { readSigned } from "./formats.js";
import { importVerifier, publicPart, sign, thumbprint, verify } from "./jose.js";
import { equals, expectMembers, isId, isObject, isTime, parseObject, without, writeJson } from "./strict.js";

/** @typedef {import("./jose.js").PublicJwk} PublicJwk */
/** @typedef {{agency: string, by: PublicJwk, certifying: PublicJwk, at: string}} Succession */
/** @typedef {{keys: string[], at: string|null}} Chain  thumbprints of the certifying keys, oldest first; when the newest took over, null for the first key */

/** A renewal a week for ten years; a longer list only costs time. */
const MOST_SUCCESSIONS = 500;
const SUCCESSION = { v: equals(1), agency: isId, by: isObject, certifying: isObject, at: isTime };

/** @param {unknown} jws  @returns {Promise<Succession>} Malformed, BadSignature. Signed by the key that it names; whether that one is trusted: `readChain`. */
export async function readSuccession(jws) {
  const signed = readSigned(jws, "sotto-succession", "succession");
  const payload = expectMembers(parseObject(signed.payload, "succession"), SUCCESSION, "succession");
  await thumbprint(payload.certifying);
  await verify(signed, await importVerifier(payload.by));
  return /** @type {Succession} */ (without(payload, ["v"]));
}

/**
 * @param {Pick<import("./certificates.js").Descriptor, "agency"|"certifying">} descriptor  whose key the chain must end at
 * @param {readonly unknown[]} successions  oldest first
 * @returns {Promise<Chain>} Malformed, BadSignature; PinMismatch when the links do not make one chain of this agency
 */
export async function readChain({ agency, certifying }, successions) {
  if (successions.length > MOST_SUCCESSIONS) throw new Malformed(`successions: expected at most ${MOST_SUCCESSIONS}, got ${successions.length}`);
  const newest = await thumbprint(certifying);
  const links = await Promise.all(successions.map(readSuccession));
  const [first] = links;
  const keys = [first ? await thumbprint(first.by) : newest];
  let last = -Infinity;
  for (const link of links) {
    const moment = millisecondsOf(link.at);
    const next = await thumbprint(link.certifying);
    const isNext = link.agency === agency && (await thumbprint(link.by)) === keys.at(-1) && !keys.includes(next) && moment > last;
    if (!isNext) throw new PinMismatch();
    keys.push(next);
    last = moment;
  }
  if (keys.at(-1) !== newest) throw new PinMismatch();
  return { keys, at: links.at(-1)?.at ?? null };
}

/** @param {{agency: string, certifying: PublicJwk, at: string}} next  @param {import("./jose.js").PrivateJwk} before  the key until now  @param {import("./jose.js").Signer} signer of it  @returns {Promise<string>} */
export function issueSuccession({ agency, certifying, at }, before, signer) {
  const payload = { v: 1, agency, by: publicPart(before), certifying: publicPart(certifying), at };
  expectMembers(payload, SUCCESSION, "succession");
  return sign("sotto-succession", writeJson(payload), signer);
}
