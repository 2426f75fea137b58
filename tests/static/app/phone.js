/** A phone on which somebody comes in: real store, keyring and crypto over the stand-in server; one agency that was really founded. */
import "fake-indexeddb/auto";
import { createHmac } from "node:crypto";
import { createAccount } from "../../../static/app/account.js";
import { createGuesses } from "../../../static/app/guesses.js";
import { createRecovery } from "../../../static/app/recovery.js";
import { createSecondEntry } from "../../../static/app/second_entry.js";
import { createSecondStep } from "../../../static/app/second_step.js";
import { createPasskeys } from "../../../static/app/passkeys.js";
import { createCryptography } from "../../../static/app/cryptography.js";
import { argon2 as realArgon2 } from "../../../static/crypto/argon2.js";
import * as crypto from "../../../static/crypto/index.js";
import { importSigner, newPair, publicPart } from "../../../static/crypto/jose.js";
import { createDirectory } from "../../../static/domain/repository/index.js";
import { stampOf } from "../../../static/lib/clock.js";
import { Cancelled, Refused } from "../../../static/lib/errors.js";
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
export async function newPhone(server, { storeName = `phone-${(nextName += 1)}`, authenticator = createAuthenticator(), stepPasskey = createStepPasskey(), windows = {} } = {}) {
  const store = await openStore({ name: storeName });
  /** The phone's steady clock, moved by the test, and what is due next. */
  const steady = { now: 0, work: /** @type {(() => void)|null} */ (null) };
  const keyring = crypto.createKeyring();
  const directory = createDirectory({ store, crypto });
  const cryptography = createCryptography({ argon2: insecureFastArgon2, ids, clock });
  const passkeys = createPasskeys({ store, crypto: cryptography, device: authenticator, clock });
  const guesses = createGuesses({ store, steady: () => steady.now, later: (work) => void (steady.work = work), onChange: () => undefined });
  await guesses.start();
  const told = [];
  const protocol = createProtocol(server.transport);
  const account = await createAccount({
    store, protocol, come: createSecondEntry({ protocol, passkey: stepPasskey }), crypto: cryptography, directory, keyring, ids, passkeys, guesses, deviceLabel: () => "Android · Chrome", onState: () => told.push(account.state()),
    windows: { gather: async () => undefined, tell: () => undefined, ...windows },
  });
  const recovery = createRecovery({ store, protocol: createProtocol(server.transport), crypto: cryptography, account, directory, clock });
  const secondStep = createSecondStep({ protocol, passkey: stepPasskey, account });
  return { stepPasskey, secondStep, recovery, account, store, keyring, directory, storeName, told, server, authenticator, steady };
}

/** The edge of the device: a platform that gives one secret for a passkey and a salt, to whoever has the right finger. */
export function createAuthenticator() {
  const keys = new Map();
  const secretOf = (id, salt) => new Uint8Array(createHmac("sha256", keys.get(id)).update(salt).digest());
  return {
    finger: "right",
    forgotten: [],
    isAvailable: async () => true,
    async create(salt, known) {
      if (known.some((id) => keys.has(id))) throw new Refused("passkey-exists");
      const id = Buffer.from(crypto.randomBytes(16)).toString("base64url");
      keys.set(id, crypto.randomBytes(32));
      return { id, secret: secretOf(id, salt) };
    },
    async open(salt, known) {
      if (this.finger !== "right") throw new Cancelled();
      const id = known.find((each) => keys.has(each));
      if (!id) throw new Cancelled();
      return { id, secret: secretOf(id, salt) };
    },
    async forget(id) {
      this.forgotten.push(id);
    },
  };
}

/** The edge of the device: a passkey that signs whatever question it is asked. */
export function createStepPasskey() {
  return {
    isHere: true,
    isAvailable() {
      return this.isHere;
    },
    make: async ({ challenge }) => ({ id: "a2V5", clientData: challenge, attestation: "bmV3" }),
    answer: async ({ challenge, passkeys }) => ({ id: passkeys[0], clientData: challenge, authenticatorData: "ZGF0YQ", signature: "c2ln" }),
  };
}

/** The app is opened again over what is on the disk. */
export const reopen = ({ server, storeName, authenticator }, more = {}) => newPhone(server, { storeName, authenticator, ...more });

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

  /** The officer answers the only request: with the account of its member, or with something else. */
  async function answer(change = (bundle) => bundle) {
    const [request] = [...server.recoveries.values()].filter(({ recovered }) => !recovered);
    const bundle = await crypto.openRecovery(request.account.recovery, await crypto.importOpener(keys.records));
    request.recovered = await crypto.sealRecovered(await change(bundle), request.requester);
    return { bundle, request };
  }

  return { answer, server, officer, kit, pin, letIn, invited, insider, describe };
}
