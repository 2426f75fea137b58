/**
 * What the layers above may use, in one place: `import * as crypto from ".../crypto/index.js"`, or a name from its own file.
 * Not here: `argon2.js` and `kdf_worker.js`, which run in a worker, so that their WebAssembly is not in the page's bundle.
 */
export * from "./account.js";
export * from "./agency.js";
export * from "./certificates.js";
export * from "./items.js";
export { hashOf, importOpener, importSigner } from "./jose.js";
export * from "./kdf.js";
export { STANDARD_KDF } from "./kdf_parameters.js";
export * from "./keyring.js";
export * from "./local.js";
export * from "./passphrase.js";
export * from "./receipts.js";
export * from "./short_code.js";
export { deriveKeys, newSalt } from "./unlock.js";
export * from "./verifier.js";
