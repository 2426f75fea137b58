/**
 * Verifies the receipts of what this phone sent, and moves it from the queue into packs: only now is it "synced".
 *
 * Runs that continue the part of a vault that is here need no more network. Where others wrote in between, `pull` brings the whole run.
 */
import { Conflict, Malformed } from "../lib/errors.js";
import { heldReceipt } from "./findings.js";

/**
 * @typedef {import("../store/queue.js").QueueRow} QueueRow
 * @typedef {import("../store/vaults.js").Run} Run
 * @typedef {import("./verification.js").Verification} Verification
 * @typedef {import("./findings.js").Findings} Findings
 */

/**
 * @param {{store: import("../store/store.js").Store, verification: Verification, findings: Findings}} parts
 * @returns {Promise<Set<string>>} the vaults of which something was confirmed
 */
export async function confirmReceived({ store, verification, findings }) {
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
      await findings.suspectRun(error, { vault, number: after.number, restored: held?.restored });
      // The server's chain is not the one that is here: read it again, and let that decide.
      await store.markVault(vault, { reread: true });
    }
  }
  return confirmed;
}

/**
 * After reading: what the server says it has, under a number that it does not show, or shows with something else. It stays in the queue, not called sent.
 * The first time, it is sent again: the server may come to its senses.
 * @param {{store: import("../store/store.js").Store, findings: Findings, sentAgain: Set<string>}} parts  sentAgain: signatures
 */
export async function suspectUnproved({ store, findings, sentAgain }) {
  for (const each of await store.received()) {
    const { vault, number, receipt } = each;
    const row = await store.vault(vault);
    if (number === null || !row || row.reread || row.head < row.target) continue;
    const isTaken = number <= row.head;
    const held = await heldReceipt(store, vault, Math.min(number, row.head));
    findings.suspect({ kind: !isTaken ? "gap" : held === receipt ? "other-envelope" : "fork", vault, number, held, found: receipt });
    if (!sentAgain.has(each.sig)) await store.sendAgain(each);
    sentAgain.add(each.sig);
  }
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
