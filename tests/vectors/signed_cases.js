/** Cases of the formats `receipts`, `certificate`, `descriptor` and `succession`. */
import { issueCertificate, issueDescriptor } from "../../static/crypto/certificates.js";
import { publicPart, sha256, sign } from "../../static/crypto/jose.js";
import { receiptHash } from "../../static/crypto/receipts.js";
import { issueSuccession } from "../../static/crypto/successions.js";
import { utf8 } from "../../static/lib/bytes.js";
import { BAD_SIGNATURE, MALFORMED, jsonBytes, jwsBreakages, memberBreakages, textOf } from "./breaking.js";
import { oneCase } from "./cases.js";
import { forgeSignature } from "./forging.js";
import { AT, LATER } from "./world.js";

/** A forge of one signed payload. */
function forgeOf(typ, signer, signing, payload) {
  const make = (header, contents) => forgeSignature(header, contents, signing);
  return { header: { alg: "ES256", kid: signer.kid, typ }, contents: jsonBytes(payload), make };
}

function brokenCases(forge, given, keys) {
  const contents = memberBreakages(forge.contents).map(([done, bytes]) => [`contents ${done}`, forge.make(jsonBytes(forge.header), bytes), MALFORMED]);
  return [...jwsBreakages(forge), ...contents].map(([done, text, error]) => oneCase(`broken: ${done}`, given(text), keys, error));
}

const changedCases = (forge, payload, given, keys, changes) =>
  Object.entries(changes).map(([done, change]) =>
    oneCase(done, given(forge.make(jsonBytes(forge.header), jsonBytes({ ...payload, ...change }))), keys, MALFORMED),
  );

export async function certificateCases(world) {
  const keys = { certifying: publicPart(world.certifying) };
  const certificate = {
    agency: world.agency, member: world.member, name: "Zoë “Z” Ortiz 🌻", role: "specialist",
    sealing: publicPart(world.sealing), signing: publicPart(world.signing), from: AT, until: "2028-02-29T00:00:00.000+13:45",
  };
  const right = async (role) => {
    const made = { ...certificate, role };
    return oneCase(`a certificate of a ${role}`, { certificate: await issueCertificate(made, world.certifier) }, keys, { certificate: made });
  };
  const payload = { v: 1, ...certificate };
  const forge = forgeOf("sotto-certificate", world.certifier, world.certifying, payload);
  const given = (text) => ({ certificate: text });
  const off = { ...certificate.sealing, y: "A".repeat(43) };
  return [
    ...(await Promise.all(["specialist", "supervisor", "officer"].map(right))),
    ...brokenCases(forge, given, keys),
    ...changedCases(forge, payload, given, keys, {
      "a name of 201 characters": { name: "x".repeat(201) },
      "an unknown role": { role: "root" },
      "a sealing key off the curve": { sealing: off },
      "a signing key with its private half": { signing: world.signing },
      "an end before its beginning": { until: "2026-11-22T21:04:38.122-05:00" },
    }),
    oneCase("verified with another key", given(textOf(forge)), { certifying: publicPart(world.stranger) }, BAD_SIGNATURE),
  ];
}

export async function descriptorCases(world) {
  const keys = { pin: world.pin };
  const descriptor = {
    agency: world.agency, name: "Casa Abierta", certifying: publicPart(world.certifying), records: publicPart(world.records),
    receipts: [publicPart(world.receipts)], settings: world.settings, at: AT,
  };
  const right = async (name, changes) => {
    const made = { ...descriptor, ...changes };
    return oneCase(name, { descriptor: await issueDescriptor(made, world.certifier) }, keys, { descriptor: made });
  };
  const payload = { v: 1, ...descriptor };
  const forge = forgeOf("sotto-agency", world.certifier, world.certifying, payload);
  const given = (text) => ({ descriptor: text });
  const set = (changes) => ({ settings: { ...world.settings, ...changes } });
  return [
    await right("a descriptor under its pin", {}),
    await right("a descriptor with nobody on call", set({ onCall: [] })),
    await right("a descriptor that says when phones lock", set({ lock: { idle: 1, hidden: 15 } })),
    await right("a descriptor that wants a second step", set({ secondStep: "required" })),
    await right("a descriptor that wants no second step", set({ secondStep: "off" })),
    await right("a descriptor that says who must report", set({ mandated: { child: "yes", adult: "unsure" } })),
    await right("a descriptor with two receipt keys", { receipts: [publicPart(world.receipts), publicPart(world.stranger)] }),
    ...brokenCases(forge, given, keys),
    ...changedCases(forge, payload, given, keys, {
      "an unknown language": set({ language: "de" }),
      "an unknown setting": set({ colour: "blue" }),
      "locking after no time at all": set({ lock: { idle: 0, hidden: 2 } }),
      "locking after more than fifteen minutes": set({ lock: { idle: 5, hidden: 16 } }),
      "half of the lock times": set({ lock: { idle: 5 } }),
      "an unknown answer about reporting": set({ mandated: { child: true, adult: "no" } }),
      "half an answer about reporting": set({ mandated: { adult: "no" } }),
      "reporting answered with null": set({ mandated: null }),
      "an unknown answer about a second step": set({ secondStep: "maybe" }),
      "a second step that is true": set({ secondStep: true }),
      "an on-call entry without a phone": set({ onCall: [{ member: null, name: "A" }] }),
      "a receipt key off the curve": { receipts: [{ ...publicPart(world.receipts), x: "A".repeat(43) }] },
    }),
    oneCase("another pin", given(textOf(forge)), { pin: world.signer.kid }, BAD_SIGNATURE),
  ];
}

export async function successionCases(world) {
  const { agency, certifying, signing, receipts, certifier, signer, pin } = world;
  const given = (successions, end) => ({ agency, certifying: publicPart(end), successions });
  const one = { agency, certifying: publicPart(signing), at: AT };
  const first = await issueSuccession(one, certifying, certifier);
  const second = await issueSuccession({ agency, certifying: publicPart(receipts), at: "2026-11-23T02:04:38.124+00:00" }, signing, signer);
  const early = await issueSuccession({ agency, certifying: publicPart(receipts), at: "2026-11-23T02:04:38.123+00:00" }, signing, signer);
  const foreign = await issueSuccession({ ...one, agency: world.member }, certifying, certifier);
  const back = await issueSuccession({ agency, certifying: publicPart(certifying), at: LATER }, signing, signer);
  const payload = { v: 1, agency, by: publicPart(certifying), certifying: publicPart(signing), at: AT };
  const forge = forgeOf("sotto-succession", certifier, certifying, payload);
  const keys = [pin, signer.kid, world.receiptSigner.kid];
  const refused = (name, successions, end) => oneCase(name, given(successions, end), {}, BAD_SIGNATURE);
  return [
    oneCase("no succession yet", given([], certifying), {}, { keys: keys.slice(0, 1) }),
    oneCase("one succession", given([first], signing), {}, { keys: keys.slice(0, 2) }),
    oneCase("two in order", given([first, second], receipts), {}, { keys }),
    refused("two in the wrong order", [second, first], receipts),
    refused("a descriptor under the key before", [first], certifying),
    refused("a second one at the time of the first", [first, early], receipts),
    refused("one of another agency", [foreign], signing),
    refused("one that leads back", [first, back], certifying),
    ...brokenCases(forge, (text) => given([text], signing), {}),
    ...changedCases(forge, payload, (text) => given([text], signing), {}, {
      "a new key off the curve": { certifying: { ...publicPart(signing), x: "A".repeat(43) } },
      "a new key with its private half": { certifying: signing },
      "a time without offset": { at: "2026-11-22T21:04:38.123" },
    }),
    refused("it names a key that did not sign it", [forge.make(jsonBytes(forge.header), jsonBytes({ ...payload, by: publicPart(receipts) }))], signing),
  ];
}

async function runOf(world, count) {
  const receipts = [];
  const items = [];
  for (let number = 1; number <= count; number += 1) {
    const item = { id: world.ids.next(), hash: await sha256(utf8(`item ${number}`)) };
    const prev = number === 1 ? null : await receiptHash(receipts.at(-1));
    items.push(item);
    receipts.push(await sign("sotto-receipt", jsonBytes({ v: 1, vault: world.vault, number, ...item, prev, at: LATER }), world.receiptSigner));
  }
  return { receipts, items };
}

export async function receiptsCases(world) {
  const keys = { receipts: [publicPart(world.stranger), publicPart(world.receipts)] };
  const { receipts, items } = await runOf(world, 4);
  const start = { number: 0, hash: null };
  const second = { number: 2, hash: await receiptHash(receipts[1]) };
  const end = { number: 4, hash: await receiptHash(receipts[3]) };
  const run = (name, expect, changes) => oneCase(name, { vault: world.vault, after: start, receipts, items, ...changes }, keys, expect);
  const one = { v: 1, vault: world.vault, number: 1, ...items[0], prev: null, at: LATER };
  const forge = forgeOf("sotto-receipt", world.receiptSigner, world.receipts, one);
  const given = (text) => ({ vault: world.vault, after: start, receipts: [text], items: items.slice(0, 1) });
  const odd = { "members in another order": { at: LATER, ...one }, "number 1 with a prev": { ...one, prev: end.hash }, "number 2 without a prev": { ...one, number: 2 } };
  return [
    run("a whole vault of four", end, {}),
    run("what follows number 2", end, { after: second, receipts: receipts.slice(2), items: items.slice(2) }),
    run("nothing new", second, { after: second, receipts: [], items: [] }),
    run("a gap", BAD_SIGNATURE, { receipts: [receipts[0], receipts[2]], items: [items[0], items[2]] }),
    run("one twice", BAD_SIGNATURE, { receipts: [receipts[0], receipts[0]], items: [items[0], items[0]] }),
    run("two that change places", BAD_SIGNATURE, { receipts: receipts.slice(0, 2).reverse(), items: items.slice(0, 2).reverse() }),
    run("another history before it", BAD_SIGNATURE, { after: { number: 2, hash: end.hash }, receipts: receipts.slice(2), items: items.slice(2) }),
    run("another envelope", BAD_SIGNATURE, { items: [...items.slice(0, 3), { id: items[3].id, hash: end.hash }] }),
    run("another vault", BAD_SIGNATURE, { vault: world.member }),
    oneCase("signed under an unknown key", { vault: world.vault, after: start, receipts, items }, { receipts: [publicPart(world.stranger)] }, BAD_SIGNATURE),
    ...brokenCases(forge, given, keys),
    ...Object.entries(odd).map(([done, payload]) => oneCase(`a receipt with ${done}`, given(forge.make(jsonBytes(forge.header), jsonBytes(payload))), keys, MALFORMED)),
  ];
}
