/**
 * Raw JOSE for test vectors: makes what `static/crypto` would refuse to make, so that readers can be seen to refuse it.
 * Headers and contents are bytes here, signed or sealed as they are. Only tests may import this.
 */
import { createCipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, randomBytes, sign } from "node:crypto";

const b64u = (bytes) => Buffer.from(bytes).toString("base64url");

/** A compact JWE of alg dir under exactly these header bytes. */
export function forgeDirect(header, contents, contentKey) {
  return sealContents(b64u(header), "", contents, contentKey);
}

/** A compact JWE of alg ECDH-ES+A256KW; `header` must already name the public half of `ephemeral`. */
export function forgeToKey(header, contents, recipient, ephemeral) {
  const { kty, crv, x, y } = recipient;
  const shared = diffieHellman({
    privateKey: createPrivateKey({ key: ephemeral, format: "jwk" }),
    publicKey: createPublicKey({ key: { kty, crv, x, y }, format: "jwk" }),
  });
  const contentKey = randomBytes(32);
  return sealContents(b64u(header), b64u(wrapKey(wrappingKeyOf(shared), contentKey)), contents, contentKey);
}

/** RFC 7518 §4.6.2: one round of the concatenation KDF; no party infos, 256 bits. */
function wrappingKeyOf(shared) {
  const algorithm = Buffer.from("ECDH-ES+A256KW");
  const number = (value) => Buffer.from([0, 0, value >> 8, value & 255]);
  const parts = [number(1), shared, number(algorithm.length), algorithm, Buffer.alloc(8), number(256)];
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

/** RFC 3394, with its initial value. */
function wrapKey(wrappingKey, contentKey) {
  const cipher = createCipheriv("id-aes256-wrap", wrappingKey, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(contentKey), cipher.final()]);
}

function sealContents(header, wrappedKey, contents, contentKey) {
  const vector = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", contentKey, vector).setAAD(Buffer.from(header, "ascii"));
  const sealed = Buffer.concat([cipher.update(contents), cipher.final()]);
  return [header, wrappedKey, b64u(vector), b64u(sealed), b64u(cipher.getAuthTag())].join(".");
}

/** A compact JWS with an ES256 signature over exactly these bytes, whatever the header says. */
export function forgeSignature(header, payload, signing, { detached = false } = {}) {
  const signed = `${b64u(header)}.${b64u(payload)}`;
  const signature = b64u(sign("sha256", Buffer.from(signed), { key: signing, format: "jwk", dsaEncoding: "ieee-p1363" }));
  return detached ? `${b64u(header)}..${signature}` : `${signed}.${signature}`;
}
