/**
 * Argon2id in WebAssembly. 64 MiB and three passes take a phone seconds, so pages call it through `kdf.js`, in a worker.
 */
import { argon2id } from "hash-wasm";
import { KEY_BYTES } from "./jose.js";

/** @type {import("./kdf_parameters.js").Argon2} it cannot be stopped half-way; end its worker instead */
export async function argon2(password, salt, { memory, passes, lanes }) {
  const stretched = await argon2id({
    password,
    salt,
    memorySize: memory,
    iterations: passes,
    parallelism: lanes,
    hashLength: KEY_BYTES,
    outputType: "binary",
  });
  return new Uint8Array(stretched);
}
