/**
 * Background Sync: what waits on the disk is sent with no page open. Sealed bytes go to the server and its answers into the store; receipts are
 * verified, and the queue confirmed, by the next page that opens. No keys here.
 */
import { systemClock } from "../static/lib/clock.js";
import { openStore } from "../static/store/store.js";
import { createEngine } from "../static/sync/engine.js";
import { createLocks } from "../static/sync/locks.js";
import { createTransport } from "../static/sync/transport.js";

/**
 * Sends what waits. Rejects when the network or the server stops it, so that the browser tries again later.
 * @param {{fetch: typeof globalThis.fetch, locks: LockManager|undefined}} parts
 */
export async function sendQueue({ fetch, locks }) {
  // A page with a newer version of the store goes first; what was sent is answered again as a duplicate.
  const store = await openStore({ onBlocking: () => store.close() });
  try {
    const engine = createEngine({ transport: createTransport({ fetch }), store, clock: systemClock, locks: createLocks(locks) });
    await engine.push();
  } finally {
    store.close();
  }
}
