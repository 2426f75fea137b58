/**
 * A lost passphrase, on the phone of the person who lost it: a key made for this one request, a code to compare, the account back from the officer.
 *
 * Everything lives in memory until it is done; closing the app begins anew. Invariant: what comes back is used only if it is this very account:
 * by the certificate that this phone holds, or, on a phone that holds none, by a second code that both people compare. An officer has nobody to ask: the
 * recovery kit opens their account, and its certifying key shows whose it is.
 */
import { PinMismatch, Refused } from "../lib/errors.js";
import { openKitWith } from "./kit.js";
import { namesKeysOf } from "./same_keys.js";

/** As long as the server keeps a request (PROTOCOL §9); by this phone's own clock, which may be off. */
const LASTS_MILLISECONDS = 60 * 60_000;

/**
 * @param {{store: any, protocol: any, crypto: any, account: any, directory: any, clock: {now(): number}}} parts
 */
export function createRecovery({ store, protocol, crypto, account, directory, clock }) {
  /** @type {{signInName: string, token: string, until: number, open: (jwe: unknown) => Promise<any>}|null} */
  let request = null;
  /** What the officer gave back. @type {any} */
  let bundle = null;
  /** As the recovery kit has it. @type {any} */
  let certifying = null;

  /** @param {string} signInName */
  async function begin(signInName) {
    const row = await store.account();
    if (row && !row.accountDeviceKey) throw new Refused("no-device-key");
    const { requester, code, open } = await crypto.makeRequest(signInName);
    const { token } = await protocol.recover({ signInName, requester });
    request = { signInName, token, open, until: clock.now() + LASTS_MILLISECONDS };
    bundle = certifying = null;
    return { code };
  }

  async function look() {
    if (!request) throw new Refused("recovery-over");
    if (!bundle) {
      const { recovered } = await protocol.lookRecovered(request.token);
      if (recovered === null) {
        if (clock.now() > request.until) throw new Refused("recovery-over");
        return null;
      }
      bundle = await believed(await request.open(recovered));
    }
    return { confirm: (await store.account()) ? null : await crypto.answerCodeOf(bundle) };
  }

  /** @param {any} opened */
  async function believed(opened) {
    if (!opened) throw new Refused("recovery-distrusted");
    const row = await store.account();
    if (!row) return opened;
    if (opened.pin !== row.pin) throw new PinMismatch();
    const own = (await directory.read()).members.get(row.member);
    const isSame = own && opened.member === row.member && own.certificates.some(namesKeysOf(opened));
    if (!isSame) throw new Refused("recovery-distrusted");
    return opened;
  }

  /** @param {string} passphrase @returns {Promise<import("./second_entry.js").SecondStep|null>} null: in */
  async function finish(passphrase) {
    if (!request || !bundle) throw new Refused("recovery-over");
    const { signInName, token } = request;
    const key = certifying;
    try {
      await protocol.finishRecovery({ token, ...(await crypto.sealAnew(bundle, passphrase)) });
    } catch (error) {
      // An earlier try may have arrived without our hearing of it: whether the new passphrase counts shows below.
      if (!(error instanceof Refused && error.code === "not-found")) throw error;
    }
    stop();
    // From here on it is a sign-in like any other, which may be tried again as such.
    return (await store.account()) ? account.adopt(signInName, passphrase) : account.signIn(signInName, passphrase, key);
  }

  /** By the operator's link and the kit. @param {{token: string, kit: string, words: string, passphrase: string}} form */
  async function finishWithKit({ token, kit, words, passphrase }) {
    const keys = await openKitWith(crypto, kit, words);
    const { recovered } = await protocol.lookRecovered(token);
    if (recovered === null) throw new Refused("kit-link-over");
    const opened = await crypto.openRecoveryWith(recovered, keys);
    if (opened?.agency !== keys.agency) throw new Refused("kit-wrong");
    const found = await believed(opened);
    request = { signInName: found.signInName, token, until: clock.now(), open: async () => found };
    [bundle, certifying] = [found, keys.certifying];
    return finish(passphrase);
  }

  function stop() {
    request = bundle = certifying = null;
  }

  return { begin, look, finish, finishWithKit, stop };
}
