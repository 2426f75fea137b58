/**
 * Who uses this phone: none, waiting, locked or unlocked, and every way from one to another.
 *
 * The passphrase lives only as an argument. What unlocking yields is put into the keyring and nowhere else.
 * Invariant: nothing here removes unsynced work; `signOut` refuses while something is only on this phone.
 */
import { Refused } from "../lib/errors.js";

/**
 * @param {object} parts
 * @param {any} parts.store
 * @param {any} parts.protocol
 * @param {any} parts.crypto
 * @param {any} parts.keyring
 * @param {any} parts.ids
 * @param {() => string} parts.deviceLabel
 * @param {() => void} parts.onState  called after every change of state
 */
export async function createAccount({ store, protocol, crypto, keyring, ids, deviceLabel, onState }) {
  /** @type {any} */
  let row = await store.account();
  /** @type {import("../views/context.js").Member|null} */
  let member = null;
  /** @type {string|null} */
  let shortCode = null;
  /** What the agency signed: programme, language, who is on call. @type {any} */
  let settings = null;

  function state() {
    if (!row) return "none";
    if (!keyring.isUnlocked) return "locked";
    return row.state === "active" ? "unlocked" : "waiting";
  }

  /** @param {any} next */
  async function keepRow(next) {
    await store.putAccount(next);
    row = next;
  }

  /** @param {string} passphrase */
  async function unlock(passphrase) {
    const { signInSecret, unlockKey } = await crypto.deriveKeys({ passphrase, salt: row.salt, kdf: row.kdf });
    const bundle = await crypto.openAccount(row.account, unlockKey);
    const deviceKey = await crypto.unwrapDeviceKey(row.deviceKey, row.device, unlockKey);
    await enter({ bundle, deviceKey, signInSecret });
  }

  /** @param {{bundle: any, deviceKey: any, signInSecret: string}} opened */
  async function enter({ bundle, deviceKey, signInSecret }) {
    await keyring.unlock({ bundle, deviceKey, signInSecret, device: row.device });
    shortCode = row.state === "active" ? null : await crypto.shortCodeOf(bundle);
    if (row.state === "active") await readMember();
    onState();
  }

  /** Name, role and settings come from what the agency signed, under the key print in the sealed bundle; never from an unsealed row. */
  async function readMember() {
    const directory = await store.directory();
    const descriptor = await crypto.readDescriptor(directory.descriptor, keyring.pin);
    const certificates = await Promise.all(directory.certificates.map((/** @type {string} */ jws) => crypto.readCertificate(jws, descriptor)));
    const own = certificates.find((certificate) => certificate.member === keyring.member);
    if (!own) throw new Refused("not-found");
    settings = descriptor.settings;
    member = { id: own.member, name: own.name, role: own.role };
  }

  async function lock() {
    keyring.lock();
    member = shortCode = settings = null;
    onState();
  }

  /** The same secret opens a new sign-in when the old one ran out; nobody is asked twice. */
  async function renewSignIn() {
    if (!keyring.isUnlocked) return false;
    const device = { id: row.device, label: deviceLabel() };
    await protocol.signIn({ signInName: keyring.signInName, secret: keyring.signInSecret, device });
    return true;
  }

  /** @param {string} signInName @param {string} passphrase */
  async function signIn(signInName, passphrase) {
    const { salt, kdf } = await protocol.signInParameters(signInName);
    const { signInSecret, unlockKey } = await crypto.deriveKeys({ passphrase, salt, kdf });
    const device = { id: ids.next(), label: deviceLabel() };
    const answer = await protocol.signIn({ signInName, secret: signInSecret, device });
    const bundle = await crypto.openAccount(answer.account, unlockKey);
    const { deviceKey, wrapped } = await crypto.makeDeviceKey(device.id, unlockKey);
    const account = {
      member: bundle.member, device: device.id, agency: bundle.agency, salt, kdf, account: answer.account, deviceKey: wrapped, pin: bundle.pin, state: answer.signedIn.state,
    };
    if (account.state === "active") await fetchDirectory(account.pin);
    await keepRow(account);
    await enter({ bundle, deviceKey, signInSecret });
  }

  /** Nothing unverified is stored. @param {string} pin */
  async function fetchDirectory(pin) {
    const directory = await protocol.directory();
    const descriptor = await crypto.readDescriptor(directory.descriptor, pin);
    await Promise.all(directory.certificates.map((/** @type {string} */ jws) => crypto.readCertificate(jws, descriptor)));
    await store.putDirectory(directory);
  }

  /** @param {string} token @param {string} pin */
  async function lookInvitation(token, pin) {
    const invitation = await protocol.lookInvitation(token);
    await crypto.readDescriptor(invitation.descriptor, pin);
    return invitation;
  }

  /** @param {{token: string, pin: string, signInName: string, passphrase: string}} form */
  async function enrol({ token, pin, signInName, passphrase }) {
    const invitation = await protocol.lookInvitation(token);
    const descriptor = await crypto.readDescriptor(invitation.descriptor, pin);
    const made = await crypto.makeAccount({ agency: invitation.agency, signInName, passphrase, pin, records: descriptor.records });
    const device = { id: ids.next(), label: deviceLabel() };
    const { deviceKey, wrapped } = await crypto.makeDeviceKey(device.id, made.unlockKey);
    const answer = await protocol.enrol({ token, ...made.enrolment, device });
    await keepRow(accountRow({ made, device, wrapped, pin, state: answer.signedIn.state }));
    await enter({ bundle: made.bundle, deviceKey, signInSecret: made.enrolment.secret });
  }

  /** @param {any} parts */
  function accountRow({ made, device, wrapped, pin, state: accountState }) {
    const { member: id, salt, kdf, account } = made.enrolment;
    return { member: id, device: device.id, agency: made.bundle.agency, salt, kdf, account, deviceKey: wrapped, pin, state: accountState };
  }

  /** @param {{token: string, name: string, signInName: string, passphrase: string, settings: object}} form */
  async function setUp({ token, name, signInName, passphrase, settings }) {
    const { agency, agencyName, receipts } = await protocol.lookSetUp(token);
    const founded = await crypto.makeAgency({ agency, agencyName, receipts, settings, name, signInName, passphrase });
    const device = { id: ids.next(), label: deviceLabel() };
    const { deviceKey, wrapped } = await crypto.makeDeviceKey(device.id, founded.unlockKey);
    const { descriptor, certificate, agencyKeys, enrolment } = founded;
    const answer = await protocol.setUp({ token, ...enrolment, device, descriptor, certificate, agencyKeys });
    await fetchDirectory(founded.bundle.pin);
    await keepRow(accountRow({ made: founded, device, wrapped, pin: founded.bundle.pin, state: answer.signedIn.state }));
    await enter({ bundle: founded.bundle, deviceKey, signInSecret: enrolment.secret });
    return { kit: founded.kit, kitPassphrase: founded.kitPassphrase };
  }

  async function checkWaiting() {
    const { signedIn } = await protocol.session();
    if (!signedIn) await renewSignIn();
    if (signedIn?.state !== "active") return "waiting";
    await fetchDirectory(row.pin);
    await keepRow({ ...row, state: "active" });
    shortCode = null;
    await readMember();
    onState();
    return "active";
  }

  async function beforeSignOut() {
    const { waiting, received, refused, held, kept } = await store.counts();
    const drafts = await store.local.keys("draft/");
    return { unsynced: waiting + received + refused + held + kept + drafts.length };
  }

  async function signOut() {
    const { unsynced } = await beforeSignOut();
    if (unsynced > 0) throw new Refused("unsynced");
    await protocol.signOut();
    await lock();
    await store.destroy();
    row = null;
    onState();
  }

  return {
    state, unlock, lock, signIn, signOut, beforeSignOut, lookInvitation, enrol, setUp, checkWaiting, renewSignIn,
    async refreshDirectory() {
      await fetchDirectory(keyring.pin);
      await readMember();
    },
    settings: () => settings,
    lookSetUp: protocol.lookSetUp,
    checkPassphrase: crypto.checkPassphrase,
    member: () => member,
    shortCode: () => (shortCode ? { certificate: shortCode } : null),
    devices: async () => (await protocol.devices()).devices,
    revokeDevice: (/** @type {string} */ id) => protocol.revokeDevice(id),
  };
}
