/** The people, keys and ids that the vectors are about. Made new at each making; they protect nothing. */
import { importSecretKey, importSigner, newPair, publicPart, thumbprint } from "../../static/crypto/jose.js";
import { newDeviceKey, newVaultKey } from "../../static/crypto/local.js";
import { systemClock } from "../../static/lib/clock.js";
import { createIds } from "../../static/lib/ids.js";

export const AT = "2026-11-22T21:04:38.123-05:00";
export const LATER = "2026-11-23T02:09:00.000+00:00";
export const FLOOR_KDF = Object.freeze({ name: "argon2id", memory: 19_456, passes: 2, lanes: 1 });

export async function createWorld() {
  const ids = createIds(systemClock);
  const [certifying, records, sealing, signing, receipts, ephemeral, stranger] = await Promise.all(
    ["signing", "sealing", "sealing", "signing", "signing", "sealing", "sealing"].map(newPair),
  );
  const [vaultKey, unlockKey, deviceKey] = [newVaultKey(), newVaultKey(), newDeviceKey()];
  const [agency, member, device, vault] = [ids.next(), ids.next(), ids.next(), ids.next()];
  return {
    ids, agency, member, device, vault,
    certifying, records, sealing, signing, receipts, ephemeral, stranger,
    vaultKey, unlockKey, deviceKey,
    pin: await thumbprint(publicPart(certifying)),
    signer: await importSigner(signing),
    certifier: await importSigner(certifying),
    receiptSigner: await importSigner(receipts),
    secret: { vault: await importSecretKey(vaultKey), unlock: await importSecretKey(unlockKey), device: await importSecretKey(deviceKey) },
    bundle: { agency, member, signInName: "dana", pin: await thumbprint(publicPart(certifying)), sealing, signing },
    agencyKeys: { certifying, records },
    settings: {
      language: "es", part2: "unsure", naming: "alias", jurisdiction: "us-generic",
      onCall: [{ member, name: "Rosa Núñez", phone: "+1 555 0100" }, { member: null, name: "After hours", phone: "+1 555 0101" }],
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof createWorld>>} World */
