/**
 * Background Sync: what waits on the disk is sent with no page open. Sealed bytes go to the server and its answers into the store; receipts are
 * verified, and the queue confirmed, by the next page that opens. No keys here.
 */
import { systemClock } from "../static/lib/clock.js";
import { openStore } from "../static/store/store.js";
import { createEngine } from "../static/sync/engine.js";
import { createTransport } from "../static/sync/transport.js";

/**
 * Sends what waits. Rejects when something still waits that the network may take later, so that the browser tries again.
 * @param {{fetch: typeof globalThis.fetch, locks: LockManager, origin: string}} parts
 */
export async function sendQueue({ fetch, locks, origin }) {
  const store = await openStore({ onBlocking: () => store.close(), onTerminated: () => undefined });
  try {
    const engine = createEngine({ transport: createTransport({ fetch, base: origin }), store, clock: systemClock, locks, onChange: () => undefined });
    await engine.push();
  } finally {
    store.close();
  }
}
