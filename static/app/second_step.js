/**
 * One's own second step at sign-in: seeing, adding and removing ways, and the recovery codes (PROTOCOL.md §10).
 *
 * Changes want the passphrase typed again: it is tried on this phone first, where wrong guesses cost a wait, and then by the server.
 */

/**
 * What may be changed once the passphrase was given again; whoever holds it forgets it when their screen goes.
 * @typedef {object} SecondStepChange
 * @property {(name: string) => Promise<{key: string, address: string, confirm: (code: string) => Promise<void>}>} addApp
 * @property {(name: string) => Promise<void>} addPasskey
 * @property {(id: string) => Promise<void>} remove
 * @property {() => Promise<string[]>} makeCodes
 */

/**
 * @param {{protocol: any, passkey: import("../platform/step_passkey.js").StepPasskey, account: any}} parts
 */
export function createSecondStep({ protocol, passkey, account }) {
  return {
    state: () => protocol.secondStep(),
    isRequired: () => account.settings()?.secondStep === "required",
    isPasskeyAvailable: passkey.isAvailable,

    /** @param {string} passphrase @returns {Promise<SecondStepChange>} WrongPassphrase; Refused `guess-wait` */
    async change(passphrase) {
      const secret = await account.secretOf(passphrase);
      return {
        async addApp(name) {
          const { id, key, address } = await protocol.beginStepApp({ secret, name });
          return { key, address, confirm: (code) => protocol.confirmStepApp(id, code) };
        },
        async addPasskey(name) {
          const attestation = await passkey.make(await protocol.beginStepPasskey(secret));
          await protocol.addStepPasskey({ name, attestation });
        },
        remove: (id) => protocol.removeStep(id, secret),
        makeCodes: async () => (await protocol.makeStepCodes(secret)).codes,
      };
    },
  };
}
