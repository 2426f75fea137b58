/** Cases of what rests sealed: account, recovery, agency keys, kit, device key, local records; and of keys made of words. */
import { sealAccount, sealRecovered, sealRecovery } from "../../static/crypto/account.js";
import { makeKit, sealAgencyKeys } from "../../static/crypto/agency.js";
import { argon2 } from "../../static/crypto/argon2.js";
import { hkdf, publicPart, thumbprint } from "../../static/crypto/jose.js";
import { sealDeviceKeyToAccount, sealLocal, wrapDeviceKey } from "../../static/crypto/local.js";
import { toBase64url, utf8 } from "../../static/lib/bytes.js";
import { CANNOT_OPEN, MALFORMED, formBreakages, jsonBytes, jweBreakages, memberBreakages, textOf } from "./breaking.js";
import { directHeader, madeDirect, madeToKey, oneCase, toKeyHeader } from "./cases.js";
import { FLOOR_KDF } from "./world.js";

const PASSPHRASE = "una linterna para el puerto";
const SALT = Uint8Array.from({ length: 16 }, (_, index) => 255 - index);

/** Every way in which the sealed thing or what is in it may be wrong. */
function brokenCases(field, forge, keys, spoil = memberBreakages) {
  const contents = spoil(forge.contents).map(([done, bytes]) => [`contents ${done}`, forge.make(jsonBytes(forge.header), bytes), MALFORMED]);
  return [...jweBreakages(forge), ...contents].map(([done, text, error]) => oneCase(`broken: ${done}`, { [field]: text }, keys, error));
}

function bundleCases(world, field, forge, keys, strangerKeys, sealed) {
  const changed = (name, changes) => oneCase(name, { [field]: forge.make(jsonBytes(forge.header), jsonBytes({ v: 1, ...world.bundle, ...changes })) }, keys, MALFORMED);
  return [
    oneCase("a member's bundle", { [field]: sealed }, keys, { account: world.bundle }),
    ...brokenCases(field, forge, keys),
    changed("a bundle of another member", { member: world.agency }),
    changed("a signing key without its private half", { signing: publicPart(world.signing) }),
    changed("a signing key whose halves do not fit", { signing: { ...world.signing, d: world.sealing.d } }),
    oneCase("another key", { [field]: textOf(forge) }, strangerKeys, CANNOT_OPEN),
  ];
}

export async function accountCases(world) {
  const header = directHeader("sotto-account", { member: world.member });
  const forge = { header, contents: jsonBytes({ v: 1, ...world.bundle }), make: madeDirect(world.unlockKey), others: { member: world.ids.next() } };
  const keys = { unlock: toBase64url(world.unlockKey) };
  const sealed = await sealAccount(world.bundle, world.secret.unlock);
  return bundleCases(world, "account", forge, keys, { unlock: toBase64url(world.vaultKey) }, sealed);
}

export async function recoveryCases(world) {
  const kid = await thumbprint(publicPart(world.records));
  const header = toKeyHeader(world, "sotto-recovery", { member: world.member, kid });
  const others = { member: world.ids.next(), kid: world.signer.kid };
  const forge = { header, contents: jsonBytes({ v: 1, ...world.bundle }), make: madeToKey(world, world.records), others };
  const sealed = await sealRecovery(world.bundle, publicPart(world.records));
  return bundleCases(world, "recovery", forge, { records: world.records }, { records: world.stranger }, sealed);
}

export async function recoveredCases(world) {
  const kid = await thumbprint(publicPart(world.sealing));
  const header = toKeyHeader(world, "sotto-recovered", { member: world.member, kid });
  const others = { member: world.ids.next(), kid: world.signer.kid };
  const forge = { header, contents: jsonBytes({ v: 1, ...world.bundle }), make: madeToKey(world, world.sealing), others };
  const sealed = await sealRecovered(world.bundle, publicPart(world.sealing));
  return bundleCases(world, "recovered", forge, { requester: world.sealing }, { requester: world.stranger }, sealed);
}

/** Keys that took the place of others, which still open what was sealed to them. */
function renewedCases(world, given, seal, forge, keys) {
  const renewed = { ...world.agencyKeys, recordsBefore: [world.ephemeral, world.stranger] };
  const broken = { "an empty list of": [], "null instead of": null, "a public key among the": [publicPart(world.ephemeral)] };
  return Promise.all([
    seal(renewed).then((sealed) => oneCase("with two records keys from before", given(sealed), keys, renewed)),
    ...Object.entries(broken).map(async ([done, recordsBefore]) =>
      oneCase(`${done} records keys from before`, given(forge.make(jsonBytes(forge.header), jsonBytes({ v: 1, ...world.agencyKeys, recordsBefore }))), keys, MALFORMED)),
  ]);
}

export async function agencyKeysCases(world) {
  const keys = { sealing: world.sealing };
  const header = toKeyHeader(world, "sotto-agency-keys", { agency: world.agency, kid: await thumbprint(publicPart(world.sealing)) });
  const forge = { header, contents: jsonBytes({ v: 1, ...world.agencyKeys }), make: madeToKey(world, world.sealing), others: { agency: world.ids.next() } };
  const sealed = await sealAgencyKeys(world.agencyKeys, world.agency, publicPart(world.sealing));
  return [
    oneCase("the agency's keys to an officer", { agencyKeys: sealed }, keys, world.agencyKeys),
    ...brokenCases("agencyKeys", forge, keys),
    ...(await renewedCases(world, (agencyKeys) => ({ agencyKeys }), (made) => sealAgencyKeys(made, world.agency, publicPart(world.sealing)), forge, keys)),
    oneCase("another officer", { agencyKeys: sealed }, { sealing: world.stranger }, CANNOT_OPEN),
  ];
}

export async function kitCases(world) {
  const keys = { passphrase: PASSPHRASE };
  const header = directHeader("sotto-kit", { agency: world.agency, salt: toBase64url(SALT), kdf: FLOOR_KDF });
  const kitKey = await hkdf(await argon2(utf8(PASSPHRASE), SALT, FLOOR_KDF), "sotto/v1/kit");
  const forge = { header, contents: jsonBytes({ v: 1, ...world.agencyKeys }), make: madeDirect(kitKey), others: { agency: world.ids.next() } };
  const kit = await makeKit(world.agencyKeys, world.agency, PASSPHRASE, argon2, FLOOR_KDF);
  const weak = { "memory under the floor": { memory: 19_455 }, "one pass": { passes: 1 }, "no lane": { lanes: 0 }, "another function": { name: "argon2d" } };
  return [
    oneCase("a recovery kit", { kit }, keys, world.agencyKeys),
    ...brokenCases("kit", forge, keys),
    ...(await renewedCases(world, (sealed) => ({ kit: sealed }), (made) => makeKit(made, world.agency, PASSPHRASE, argon2, FLOOR_KDF), forge, keys)),
    ...Object.entries(weak).map(([done, change]) =>
      oneCase(`a kit with ${done}`, { kit: forge.make(jsonBytes({ ...header, kdf: { ...FLOOR_KDF, ...change } }), forge.contents) }, keys, MALFORMED),
    ),
    oneCase("another passphrase", { kit }, { passphrase: "una linterna para el puerta" }, CANNOT_OPEN),
  ];
}

export async function deviceKeyCases(world) {
  const keys = { unlock: toBase64url(world.unlockKey) };
  const header = directHeader("sotto-device-key", { device: world.device });
  const forge = { header, contents: Buffer.from(world.deviceKey), make: madeDirect(world.unlockKey), others: { device: world.ids.next() } };
  const deviceKey = await wrapDeviceKey(world.deviceKey, world.device, world.secret.unlock);
  const lengths = () => [0, 16, 31, 33].map((length) => [`of ${length} bytes`, Buffer.alloc(length)]);
  return [
    oneCase("a device key", { deviceKey }, keys, { deviceKey: toBase64url(world.deviceKey) }),
    ...brokenCases("deviceKey", forge, keys, lengths),
    oneCase("another unlock key", { deviceKey }, { unlock: toBase64url(world.vaultKey) }, CANNOT_OPEN),
  ];
}

export async function accountDeviceKeyCases(world) {
  const keys = { sealing: world.sealing };
  const header = toKeyHeader(world, "sotto-account-device-key", { device: world.device, kid: await thumbprint(publicPart(world.sealing)) });
  const others = { device: world.ids.next(), kid: world.signer.kid };
  const forge = { header, contents: Buffer.from(world.deviceKey), make: madeToKey(world, world.sealing), others };
  const deviceKey = await sealDeviceKeyToAccount(world.deviceKey, world.device, publicPart(world.sealing));
  const lengths = () => [0, 16, 31, 33].map((length) => [`of ${length} bytes`, Buffer.alloc(length)]);
  return [
    oneCase("a device key to its account", { deviceKey }, keys, { deviceKey: toBase64url(world.deviceKey) }),
    ...brokenCases("deviceKey", forge, keys, lengths),
    oneCase("another account", { deviceKey }, { sealing: world.stranger }, CANNOT_OPEN),
  ];
}

export async function localCases(world) {
  const keys = { device: toBase64url(world.deviceKey) };
  const name = "draft:01a20537";
  const right = async (value, index) => oneCase(`a local record, value ${index}`, { local: await sealLocal(name, value, world.secret.device), name }, keys, { value });
  const forge = { header: directHeader("sotto-local", { name }), contents: jsonBytes({ text: "a draft" }), make: madeDirect(world.deviceKey), others: { name: "draft:other" } };
  // Another name in the header is noticed before opening: it is not what was asked for.
  const forOther = ([done, text, error]) => [done, text, done.startsWith("header member name altered") ? MALFORMED : error];
  const contents = formBreakages(forge.contents).filter(([done]) => done !== "that is null");
  const wrong = contents.map(([done, bytes]) => [`contents ${done}`, forge.make(jsonBytes(forge.header), bytes), MALFORMED]);
  return [
    ...(await Promise.all([{ text: "“así”", at: null }, [1, [2]], "words", null, false, 0.25].map(right))),
    ...[...jweBreakages(forge).map(forOther), ...wrong].map(([done, local, error]) => oneCase(`broken: ${done}`, { local, name }, keys, error)),
    oneCase("asked for by another name", { local: textOf(forge), name: "draft:other" }, keys, MALFORMED),
    oneCase("another device key", { local: textOf(forge), name }, { device: toBase64url(world.vaultKey) }, CANNOT_OPEN),
  ];
}

export async function passphraseCases() {
  const salt = toBase64url(SALT);
  const right = async (passphrase) => {
    const stretched = await argon2(utf8(passphrase.normalize("NFKC")), SALT, FLOOR_KDF);
    const uses = { signIn: "sotto/v1/sign-in", unlock: "sotto/v1/unlock", kit: "sotto/v1/kit" };
    const keys = await Promise.all(Object.entries(uses).map(async ([use, info]) => [use, toBase64url(await hkdf(stretched, info))]));
    return oneCase(`the words ${JSON.stringify(passphrase)}`, { passphrase, salt, kdf: FLOOR_KDF }, {}, Object.fromEntries(keys));
  };
  const wrong = { "too little memory": { memory: 8192 }, "too few passes": { passes: 1 }, "lanes as text": { lanes: "1" }, "one parameter more": { v: 1 } };
  return [
    ...(await Promise.all([PASSPHRASE, "ﬁne ½ Å \u212B mañana man\u0303ana", "  spaces count  here ", "パスワードは長いほうがいい🌊"].map(right))),
    ...Object.entries(wrong).map(([done, change]) => oneCase(`refused: ${done}`, { passphrase: PASSPHRASE, salt, kdf: { ...FLOOR_KDF, ...change } }, {}, MALFORMED)),
    oneCase("refused: a salt of 15 bytes", { passphrase: PASSPHRASE, salt: toBase64url(SALT.slice(1)), kdf: FLOOR_KDF }, {}, MALFORMED),
    oneCase("refused: a salt that is not canonical", { passphrase: PASSPHRASE, salt: `${salt.slice(0, -1)}B`, kdf: FLOOR_KDF }, {}, MALFORMED),
  ];
}

export async function thumbprintCases(world) {
  const jwk = publicPart(world.sealing);
  const wrong = {
    "a private key": world.sealing, "a key with a kid": { ...jwk, kid: "x" }, "a key off the curve": { ...jwk, y: jwk.x },
    "a key with a short x": { ...jwk, x: jwk.x.slice(1) }, "another curve": { ...jwk, crv: "P-521" },
  };
  return [
    oneCase("a new key", { jwk }, {}, { thumbprint: await thumbprint(jwk) }),
    ...Object.entries(wrong).map(([done, each]) => oneCase(`refused: ${done}`, { jwk: each }, {}, MALFORMED)),
  ];
}
