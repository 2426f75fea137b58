/**
 * Who uses this device, and whom the agency says to trust: the rows that exist before anything can be unlocked.
 */
import { isBase64url } from "../lib/bytes.js";
import { Malformed } from "../lib/errors.js";
import { sealed, signed } from "./sealed.js";
import { META } from "./meta.js";
import { ACCOUNT_ROW, STORES } from "./schema.js";
import { write } from "./transactions.js";


/**
 * @typedef {object} AccountRow
 * @property {string} member @property {string} device @property {string} agency
 * @property {string} salt  for the key derivation, base64url
 * @property {{name: string, memory: number, passes: number, lanes: number}} kdf
 * @property {string} account  the sealed account bundle (JWE)
 * @property {string} deviceKey  the device key, sealed under the unlock key (JWE)
 * @property {string} [accountDeviceKey]  the device key, sealed to the account's own key (JWE)
 * @property {string} [leaving]  the device token (PROTOCOL §10): by itself it opens nothing but the way out
 * @property {string} pin  thumbprint of the certifying key
 * @property {"waiting"|"active"|"ended"} [state]  what the server last said
 *
 * @typedef {{wrong: number, wait: number}} Guesses  wrong ones in a row, and the milliseconds that are left to wait
 * @typedef {{language: "en"|"es", theme: "system"|"light"|"dark"}} Appearance
 *
 * @typedef {object} DirectoryRow
 * @property {number} version @property {string} descriptor @property {string[]} certificates @property {string[]} ended @property {string[]} reachable
 * @property {string[]} [successions]  oldest first; rows from before there were any have none
 */

const ACCOUNT_MEMBERS = new Set(["member", "device", "agency", "salt", "kdf", "account", "deviceKey", "pin", "state", "accountDeviceKey", "leaving"]);
const NEEDED = ["member", "device", "salt", "kdf", "account", "deviceKey", "pin"];

/** @param {import("idb").IDBPDatabase} database */
export function createAccountStore(database) {
  return {
    /** @returns {Promise<AccountRow|null>} */
    account: async () => (await database.get(STORES.account, ACCOUNT_ROW)) ?? null,

    /** @param {AccountRow} row */
    async putAccount(row) {
      checkAccount(row);
      await write(database, [STORES.account], (transaction) => transaction.objectStore(STORES.account).put(row, ACCOUNT_ROW));
    },

    /** Language and theme are known before anything is unlocked: two words of closed lists, the only rows that are not sealed. @returns {Promise<Appearance|null>} */
    appearance: async () => (await database.get(STORES.meta, META.appearance)) ?? null,

    /** @param {Appearance} appearance */
    async putAppearance(appearance) {
      const row = checkAppearance(appearance);
      await write(database, [STORES.meta], (transaction) => transaction.objectStore(STORES.meta).put(row, META.appearance));
    },

    /** @returns {Promise<Guesses>} */
    guesses: async () => (await database.get(STORES.meta, META.guesses)) ?? { wrong: 0, wait: 0 },

    /** @param {Guesses} row */
    async putGuesses({ wrong, wait }) {
      await write(database, [STORES.meta], (transaction) => transaction.objectStore(STORES.meta).put({ wrong: Number(wrong), wait: Number(wait) }, META.guesses));
    },

    /** @returns {Promise<DirectoryRow|null>} */
    directory: async () => (await database.get(STORES.directory, ACCOUNT_ROW)) ?? null,

    /** @param {DirectoryRow} row */
    async putDirectory({ version, descriptor, certificates, ended, reachable, successions = [] }) {
      const row = { version, descriptor: signed(descriptor), certificates: certificates.map(signed), ended, reachable, successions: successions.map(signed) };
      await write(database, [STORES.directory], (transaction) => transaction.objectStore(STORES.directory).put(row, ACCOUNT_ROW));
    },
  };
}

/** @param {Appearance} appearance */
function checkAppearance({ language, theme }) {
  const isKnown = ["en", "es"].includes(language) && ["system", "light", "dark"].includes(theme);
  if (!isKnown) throw new Malformed("expected a language and a theme that the app has");
  return { language, theme };
}

/** @param {AccountRow} row */
function checkAccount(row) {
  const unknown = Object.keys(row).filter((member) => !ACCOUNT_MEMBERS.has(member));
  if (unknown.length > 0) throw new Malformed(`an account row does not hold ${unknown.join(", ")}`);
  const missing = NEEDED.filter((member) => !(member in row));
  if (missing.length > 0) throw new Malformed(`an account row wants ${missing.join(", ")}`);
  sealed(row.account);
  sealed(row.deviceKey);
  if (row.accountDeviceKey !== undefined) sealed(row.accountDeviceKey);
  if (row.leaving !== undefined && !isBase64url(row.leaving)) throw new Malformed("expected base64url");
}
