/** A phone on which somebody comes in: real store, keyring and crypto over the stand-in server; one agency that was really founded. */
import "fake-indexeddb/auto";
import { createAccount } from "../../../static/app/account.js";
import { createCryptography } from "../../../static/app/cryptography.js";
import { argon2 as realArgon2 } from "../../../static/crypto/argon2.js";
import * as crypto from "../../../static/crypto/index.js";
import { importSigner, newPair, publicPart } from "../../../static/crypto/jose.js";
import { createDirectory } from "../../../static/domain/repository/index.js";
import { stampOf } from "../../../static/lib/clock.js";
import { createIds } from "../../../static/lib/ids.js";
import { openStore } from "../../../static/store/store.js";
import { createProtocol } from "../../../static/sync/protocol.js";
import { INSECURE_FAST_KDF } from "../crypto/factories.js";
import { createAccountServer } from "./account_server.js";

let now = Date.UTC(2026, 10, 22, 21, 4, 38);
export const clock = { now: () => (now += 1), stamp: () => stampOf((now += 1), -300) };
export const ids = createIds(clock);
/** Argon2id all the same, with the least work, whatever was asked for. */
const insecureFastArgon2 = (password, salt, _kdf, options) => realArgon2(password, salt, INSECURE_FAST_KDF, options);

export const PASSPHRASE = "correct horse battery staple";
export const SETTINGS = { language: "en", part2: "no", naming: "first-name", jurisdiction: "generic", onCall: [{ member: null, name: "Sam", phone: "+15550100" }] };

let nextName = 0;

/** @param {ReturnType<typeof createAccountServer>} server */
export async function newPhone(server, { storeName = `phone-${(nextName += 1)}` } = {}) {
  const store = await openStore({ name: storeName });
  const keyring = crypto.createKeyring();
  const directory = createDirectory({ store, crypto });
  const cryptography = createCryptography({ argon2: insecureFastArgon2, ids, clock });
  const told = [];
  const account = await createAccount({
    store, protocol: createProtocol(server.transport), crypto: cryptography, directory, keyring, ids, deviceLabel: () => "Android · Chrome", onState: () => told.push(account.state()),
  });
  return { account, store, keyring, directory, storeName, told, server };
}

/** The app is opened again over what is on the disk. */
export const reopen = ({ server, storeName }) => newPhone(server, { storeName });

/** An agency, founded on the officer's phone. */
export async function foundedAgency() {
  const server = createAccountServer({ ids });
  server.receiptJwk = publicPart(await newPair("signing"));
  const officer = await newPhone(server);
  const kit = await officer.account.setUp({ token: "set-up", name: "Pat", signInName: "pat", passphrase: PASSPHRASE, settings: SETTINGS });
  const pin = officer.keyring.pin;
  const keys = await crypto.openKit(kit.kit, kit.kitPassphrase, insecureFastArgon2);
  const signer = await importSigner(keys.certifying);
  server.signedIn = null;

  /** The officer lets someone in who waits. */
  async function letIn(signInName) {
    const { member, name, role, sealing, signing } = server.accounts.get(signInName);
    server.certify(member, await crypto.issueCertificate({ agency: server.agency, member, name, role, sealing, signing, ...crypto.spanFrom(clock.now()) }, signer));
  }

  /** An invited person on a phone of their own, waiting. */
  async function invited(name, role = "specialist") {
    const token = `token-${name}`;
    server.invitations.set(token, { name, role });
    const phone = await newPhone(server);
    return { phone, form: { token, pin, signInName: name.toLowerCase(), passphrase: PASSPHRASE } };
  }

  /** The agency signs other settings. */
  async function describe(change) {
    const descriptor = await crypto.readDescriptor(server.directory.descriptor, pin);
    const next = { ...descriptor, settings: { ...descriptor.settings, ...change }, at: clock.stamp() };
    server.directory = { ...server.directory, version: server.directory.version + 1, descriptor: await crypto.issueDescriptor(next, signer) };
  }

  let nextPerson = 0;
  /** Somebody who came in whole: invited, enrolled, let in. */
  async function insider() {
    const { phone, form } = await invited(`Riley${(nextPerson += 1)}`);
    await phone.account.enrol(form);
    await letIn(form.signInName);
    await phone.account.checkWaiting();
    return { phone, form };
  }

  return { server, officer, kit, pin, letIn, invited, insider, describe };
}
