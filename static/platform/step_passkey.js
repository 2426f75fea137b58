/**
 * A passkey as the second step at sign-in on a new phone (PROTOCOL.md §10). Nothing to do with `passkey.js`, which opens what is on this phone: here
 * the server asks a question, the passkey signs it, and the server judges. It may be on this phone, on another one, or a key that one plugs in.
 *
 * Standard: Web Authentication Level 3. No attestation is asked for, and nothing is kept where the phone would list it.
 */
import { fromBase64url, toBase64url } from "../lib/bytes.js";
import { ALGORITHMS, askPhone, descriptorOf, PATIENCE_MILLISECONDS } from "./ask_phone.js";

const CODES = Object.freeze({ exists: "step-passkey-exists", unsupported: "step-passkey-unsupported" });

/** @param {ArrayBuffer} buffer */
const text = (buffer) => toBase64url(new Uint8Array(buffer));

/**
 * @param {{credentials: import("./ask_phone.js").Container|undefined, publicKeyCredential: any, site: string, name: string}} parts
 */
export function createStepPasskey({ credentials, publicKeyCredential, site, name }) {
  return {
    isAvailable: () => Boolean(credentials && publicKeyCredential),

    /**
     * @param {{challenge: string, user: string, exclude: string[]}} asked
     * @returns {Promise<{id: string, clientData: string, attestation: string}>} Cancelled; Refused `step-passkey-exists`, `step-passkey-unsupported`
     */
    async make({ challenge, user, exclude }) {
      const made = await askPhone(credentials, (container) => container.create({
        publicKey: {
          rp: { id: site, name },
          user: { id: fromBase64url(user), name, displayName: name },
          challenge: fromBase64url(challenge),
          pubKeyCredParams: [...ALGORITHMS],
          authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
          excludeCredentials: exclude.map(descriptorOf),
          attestation: "none",
          timeout: PATIENCE_MILLISECONDS,
        },
      }), CODES);
      return { id: text(made.rawId), clientData: text(made.response.clientDataJSON), attestation: text(made.response.attestationObject) };
    },

    /** @param {{challenge: string, passkeys: string[]}} asked */
    async answer({ challenge, passkeys }) {
      const given = await askPhone(credentials, (container) => container.get({
        publicKey: {
          rpId: site,
          challenge: fromBase64url(challenge),
          allowCredentials: passkeys.map(descriptorOf),
          userVerification: "preferred",
          timeout: PATIENCE_MILLISECONDS,
        },
      }), CODES);
      const { clientDataJSON, authenticatorData, signature } = given.response;
      return { id: text(given.rawId), clientData: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) };
    },
  };
}

/** @typedef {ReturnType<typeof createStepPasskey>} StepPasskey */
