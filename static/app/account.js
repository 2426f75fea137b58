/**
 * Who uses this phone: none, waiting, locked or unlocked, and every way from one to another.
 *
 * The passphrase lives only as an argument. What unlocking yields is put into the keyring and nowhere else.
 * Invariants: nothing here removes unsynced work; `signOut` refuses while something is only on this phone, and nobody comes in where someone else
 * still is. Nothing is stored before what the agency signed was verified under the pinned key.
 */
import { lockTimesOf } from "../domain/lock_times.js";
import { PinMismatch, Refused } from "../lib/errors.js";
import { isSameKey, namesKeysOf } from "./same_keys.js";

/** Why a sign-in is not renewed by itself: the passphrase was changed on another phone, or the server does not know this one any more. */
const WANTS_ITS_PERSON = new Set(["sign-in-failed", "second-step", "second-step-missing"]);

/** What unlocking yields. @typedef {{bundle: any, deviceKey: Uint8Array, signInSecret: string}} Opened */

/**
 * @param {object} parts
 * @param {any} parts.store
 * @param {any} parts.protocol
 * @param {any} parts.crypto
 * @param {Pick<import("../domain/repository/directory.js").DirectoryReader, "accept"|"read">} parts.directory
 * @param {any} parts.keyring
 * @param {any} parts.ids
 * @param {ReturnType<typeof import("./passkeys.js").createPasskeys>} parts.passkeys
 * @param {Pick<ReturnType<typeof import("./guesses.js").createGuesses>, "attempt"|"left">} parts.guesses
 * @param {ReturnType<typeof import("./second_entry.js").createSecondEntry>} parts.come
 * @param {() => string} parts.deviceLabel
 * @param {() => void} parts.onState  called after every change of state
 * @param {Pick<ReturnType<typeof import("./windows.js").createWindows>, "gather"|"tell">} parts.windows  the other ones of this phone
 */
export async function createAccount({ store, protocol, crypto, directory, keyring, ids, passkeys, guesses, come, deviceLabel, onState, windows }) {
  /** @type {any} */
  let row = await store.account();
  /** @type {import("../views/context.js").Member|null} */
  let member = null;
  /** @type {string|null} */
  let shortCode = null;
  /** What the agency signed: programme, language, who is on call. @type {any} */
  let settings = null;
  /** What was done when this phone was emptied, until somebody has read it. @type {import("../store/leaving.js").Left|null} */
  let left = await store.left();

  function state() {
    if (!row) return "none";
    if (!keyring.isUnlocked) return "locked";
    if (row.state !== "active") return "waiting";
    return member ? "unlocked" : "locked";
  }

  /** @param {any} next */
  async function keepRow(next) {
    await store.putAccount(next);
    row = next;
  }

  /** @param {string} passphrase @returns {Promise<Opened>} WrongPassphrase; Refused `guess-wait` */
  const openWith = (passphrase) => guesses.attempt(() => derive(passphrase));

  /** @param {string} passphrase @returns {Promise<Opened>} */
  async function derive(passphrase) {
    const { signInSecret, unlockKey } = await crypto.deriveKeys({ passphrase, salt: row.salt, kdf: row.kdf });
    const bundle = await crypto.openAccount(row.account, unlockKey);
    const deviceKey = await crypto.unwrapDeviceKey(row.deviceKey, row.device, unlockKey);
    return { bundle, deviceKey, signInSecret };
  }

  /** @param {string} passphrase */
  const unlock = async (passphrase) => enter(await openWith(passphrase));

  /** With a finger or a face; the passphrase works as before. */
  const unlockWithPasskey = async () => enter(await passkeys.open(row.device));

  /** The passphrase again, so that whoever finds the phone unlocked adds no way of their own. @param {string} passphrase */
  const addPasskey = async (passphrase) => passkeys.add(await openWith(passphrase), row.device);

  /** In, or out again: never half unlocked. @param {Opened} opened */
  async function enter({ bundle, deviceKey, signInSecret }) {
    // The row is not sealed; the bundle is.
    if (bundle.pin !== row.pin) throw new PinMismatch();
    await keyring.unlock({ bundle, deviceKey, signInSecret, device: row.device });
    try {
      if (row.state === "active") await readMember();
      else shortCode = await crypto.shortCodeOf(bundle);
      // Also on a phone from before there was one: what is on it can then be handed in, or recovered, without its passphrase.
      if (!row.accountDeviceKey) await keepRow({ ...row, accountDeviceKey: await crypto.sealToAccount(deviceKey, row.device, bundle) });
    } catch (error) {
      keyring.lock();
      throw error;
    }
    onState();
  }

  /** Name, role and settings come from what the agency signed, verified anew; never from an unsealed row. */
  async function readMember() {
    const { descriptor, members } = await directory.read();
    const own = members.get(keyring.member);
    if (!own) throw new Refused("not-certified");
    settings = descriptor.settings;
    member = { id: own.id, name: own.name, role: own.role };
  }

  /** The agency signed something new: a role, a programme, who is on call. */
  async function reread() {
    if (state() !== "unlocked") return;
    await readMember();
    if (!keyring.isUnlocked) forget();
    onState();
  }

  function forget() {
    member = shortCode = settings = null;
  }

  async function lock() {
    keyring.lock();
    forget();
    onState();
  }

  /** Another tab may have signed out, or come in, while this one was out of sight: what stands in the store is so. */
  async function lookAgain() {
    const found = await store.account();
    left = await store.left();
    if (found?.device === row?.device && found?.state === row?.state) return;
    row = found;
    await lock();
  }

  /** The same secret opens a new sign-in when the old one ran out; nobody is asked twice. */
  async function renewSignIn() {
    if (!keyring.isUnlocked) return false;
    try {
      const { deviceToken } = await protocol.signIn({ signInName: keyring.signInName, secret: keyring.signInSecret, ...thisDevice() });
      if (!row.leaving) await keepRow({ ...row, leaving: deviceToken });
    } catch (error) {
      if (error instanceof Refused && WANTS_ITS_PERSON.has(error.code)) return false;
      throw error;
    }
    return true;
  }

  /** As the server knows it: a phone that brings its token is asked for no second step. */
  const thisDevice = () => ({ device: { id: row.device, label: deviceLabel() }, ...(row.leaving ? { deviceToken: row.leaving } : {}) });

  /** On a phone from before every sign-in gave it. It keeps the phone known, and lets it in once more when its access is gone, only to hand in. */
  async function keepLeavingToken() {
    if (state() === "unlocked" && !row.leaving) await keepRow({ ...row, leaving: await protocol.leavingToken() });
  }

  async function forgetLeft() {
    await store.forgetLeft();
    left = null;
    onState();
  }

  /** One phone, one person: whoever was here first, perhaps in another tab, has work on it. */
  async function expectNobody() {
    if (await store.account()) throw new Refused("not-allowed");
  }

  /**
   * @param {string} signInName @param {string} passphrase
   * @param {import("../crypto/jose.js").PublicJwk|null} [certifying]  the agency's key, when this device knows it by other means than the account (a recovery kit)
   * @returns {Promise<import("./second_entry.js").SecondStep|null>} null: in
   */
  async function signIn(signInName, passphrase, certifying = null) {
    await expectNobody();
    const { salt, kdf } = await protocol.signInParameters(signInName);
    const { signInSecret, unlockKey } = await crypto.deriveKeys({ passphrase, salt, kdf });
    const device = { id: ids.next(), label: deviceLabel() };
    return come({ signInName, secret: signInSecret, device }, async ({ account, signedIn, deviceToken }) => {
      const bundle = await crypto.openAccount(account, unlockKey);
      const { deviceKey, wrapped } = await crypto.makeDeviceKey(device.id, unlockKey);
      const agencySays = signedIn.state === "active" ? await verifiedDirectory(bundle.pin) : null;
      if (agencySays) await expectCertified(bundle, agencySays, certifying);
      const { member: id, agency, pin } = bundle;
      await expectNobody();
      await keepRow({ member: id, device: device.id, agency, salt, kdf, account, deviceKey: wrapped, pin, state: "waiting", leaving: deviceToken });
      if (agencySays) await activate(agencySays);
      await enter({ bundle, deviceKey, signInSecret });
    });
  }

  /**
   * This phone under a passphrase chosen elsewhere, or just now: the account's own key opens what the old passphrase had sealed here.
   * @param {string} signInName @param {string} passphrase @returns {Promise<import("./second_entry.js").SecondStep|null>} null: in
   */
  async function adopt(signInName, passphrase) {
    const { salt, kdf } = await protocol.signInParameters(signInName);
    const { signInSecret, unlockKey } = await crypto.deriveKeys({ passphrase, salt, kdf });
    return come({ signInName, secret: signInSecret, ...thisDevice() }, async ({ account, deviceToken }) => {
      const bundle = await crypto.openAccount(account, unlockKey);
      if (bundle.pin !== row.pin) throw new PinMismatch();
      if (bundle.member !== row.member) throw new Refused("not-allowed");
      const deviceKey = row.accountDeviceKey && (await crypto.openDeviceKeyAs(row.accountDeviceKey, row.device, bundle));
      if (!deviceKey) throw new Refused("no-device-key");
      await passkeys.renew({ bundle, deviceKey, signInSecret });
      await keepRow({ ...row, salt, kdf, account, deviceKey: await crypto.wrapDeviceKey(deviceKey, row.device, unlockKey), leaving: deviceToken });
      await enter({ bundle, deviceKey, signInSecret });
    });
  }

  /** @param {string} pin */
  async function verifiedDirectory(pin) {
    const answer = await protocol.directory();
    await crypto.readDescriptor(answer.descriptor, pin, answer.successions);
    return answer;
  }

  /**
   * What came from the server is believed only if the agency certified these very keys. @param {any} bundle
   * @param {{descriptor: string, certificates: string[], successions?: string[]}} agencySays @param {import("../crypto/jose.js").PublicJwk|null} certifying
   */
  async function expectCertified(bundle, agencySays, certifying) {
    const descriptor = await crypto.readDescriptor(agencySays.descriptor, bundle.pin, agencySays.successions);
    if (certifying && !isSameKey(certifying, descriptor.certifying)) throw new PinMismatch();
    const names = namesKeysOf(bundle);
    const all = await Promise.allSettled(agencySays.certificates.map((jws) => crypto.readCertificate(jws, descriptor)));
    const isCertified = all.some((one) => one.status === "fulfilled" && one.value.member === bundle.member && names(one.value));
    if (!isCertified) throw new Refused("not-certified");
  }

  /** In this order, so that a phone that was killed in between is still waiting, and asks again. @param {any} agencySays */
  async function activate(agencySays) {
    await directory.accept(agencySays);
    await keepRow({ ...row, state: "active" });
  }

  /** @param {string} token @param {string} pin */
  async function lookInvitation(token, pin) {
    const invitation = await protocol.lookInvitation(token);
    const descriptor = await crypto.readDescriptor(invitation.descriptor, pin, invitation.successions);
    return { ...invitation, agencyName: descriptor.name };
  }

  /** @param {{token: string, pin: string, signInName: string, passphrase: string}} form */
  async function enrol({ token, pin, signInName, passphrase }) {
    await expectNobody();
    const invitation = await protocol.lookInvitation(token);
    const descriptor = await crypto.readDescriptor(invitation.descriptor, pin, invitation.successions);
    const made = await crypto.makeAccount({ agency: descriptor.agency, signInName, passphrase, pin, records: descriptor.records });
    const device = { id: ids.next(), label: deviceLabel() };
    const { deviceKey, wrapped } = await crypto.makeDeviceKey(device.id, made.unlockKey);
    const { deviceToken } = await protocol.enrol({ token, ...made.enrolment, device });
    await keepRow(accountRow({ made, device, wrapped, pin, deviceToken }));
    await enter({ bundle: made.bundle, deviceKey, signInSecret: made.enrolment.secret });
  }

  /** @param {any} parts */
  function accountRow({ made, device, wrapped, pin, deviceToken }) {
    const { member: id, salt, kdf, account } = made.enrolment;
    return { member: id, device: device.id, agency: made.bundle.agency, salt, kdf, account, deviceKey: wrapped, pin, state: "waiting", leaving: deviceToken };
  }

  /** @param {{token: string, name: string, signInName: string, passphrase: string, settings: object}} form */
  async function setUp({ token, name, signInName, passphrase, settings: chosen }) {
    await expectNobody();
    const { agency, agencyName, receipts } = await protocol.lookSetUp(token);
    const founded = await crypto.makeAgency({ agency, agencyName, receipts, settings: chosen, name, signInName, passphrase });
    const device = { id: ids.next(), label: deviceLabel() };
    const { deviceKey, wrapped } = await crypto.makeDeviceKey(device.id, founded.unlockKey);
    const { descriptor, certificate, agencyKeys, enrolment } = founded;
    const { deviceToken } = await protocol.setUp({ token, ...enrolment, device, descriptor, certificate, agencyKeys });
    await keepRow(accountRow({ made: founded, device, wrapped, pin: founded.bundle.pin, deviceToken }));
    // Made here a moment ago, so no network can come between the founding and its recovery kit.
    await activate({ version: 0, descriptor, certificates: [certificate], ended: [], reachable: [], successions: [] });
    await enter({ bundle: founded.bundle, deviceKey, signInSecret: enrolment.secret });
    return { kit: founded.kit, kitPassphrase: founded.kitPassphrase };
  }

  async function checkWaiting() {
    const { signedIn } = await protocol.session();
    const now = signedIn ?? ((await renewSignIn()) ? (await protocol.session()).signedIn : null);
    if (now?.state === "ended") throw new Refused("declined");
    if (now?.state !== "active") return "waiting";
    await directory.accept(await verifiedDirectory(keyring.pin));
    await readMember();
    await keepRow({ ...row, state: "active" });
    shortCode = null;
    onState();
    return "active";
  }

  async function beforeSignOut() {
    const { waiting, received, refused, held, kept } = await store.counts();
    const drafts = await store.local.keys("draft/");
    return { unsynced: waiting + received + refused + held + kept, unfinished: drafts.length };
  }

  async function expectAllSent() {
    const { unsynced, unfinished } = await beforeSignOut();
    if (unsynced + unfinished > 0) throw new Refused("unsynced");
  }

  async function signOut() {
    await expectAllSent();
    await windows.gather();
    await expectAllSent();
    await signOutOfServer();
    await lock();
    // Another tab may have written while the server was asked.
    await expectAllSent();
    await store.destroy();
    windows.tell();
    row = null;
    onState();
  }

  /** Signed out already is signed out. */
  async function signOutOfServer() {
    try {
      await protocol.signOut();
    } catch (error) {
      if (!(error instanceof Refused && error.code === "signed-out")) throw error;
    }
  }

  return {
    state, unlock, lock, signIn, signOut, beforeSignOut, lookInvitation, enrol, setUp, checkWaiting, renewSignIn,
    adopt, reread, lookAgain, keepLeavingToken, forgetLeft,
    left: () => left,
    unlockWithPasskey, addPasskey,
    /** The sign-in secret, for the passphrase typed again. @param {string} passphrase */
    secretOf: async (passphrase) => (await openWith(passphrase)).signInSecret,
    passkeys: { list: passkeys.list, remove: passkeys.remove, isAvailable: passkeys.isAvailable },
    async refreshDirectory() {
      await directory.accept(await protocol.directory());
      await reread();
    },
    settings: () => settings,
    /** Milliseconds until the passphrase may be tried again. */
    guessWait: guesses.left,
    lockTimes: () => lockTimesOf(settings),
    lookSetUp: protocol.lookSetUp,
    checkPassphrase: crypto.checkPassphrase,
    member: () => member,
    shortCode: () => (shortCode ? { certificate: shortCode } : null),
    events: async () => (await protocol.events()).events,
    devices: async () => (await protocol.devices()).devices,
    revokeDevice: (/** @type {string} */ id) => protocol.revokeDevice(id),
  };
}
