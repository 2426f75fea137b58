/**
 * The passkeys that open this phone: which, since when, and the device key sealed once for each. One row, beside the account.
 */
import { Malformed } from "../lib/errors.js";
import { isBase64url } from "../lib/bytes.js";
import { sealed } from "./sealed.js";
import { STORES } from "./schema.js";
import { write } from "./transactions.js";

/**
 * @typedef {{id: string, deviceKey: string, since: string}} Passkey  `id` base64url; `deviceKey` a JWE; `since` a time
 * @typedef {{salt: string, passkeys: Passkey[]}} PasskeyRow  `salt`: what each passkey is asked with, base64url
 */

const ROW = "passkeys";

/** @param {import("idb").IDBPDatabase} database */
export function createPasskeyStore(database) {
  return {
    /** @returns {Promise<PasskeyRow|null>} */
    passkeys: async () => (await database.get(STORES.account, ROW)) ?? null,

    /** @param {PasskeyRow} row */
    async putPasskeys({ salt, passkeys }) {
      const row = { salt: encoded(salt), passkeys: passkeys.map(({ id, deviceKey, since }) => ({ id: encoded(id), deviceKey: sealed(deviceKey), since })) };
      await write(database, [STORES.account], (transaction) => transaction.objectStore(STORES.account).put(row, ROW));
    },
  };
}

/** @param {string} value */
function encoded(value) {
  if (!isBase64url(value)) throw new Malformed("expected base64url");
  return value;
}
