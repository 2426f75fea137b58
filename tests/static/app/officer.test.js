/** The officer's desk: the recovery kit can be made again while the officer can open the agency's keys. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createCryptography } from "../../../static/app/cryptography.js";
import { createOfficer } from "../../../static/app/officer.js";
import { argon2 } from "../../../static/crypto/argon2.js";
import * as crypto from "../../../static/crypto/index.js";
import { createRepository } from "../../../static/domain/repository/index.js";
import { createProtocol } from "../../../static/sync/protocol.js";
import { INSECURE_FAST_KDF } from "../crypto/factories.js";
import { clock, foundedAgency, ids } from "./phone.js";

const insecureFastArgon2 = (password, salt, _kdf, options) => argon2(password, salt, INSECURE_FAST_KDF, options);

async function desk(phone) {
  const { store, keyring, account, directory, server } = phone;
  const engine = { subscribe: () => () => undefined, nudge: () => undefined, confirm: async () => undefined, state: () => ({ phase: "idle" }) };
  const repository = createRepository({ store, keyring, crypto, clock, ids, engine: /** @type {any} */ (engine), directory });
  const { makeRecoveryKit: makeKit } = createCryptography({ argon2: insecureFastArgon2, ids, clock });
  return createOfficer({ protocol: createProtocol(server.transport), keyring, repository, account, makeKit, clock, origin: "https://sotto.example" });
}

test("a second kit opens to the same keys, with words of its own, and so does the first", async () => {
  const { officer, kit: first } = await foundedAgency();
  const second = await (await desk(officer)).makeKit();
  assert.notEqual(second.kitPassphrase, first.kitPassphrase);
  assert.deepEqual(await crypto.openKit(second.kit, second.kitPassphrase, insecureFastArgon2), await crypto.openKit(first.kit, first.kitPassphrase, insecureFastArgon2));
  await assert.rejects(crypto.openKit(second.kit, first.kitPassphrase, insecureFastArgon2), { code: "wrong-passphrase" });
});
