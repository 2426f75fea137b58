/** A passkey as the second step: what the phone is asked, what is sent, and what its no means. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64url, toBase64url } from "../../../static/lib/bytes.js";
import { Cancelled, Refused } from "../../../static/lib/errors.js";
import { createStepPasskey } from "../../../static/platform/step_passkey.js";

const CHALLENGE = toBase64url(new Uint8Array(32).fill(7));
const bytes = (...values) => new Uint8Array(values).buffer;

/** The edge of the device: notes what it is asked, and gives or throws what a test says. */
function phone(answer) {
  const asked = [];
  const give = async ({ publicKey }) => {
    asked.push(publicKey);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const passkey = createStepPasskey({ credentials: { create: give, get: give }, publicKeyCredential: class {}, site: "sotto.example", name: "Sotto" });
  return { passkey, asked };
}

test("a new one: no attestation, none that is known already, nothing telling, and the answer in base64url", async () => {
  const { passkey, asked } = phone({ rawId: bytes(1), response: { clientDataJSON: bytes(2), attestationObject: bytes(3) } });
  const made = await passkey.make({ challenge: CHALLENGE, user: "AQID", exclude: ["BAUG"] });
  assert.deepEqual(made, { id: "AQ", clientData: "Ag", attestation: "Aw" });
  const [{ rp, user, attestation, excludeCredentials, challenge, authenticatorSelection }] = asked;
  assert.deepEqual([rp, user.name, user.displayName, attestation], [{ id: "sotto.example", name: "Sotto" }, "Sotto", "Sotto", "none"]);
  assert.deepEqual(excludeCredentials.map(({ id }) => toBase64url(id)), ["BAUG"]);
  assert.deepEqual([challenge, authenticatorSelection.userVerification], [fromBase64url(CHALLENGE), "preferred"]);
});

test("an answer: by one of those that the server named, to its own question", async () => {
  const { passkey, asked } = phone({ rawId: bytes(4), response: { clientDataJSON: bytes(5), authenticatorData: bytes(6), signature: bytes(7) } });
  const given = await passkey.answer({ challenge: CHALLENGE, passkeys: ["BA"] });
  assert.deepEqual(given, { id: "BA", clientData: "BQ", authenticatorData: "Bg", signature: "Bw" });
  assert.deepEqual([asked[0].rpId, toBase64url(asked[0].challenge), asked[0].allowCredentials.map(({ id }) => toBase64url(id))], ["sotto.example", CHALLENGE, ["BA"]]);
});

test("a no of the phone is said as what it is", async () => {
  const refused = (code) => (error) => error instanceof Refused && error.code === code;
  const make = (name) => phone(new DOMException("", name)).passkey.make({ challenge: CHALLENGE, user: "AQ", exclude: [] });
  await assert.rejects(make("InvalidStateError"), refused("step-passkey-exists"));
  await assert.rejects(make("NotSupportedError"), refused("step-passkey-unsupported"));
  await assert.rejects(make("NotAllowedError"), Cancelled);
  const none = createStepPasskey({ credentials: undefined, publicKeyCredential: undefined, site: "sotto.example", name: "Sotto" });
  assert.equal(none.isAvailable(), false);
  await assert.rejects(none.answer({ challenge: CHALLENGE, passkeys: [] }), refused("step-passkey-unsupported"));
});
