/**
 * The calls of PROTOCOL.md §7, each with the shape of its answer checked: what does not fit is `Malformed` and nothing of it is used.
 */
import { Malformed } from "../lib/errors.js";

/**
 * @typedef {{jwe: string, sig: string}} Item
 * @typedef {{id: string|null, status: "stored"|"duplicate"|"held"|"refused", number: number|null, receipt: string|null, code: string|null}} AppendAnswer
 * @typedef {{vault: string, head: number, grants: Item[], others: Item[]}} ChangedVault  others: signed words of who else holds it
 * @typedef {{cursor: number, reset: boolean, directory: number, vaults: ChangedVault[], more: boolean}} Changes
 * @typedef {{vault: string, number: number, jwe: string, sig: string, receipt: string}} ReadEnvelope
 * @typedef {{version: number, descriptor: string, certificates: string[], ended: string[], reachable: string[], successions: string[]}} DirectoryAnswer
 * @typedef {{signInName: string, secret: string, device: {id: string, label: string}, deviceToken?: string, second?: object}} SignInBody
 * @typedef {ReturnType<typeof createProtocol>} Protocol
 */

const STATUSES = new Set(["stored", "duplicate", "held", "refused"]);
const isNumber = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (/** @type {unknown} */ value) => typeof value === "string";
const isItem = (/** @type {any} */ item) => isText(item?.jwe) && isText(item?.sig);
const orNull = (/** @type {(value: any) => boolean} */ check) => (/** @type {unknown} */ value) => value === null || check(value);
const listOf = (/** @type {(value: any) => boolean} */ check) => (/** @type {unknown} */ value) => Array.isArray(value) && value.every(check);

/** @param {unknown} fits @param {string} call */
function expect(fits, call) {
  if (!fits) throw new Malformed(`expected the answer that PROTOCOL.md gives for "${call}"`);
}

/** @param {import("./transport.js").Transport} transport */
export function createProtocol({ call }) {
  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  const ask = async (method, path, body) => (await call(method, path, body)).body;
  const get = (/** @type {string} */ path) => ask("GET", path);
  const post = (/** @type {string} */ path, /** @type {object} */ body = {}) => ask("POST", path, body);
  return {
    session: () => get("session"),
    signInParameters: (/** @type {string} */ signInName) => post("sign-in/parameters", { signInName }),
    signIn: (/** @type {SignInBody} */ body) => post("sign-in", body),
    signOut: () => post("sign-out"),
    recover: (/** @type {{signInName: string, requester: object}} */ body) => post("recover", body),
    lookRecovered: (/** @type {string} */ token) => post("recover/look", { token }),
    finishRecovery: (/** @type {object} */ body) => post("recover/finish", body),
    lookInvitation: (/** @type {string} */ token) => post("invitations/look", { token }),
    enrol: (/** @type {object} */ body) => post("enrolments", body),
    lookSetUp: (/** @type {string} */ token) => post("set-up/look", { token }),
    setUp: (/** @type {object} */ body) => post("set-up", body),

    directory: async () => checkDirectory(await get("directory")),
    changes: async (/** @type {number} */ after) => checkChanges(await get(`changes?after=${after}`)),
    read: async (/** @type {Array<{vault: string, after: number}>} */ vaults) => checkRead(await post("read", { vaults })),
    /** Keys of the newest epoch of a vault of mine, sealed to whoever else works here. */
    holders: async (/** @type {string} */ vault) => checkHolders(await get(`vaults/${encodeURIComponent(vault)}/holders`)),
    append: async (/** @type {Item[]} */ items) => checkAppend(await post("append", { items }), items.length),

    devices: () => get("devices"),
    leavingToken: async () => checkToken(await get("devices/leaving")),
    leave: (/** @type {{device: string, token: string}} */ body) => post("leaving", body),
    handIn: (/** @type {Array<{name: string, jwe: string, sig: string|null}>} */ pieces) => post("hand-in", { pieces }),
    /** @param {string|null} after */
    handedIn: async (after) => checkHandedIn(await get(`handed-in${after ? `?after=${after}` : ""}`)),
    forgetHandedIn: (/** @type {string[]} */ pieces) => post("handed-in/forget", { pieces }),
    events: () => get("events"),
    report: (/** @type {object} */ finding) => post("reports", finding),
    reports: () => get("reports/waiting"),
    lookedAtReport: (/** @type {string} */ id) => post(`reports/${encodeURIComponent(id)}/looked`),
    revokeDevice: (/** @type {string} */ id) => post(`devices/${encodeURIComponent(id)}/revoke`),
    secondStep: () => get("second-step"),
    beginStepApp: (/** @type {{secret: string, name: string}} */ body) => post("second-step/totp", body),
    confirmStepApp: (/** @type {string} */ id, /** @type {string} */ code) => post(`second-step/totp/${encodeURIComponent(id)}/confirm`, { code }),
    beginStepPasskey: (/** @type {string} */ secret) => post("second-step/passkey", { secret }),
    addStepPasskey: (/** @type {{name: string, attestation: object}} */ body) => post("second-step/passkey/add", body),
    removeStep: (/** @type {string} */ id, /** @type {string} */ secret) => post(`second-step/${encodeURIComponent(id)}/remove`, { secret }),
    makeStepCodes: (/** @type {string} */ secret) => post("second-step/codes", { secret }),
    push: () => get("push"),
    subscribePush: (/** @type {object} */ subscription) => ask("PUT", "push", subscription),
    unsubscribePush: () => ask("DELETE", "push"),
    testPush: () => post("push/test"),

    agencyKeys: () => get("agency-keys"),
    renewAgencyKeys: (/** @type {object} */ body) => post("agency-keys", body),
    /** @param {string|null} after */
    oldRecordsGrants: async (after) => checkHoldings(await get(`records-grants${after ? `?after=${after}` : ""}`), "records-grants"),
    oldRecoveryBundles: async (/** @type {string|null} */ after) => checkBundles(await get(`recovery-bundles${after ? `?after=${after}` : ""}`)),
    putRecoveryBundles: (/** @type {Array<{member: string, recovery: string}>} */ bundles) => ask("PUT", "recovery-bundles", { bundles }),
    recoveries: () => get("recoveries"),
    answerRecovery: (/** @type {string} */ id, /** @type {string} */ recovered) => post(`recoveries/${encodeURIComponent(id)}/answer`, { recovered }),
    declineRecovery: (/** @type {string} */ id) => post(`recoveries/${encodeURIComponent(id)}/decline`),
    kit: () => get("kit"),
    noteKit: (/** @type {"made"|"verified"|"lost"} */ event) => post("kit", { event }),
    describe: (/** @type {{descriptor: string}} */ body) => post("descriptor", body),
    people: () => get("people"),
    invite: (/** @type {{name: string, role: string}} */ body) => post("invitations", body),
    cancelInvitation: (/** @type {string} */ id) => post(`invitations/${encodeURIComponent(id)}/cancel`),
    endAccess: (/** @type {string} */ member) => post(`people/${encodeURIComponent(member)}/end`),
    clearSecondStep: (/** @type {string} */ member) => post(`people/${encodeURIComponent(member)}/second-step/remove`),
    decline: (/** @type {string} */ member) => post(`people/${encodeURIComponent(member)}/decline`),
    revokeAnyDevice: (/** @type {string} */ device) => post(`people/devices/${encodeURIComponent(device)}/revoke`),
    /** @param {string} member @param {string|null} after */
    holdings: async (member, after) => checkHoldings(await get(`people/${encodeURIComponent(member)}/holdings${after ? `?after=${after}` : ""}`)),
    held: () => get("held"),
    decideHeld: (/** @type {{device: string, decision: "admit"|"keep"}} */ body) => post("held/decide", body),
    certify: (/** @type {{certificate: string}} */ body) => post("certificates", body),
  };
}

/** @param {any} body @param {string} [call] @returns {{vaults: Array<{vault: string, epoch: number, holders: string[], grants: Item[]}>, more: boolean}} */
function checkHoldings({ vaults, more }, call = "people/<id>/holdings") {
  const isVault = (/** @type {any} */ each) => isText(each?.vault) && isNumber(each.epoch) && listOf(isText)(each.holders) && listOf(isItem)(each.grants);
  expect(listOf(isVault)(vaults) && typeof more === "boolean", call);
  return { vaults, more };
}

/** @param {any} body @returns {Item[]} */
function checkHolders({ grants }) {
  expect(listOf(isItem)(grants), "vaults/<id>/holders");
  return grants;
}

/** @param {any} body @returns {{bundles: Array<{member: string, recovery: string}>, more: boolean}} */
function checkBundles({ bundles, more }) {
  expect(listOf((each) => isText(each?.member) && isText(each.recovery))(bundles) && typeof more === "boolean", "recovery-bundles");
  return { bundles, more };
}

/** @param {any} body @returns {{devices: Array<{id: string, label: string, key: string|null}>, pieces: Array<{id: string, device: string, name: string, jwe: string, sig: string|null, at: string}>, more: boolean}} */
function checkHandedIn({ devices, pieces, more }) {
  const isDevice = (/** @type {any} */ each) => [each?.id, each?.label].every(isText) && orNull(isText)(each.key);
  const isPiece = (/** @type {any} */ each) => [each?.id, each?.device, each?.name, each?.jwe, each?.at].every(isText) && orNull(isText)(each.sig);
  expect(listOf(isDevice)(devices) && listOf(isPiece)(pieces) && typeof more === "boolean", "handed-in");
  return { devices, pieces, more };
}

/** @param {any} body @returns {string} */
function checkToken({ token }) {
  expect(isText(token), "devices/leaving");
  return token;
}

/** @param {any} body @returns {DirectoryAnswer} */
function checkDirectory(body) {
  const { version, descriptor, certificates, ended, reachable, successions } = body;
  expect(isNumber(version) && isText(descriptor) && [certificates, ended, reachable, successions].every(listOf(isText)), "directory");
  return { version, descriptor, certificates, ended, reachable, successions };
}

/** @param {any} body @returns {Changes} */
function checkChanges(body) {
  const { cursor, reset, directory, vaults, more } = body;
  const isVault = (/** @type {any} */ each) => isText(each?.vault) && isNumber(each.head) && listOf(isItem)(each.grants) && listOf(isItem)(each.others);
  const flags = typeof reset === "boolean" && typeof more === "boolean";
  expect(isNumber(cursor) && isNumber(directory) && flags && listOf(isVault)(vaults), "changes");
  return { cursor, reset, directory, vaults, more };
}

/** @param {any} body @returns {{envelopes: ReadEnvelope[], more: boolean}} */
function checkRead({ envelopes, more }) {
  const isEnvelope = (/** @type {any} */ each) => isItem(each) && isText(each.vault) && isNumber(each.number) && isText(each.receipt);
  expect(listOf(isEnvelope)(envelopes) && typeof more === "boolean", "read");
  return { envelopes, more };
}

/** @param {any} body @param {number} count @returns {AppendAnswer[]} */
function checkAppend({ items }, count) {
  const isAnswer = (/** @type {any} */ each) => STATUSES.has(each?.status) && [each.id, each.receipt, each.code].every(orNull(isText)) && orNull(isNumber)(each.number);
  expect(listOf(isAnswer)(items) && items.length === count, "append");
  return items;
}
