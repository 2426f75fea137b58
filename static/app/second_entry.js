/**
 * Signing in, with the second step where the server asks for one: on a phone that it does not know yet (PROTOCOL.md §10).
 *
 * Invariant: a step that was right is never asked for again. If what follows fails, the phone is known by then, and comes in by its token.
 */
import { Refused } from "../lib/errors.js";

/**
 * What still has to be proved; it holds what the passphrase made, so whoever shows it forgets it when it goes.
 * @typedef {object} SecondStep
 * @property {Array<"totp"|"passkey"|"recovery">} ways
 * @property {(kind: "totp"|"recovery", code: string) => Promise<void>} byCode  in; rejects Refused `second-step-failed`, `too-many`
 * @property {() => Promise<void>} byPasskey  in; rejects also Cancelled
 */

/** @param {{protocol: any, passkey: Pick<import("../platform/step_passkey.js").StepPasskey, "answer"|"isAvailable">}} parts */
export function createSecondEntry({ protocol, passkey }) {
  /**
   * @param {any} wanted  the body of `POST sign-in`
   * @param {(answer: any) => Promise<void>} enter
   * @returns {Promise<SecondStep|null>} null: in
   */
  return async function come(wanted, enter) {
    let body = wanted;
    /** @param {object} [second] */
    const signIn = async (second) => {
      const answer = await protocol.signIn({ ...body, ...(second ? { second } : {}) });
      body = { ...body, deviceToken: answer.deviceToken };
      await enter(answer);
    };
    const asked = await attempt(signIn);
    if (!asked) return null;
    let { challenge } = asked;
    return {
      ways: asked.ways.filter((/** @type {string} */ way) => way !== "passkey" || passkey.isAvailable()),
      byCode: (kind, code) => signIn({ kind, code }),
      async byPasskey() {
        // Each question is answered once; after a failure there is another one, unless the step was right and only the rest is missing.
        const question = challenge ?? (await attempt(signIn))?.challenge;
        challenge = null;
        if (question) await signIn({ kind: "passkey", assertion: await passkey.answer({ challenge: question, passkeys: asked.passkeys }) });
      },
    };
  };
}

/** @param {() => Promise<void>} signIn @returns {Promise<any>} what is asked for, or null: in */
async function attempt(signIn) {
  try {
    await signIn();
    return null;
  } catch (error) {
    if (!(error instanceof Refused && error.code === "second-step" && error.second)) throw error;
    return error.second;
  }
}
