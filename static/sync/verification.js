/**
 * What a page has and the service worker has not: who may sign receipts, and how a run of them is proved. Injected from `crypto` and `domain`.
 *
 * @typedef {{number: number, receiptHash: string|null}} Position
 * @typedef {import("../store/pack.js").StoredEnvelope} StoredEnvelope
 * @typedef {(run: {vault: string, after: Position, envelopes: StoredEnvelope[], keys: any[]}) => Promise<Position>} VerifyRun
 * @typedef {{receiptKeys: () => Promise<any[]>, accept: (answer: import("./protocol.js").DirectoryAnswer) => Promise<boolean|void>, version: () => Promise<number>}} Directory
 *   accept: false when it is behind what is here: an older descriptor, or a certificate left out
 * @typedef {{verify: (run: {vault: string, after: Position, envelopes: StoredEnvelope[]}) => Promise<Position>, directory: Directory}} Verification
 */
import { BadSignature } from "../lib/errors.js";

/**
 * @param {VerifyRun} verifyRun @param {Directory} directory
 * @returns {Verification}
 */
export function createVerification(verifyRun, directory) {
  return {
    directory,
    async verify(run) {
      const position = await verifyRun({ ...run, keys: await directory.receiptKeys() });
      if (position.number !== run.after.number + run.envelopes.length) throw new BadSignature("receipts: the run does not reach as far as it should");
      return position;
    },
  };
}
