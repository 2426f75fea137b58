/**
 * Opening this phone with a finger or a face: adding such a way, using it, removing it. The passphrase always works beside it.
 *
 * The secret that a passkey gives seals the device key once more (PROTOCOL.md §5, "device key"); what unlocking needs besides lies under the device
 * key, in a local record. So a passkey opens what is on this phone, with no network, and is worth nothing anywhere else.
 */
import { CannotOpen, Conflict, Refused } from "../lib/errors.js";

/** Name of the local record with the account bundle and the sign-in secret. */
const OPENED = "opened";

/**
 * @param {object} parts
 * @param {import("../store/store.js").Store} parts.store
 * @param {any} parts.crypto  of `cryptography.js`
 * @param {import("../platform/passkey.js").PasskeyDevice} parts.device
 * @param {{stamp(): string}} parts.clock
 */
export function createPasskeys({ store, crypto, device, clock }) {
  /** @returns {Promise<import("../store/passkeys.js").PasskeyRow>} */
  const row = async () => (await store.passkeys()) ?? { salt: crypto.newPasskeySalt(), passkeys: [] };

  /**
   * @param {import("./account.js").Opened} opened  what the passphrase, typed again just now, opened
   * @param {string} ownDevice id
   */
  async function add({ bundle, deviceKey, signInSecret }, ownDevice) {
    const { salt, passkeys } = await row();
    const { id, secret } = await device.create(salt, passkeys.map((each) => each.id));
    const wrapped = await crypto.wrapDeviceKey(deviceKey, ownDevice, await crypto.passkeyKey(secret));
    await store.local.put(OPENED, await crypto.sealOpened(OPENED, { bundle, signInSecret }, deviceKey));
    // Another tab may have added or removed one while the phone was asking.
    const now = await row();
    if (now.passkeys.length > 0 && now.salt !== salt) throw new Conflict("busy");
    await store.putPasskeys({ salt, passkeys: [...now.passkeys, { id, deviceKey: wrapped, since: clock.stamp() }] });
  }

  /**
   * @param {string} ownDevice id
   * @returns {Promise<import("./account.js").Opened>} Cancelled; Refused `passkey-unknown` when it opens nothing here
   */
  async function open(ownDevice) {
    const { salt, passkeys } = await row();
    const { id, secret } = await device.open(salt, passkeys.map((each) => each.id));
    const found = passkeys.find((each) => each.id === id);
    const record = await store.local.get(OPENED);
    if (!found || !record) throw new Refused("passkey-unknown");
    try {
      const deviceKey = await crypto.unwrapDeviceKey(found.deviceKey, ownDevice, await crypto.passkeyKey(secret));
      return { ...(await crypto.openOpened(OPENED, record, deviceKey)), deviceKey };
    } catch (error) {
      if (error instanceof CannotOpen) throw new Refused("passkey-unknown", { cause: error });
      throw error;
    }
  }

  /** The passphrase is another one: what a passkey opens signs in with the new secret. @param {import("./account.js").Opened} opened */
  async function renew({ bundle, deviceKey, signInSecret }) {
    if ((await store.local.get(OPENED)) !== null) await store.local.put(OPENED, await crypto.sealOpened(OPENED, { bundle, signInSecret }, deviceKey));
  }

  /** @param {string} id */
  async function remove(id) {
    const { salt, passkeys } = await row();
    const left = passkeys.filter((each) => each.id !== id);
    await store.putPasskeys({ salt, passkeys: left });
    if (left.length === 0) await store.local.delete(OPENED);
    await device.forget(id);
  }

  return {
    add, open, remove, renew,
    isAvailable: device.isAvailable,
    list: async () => (await row()).passkeys.map(({ id, since }) => ({ id, since })),
  };
}
