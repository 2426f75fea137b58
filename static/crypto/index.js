/**
 * What the layers above may use, in one place: `import * as crypto from ".../crypto/index.js"`, or a name from its own file.
 * Not here: `argon2.js` and `kdf_worker.js`, which run in a worker, so that their WebAssembly is not in the page's bundle.
 */
export { newAccount, openAccount, openRecovered, openRecovery, sealAccount, sealRecovered, sealRecovery } from "./account.js";
export { foundAgency, makeKit, newAgencyKeys, newKitPassphrase, openAgencyKeys, openKit, recordsOpeners, sealAgencyKeys } from "./agency.js";
export {
  issueCertificate, issueDescriptor, readCertificate, readDescriptor, spanFrom, validForSealing, validForSignature,
} from "./certificates.js";
export { itemHash, openEnvelope, openGrant, readHeader, sealEnvelope, sealGrant, verifyItem } from "./items.js";
export { hashOf, importOpener, importSecretKey, importSigner, newPair, publicPart, randomBytes, thumbprint } from "./jose.js";
export { createKdf } from "./kdf.js";
export { STANDARD_KDF } from "./kdf_parameters.js";
export { createKeyring } from "./keyring.js";
export { newDeviceKey, newVaultKey, openDeviceKeyOfAccount, openLocal, sealDeviceKeyToAccount, sealLocal, unwrapDeviceKey, wrapDeviceKey } from "./local.js";
export { checkPassphrase } from "./passphrase.js";
export { receiptHash, receivedAt, verifyReceipts, verifyRun } from "./receipts.js";
export { issueSuccession, readChain, readSuccession } from "./successions.js";
export { answerCode, recoveryCode, shortCode } from "./short_code.js";
export { deriveKeys, newPasskeySalt, newSalt, passkeyKey } from "./unlock.js";
export { createVerifier } from "./verifier.js";
