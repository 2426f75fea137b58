/**
 * Background Sync: what waits on the disk is sent with no page open. Sealed bytes go to the server and its answers into the store; receipts are
 * verified, and the queue confirmed, by the next page that opens. No keys here.
 */
import { systemClock } from "../static/lib/clock.js";
import { openStore } from "../static/store/store.js";
import { createEngine } from "../static/sync/engine.js";
import { createLeaving } from "../static/sync/leaving.js";
import { createLocks } from "../static/sync/locks.js";
import { createProtocol } from "../static/sync/protocol.js";
import { createTransport } from "../static/sync/transport.js";

/**
 * Sends what waits. Rejects when the network or the server stops it, so that the browser tries again later.
 * A phone that lost its access is emptied here too, but not under an open page, in which somebody may be writing: that page does it.
 * @param {{fetch: typeof globalThis.fetch, locks: LockManager|undefined, isPageOpen?: () => Promise<boolean>}} parts
 */
export async function sendQueue({ fetch, locks, isPageOpen = async () => false }) {
  // A page with a newer version of the store goes first; what was sent is answered again as a duplicate.
  const store = await openStore({ onBlocking: () => store.close() });
  try {
    const transport = createTransport({ fetch });
    const leaving = createLeaving({ store, protocol: createProtocol(transport), clock: systemClock, mayEmpty: async () => !(await isPageOpen()) });
    const engine = createEngine({ transport, store, clock: systemClock, locks: createLocks(locks), leaving });
    await engine.push();
  } finally {
    store.close();
  }
}
