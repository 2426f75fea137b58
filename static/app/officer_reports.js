/**
 * What phones found wrong with the server, for the privacy officer: looked at, handed on as evidence, set aside.
 */
import { evidenceFile } from "./evidence.js";

/**
 * @typedef {import("./evidence.js").Shown & {id: string, member: string, name: string}} Report
 * @param {{protocol: any, keyring: any, clock: {stamp(): string}, share: {give: (file: File) => Promise<unknown>}}} parts
 */
export function createOfficerReports({ protocol, keyring, clock, share }) {
  return {
    /** @returns {Promise<{reports: Report[], more: boolean}>} newest first */
    reports: () => protocol.reports(),
    /** @param {readonly Report[]} reports */
    async lookedAt(reports) {
      for (const { id } of reports) await protocol.lookedAtReport(id);
    },
    /** @param {readonly Report[]} findings */
    saveReports: async (findings) => void (await share.give(evidenceFile({ agency: keyring.agency, at: clock.stamp(), findings }))),
  };
}
