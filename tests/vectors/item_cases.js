/** Cases of the formats `envelope` and `grant`. */
import { itemHash, sealEnvelope, sealGrant } from "../../static/crypto/items.js";
import { publicPart, thumbprint } from "../../static/crypto/jose.js";
import { toBase64url } from "../../static/lib/bytes.js";
import { BAD_SIGNATURE, CANNOT_OPEN, MALFORMED, formBreakages, jsonBytes, jweBreakages, jwsBreakages, textOf } from "./breaking.js";
import { directHeader, madeDirect, madeToKey, oneCase, toKeyHeader } from "./cases.js";
import { forgeSignature } from "./forging.js";
import { AT, LATER } from "./world.js";

const CONSULTS = [
  { state: "asked", urgency: "now" }, { state: "asked", urgency: "soon" }, { state: "seen" }, { state: "taken" }, { state: "answered" }, { state: "closed" },
];
const WRONG_CONSULTS = [{ state: "asked" }, { state: "taken", urgency: "now" }, { state: "open" }, {}, [], "seen", null];

function itemFields(world) {
  const { vault, member: author, device } = world;
  return { id: world.ids.next(), vault, epoch: 1, author, device, at: AT, prev: null };
}

/** Signed by whom it should be, whatever it is. */
async function signed(world, jwe, signing = world.signing) {
  const header = { alg: "ES256", kid: await thumbprint(publicPart(signing)), typ: "sotto-signature" };
  return { jwe, sig: forgeSignature(jsonBytes(header), Buffer.from(jwe), signing, { detached: true }) };
}

export async function envelopeCases(world) {
  const keys = { signing: publicPart(world.signing), vault: toBase64url(world.vaultKey) };
  const payload = { kind: "note", schema: 1, text: "¿Cómo está? She said: “it’s fine” 🌊 \u0000\u2028" };
  const right = async (name, changes, contents = payload) => {
    const header = { ...itemFields(world), after: [], ...changes };
    const item = await sealEnvelope(header, contents, world.secret.vault, world.signer);
    return oneCase(name, { item }, keys, { hash: await itemHash(item), header, payload: contents });
  };
  const valid = [
    await right("the first envelope of a device", {}),
    await right("an envelope that follows others, with a predecessor", { after: [world.ids.next(), world.ids.next()], prev: `${"x".repeat(42)}A` }),
    await right("an envelope of a later epoch in another zone", { epoch: 12, at: LATER }),
    await right("a payload with every kind of value", {}, { kind: "other", schema: 3, list: [1, -0.5, true, null, {}], empty: "" }),
    ...(await Promise.all(CONSULTS.map((consult) => right(`a consult that is ${Object.values(consult).join(" ")}`, { consult })))),
  ];
  const header = directHeader("sotto-envelope", { ...itemFields(world), after: [] });
  const others = { id: world.ids.next(), vault: world.ids.next(), epoch: 2, author: world.ids.next(), device: world.ids.next(), at: LATER, after: [world.ids.next()] };
  const forge = { header, contents: jsonBytes(payload), make: madeDirect(world.vaultKey), others };
  const wrongHeaders = [
    ...WRONG_CONSULTS.map((consult) => [`consult ${JSON.stringify(consult)}`, { ...header, consult }]),
    ["following 33 others", { ...header, after: Array.from({ length: 33 }, world.ids.next) }],
    ["following something that is not an id", { ...header, after: ["x"] }],
  ].map(([done, changed]) => [done, forge.make(jsonBytes(changed), forge.contents), MALFORMED]);
  const contents = [...formBreakages(forge.contents), ...[{ kind: "note" }, { schema: 1 }, { kind: "note", schema: 0 }].map((each) => [JSON.stringify(each), jsonBytes(each)])];
  const wrongContents = contents.map(([done, bytes]) => [`contents ${done}`, forge.make(jsonBytes(header), bytes), MALFORMED]);
  return [
    ...valid,
    ...(await signedCases(world, keys, [...jweBreakages(forge), ...wrongHeaders, ...wrongContents])),
    ...(await itemCases(world, keys, forge)),
    oneCase("another vault key", { item: await signed(world, textOf(forge)) }, { ...keys, vault: toBase64url(world.unlockKey) }, CANNOT_OPEN),
  ];
}

export async function grantCases(world) {
  const keys = { signing: publicPart(world.signing), sealing: world.sealing };
  const kid = await thumbprint(publicPart(world.sealing));
  const right = async (name, changes) => {
    const header = { ...itemFields(world), to: world.member, ...changes };
    const item = await sealGrant(header, world.vaultKey, publicPart(world.sealing), world.signer);
    return oneCase(name, { item }, keys, { hash: await itemHash(item), header: { ...header, kid }, vaultKey: toBase64url(world.vaultKey) });
  };
  const header = toKeyHeader(world, "sotto-grant", { ...itemFields(world), to: world.member, kid });
  const others = { to: "records", epoch: 2, kid: await thumbprint(publicPart(world.stranger)), epk: publicPart(world.stranger) };
  const forge = { header, contents: Buffer.from(world.vaultKey), make: madeToKey(world, world.sealing), others };
  const wrong = Object.entries({
    "to nobody": { to: "" },
    "that follows something": { after: [] },
    "with apv": { apv: "QQ" },
    "whose epk has a private half": { epk: world.ephemeral },
    "whose epk is not on the curve": { epk: { ...publicPart(world.ephemeral), x: "A".repeat(43) } },
    "whose epk is of another kind": { epk: { kty: "OKP", crv: "X25519", x: "A".repeat(43) } },
  }).map(([done, changes]) => [`a grant ${done}`, forge.make(jsonBytes({ ...header, ...changes }), forge.contents), MALFORMED]);
  const lengths = [0, 16, 31, 33].map((length) => [`a vault key of ${length} bytes`, forge.make(jsonBytes(header), Buffer.alloc(length)), MALFORMED]);
  return [
    await right("a grant to a member", {}),
    await right("a grant to the records key, with a predecessor", { to: "records", epoch: 4, prev: `${"y".repeat(42)}Q` }),
    ...(await signedCases(world, keys, [...jweBreakages(forge), ...wrong, ...lengths])),
    ...(await itemCases(world, keys, forge)),
    oneCase("opened with another member's key", { item: await signed(world, textOf(forge)) }, { ...keys, sealing: world.stranger }, CANNOT_OPEN),
  ];
}

/** Everything is signed rightly, so that the JWE alone is at fault. */
function signedCases(world, keys, breakages) {
  return Promise.all(breakages.map(async ([done, jwe, error]) => oneCase(`signed, but: ${done}`, { item: await signed(world, jwe) }, keys, error)));
}

async function itemCases(world, keys, forge) {
  const jwe = textOf(forge);
  const item = await signed(world, jwe);
  const make = (header, contents) => forgeSignature(header, contents, world.signing, { detached: true });
  const header = { alg: "ES256", kid: world.signer.kid, typ: "sotto-signature" };
  const breakages = jwsBreakages({ header, contents: Buffer.from(jwe), make }, { detached: true });
  const forged = forgeSignature(jsonBytes(header), Buffer.from(jwe), world.stranger, { detached: true });
  return [
    ...breakages.map(([done, sig, error]) => oneCase(`item signature: ${done}`, { item: { jwe, sig } }, keys, error)),
    oneCase("the signature of another envelope", { item: { jwe, sig: (await signed(world, textOf(forge))).sig } }, keys, BAD_SIGNATURE),
    oneCase("signed by a stranger", { item: await signed(world, jwe, world.stranger) }, keys, BAD_SIGNATURE),
    oneCase("signed by a stranger under the author's kid", { item: { jwe, sig: forged } }, keys, BAD_SIGNATURE),
    oneCase("an item with a third member", { item: { ...item, number: 1 } }, keys, MALFORMED),
    oneCase("an item without a signature", { item: { jwe } }, keys, MALFORMED),
    oneCase("an item that is text", { item: jwe }, keys, MALFORMED),
  ];
}
