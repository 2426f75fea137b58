/**
 * Verifies the receipts of what this phone sent, and moves it from the queue into packs: only now is it "synced".
 *
 * Runs that continue the part of a vault that is here need no more network. Where others wrote in between, `pull` brings the whole run.
 */
import { Conflict, Malformed } from "../lib/errors.js";

/**
 * @typedef {import("../store/queue.js").QueueRow} QueueRow
 * @typedef {import("../store/vaults.js").Run} Run
 * @typedef {import("./verification.js").Verification} Verification
 */

/**
 * @param {{store: import("../store/store.js").Store, verification: Verification}} parts
 * @returns {Promise<Set<string>>} the vaults of which something was confirmed
 */
export async function confirmReceived({ store, verification }) {
  const rows = (await store.received()).filter(({ number, receipt }) => number !== null && receipt !== null);
  /** @type {Set<string>} */ const confirmed = new Set();
  for (const vault of new Set(rows.map((row) => row.vault))) {
    const held = await store.vault(vault);
    const after = { number: held?.head ?? 0, receiptHash: held?.receiptHash ?? null };
    const envelopes = continuing(rows.filter((row) => row.vault === vault), after.number);
    if (envelopes.length === 0) continue;
    try {
      const position = await verification.verify({ vault, after, envelopes });
      await store.putPulled([{ vault, after: after.number, envelopes, head: position.number, receiptHash: position.receiptHash }]);
      confirmed.add(vault);
    } catch (error) {
      if (!(error instanceof Malformed) && !(error instanceof Conflict)) throw error;
      // The server's chain is not the one that is here: read it again, and let that decide.
      await store.markVault(vault, { reread: true });
    }
  }
  return confirmed;
}

/** @param {QueueRow[]} rows of one vault @param {number} head @returns {import("../store/pack.js").StoredEnvelope[]} head+1, head+2 … without a gap */
function continuing(rows, head) {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const run = [];
  for (let number = head + 1; byNumber.has(number); number += 1) {
    const { jwe, sig, receipt } = /** @type {QueueRow & {receipt: string}} */ (byNumber.get(number));
    run.push({ number, jwe, sig, receipt });
  }
  return run;
}
