/**
 * The one Trusted Types policy of ours: which scripts may be started by address at all.
 *
 * The Content-Security-Policy allows it by its name, once: the browser refuses a second policy called "sotto". HTML is never made here;
 * lit-html has a policy of its own. Where a browser has no Trusted Types the addresses are checked all the same.
 */

const SERVICE_WORKER = "/sw.js";
const KDF_WORKER = /^\/assets\/kdf\.[0-9a-f]{16}\.js$/;

/** @param {string} address @returns {string} */
export function checkScriptAddress(address) {
  if (address === SERVICE_WORKER || KDF_WORKER.test(address)) return address;
  throw new TypeError("expected the address of one of our own workers");
}

/**
 * @param {{trustedTypes?: {createPolicy: (name: string, rules: {createScriptURL: (address: string) => string}) => {createScriptURL: (address: string) => unknown}}}} scope  `window`
 * @param {string} kdfWorker  from the shell's `data-kdf-worker`
 * @returns {{serviceWorker: string, kdfWorker: string}} what `register` and `new Worker` take; typed as text, as the platform's own signatures are
 */
export function trustedScripts(scope, kdfWorker) {
  const policy = scope.trustedTypes?.createPolicy("sotto", { createScriptURL: checkScriptAddress });
  const trusted = (/** @type {string} */ address) =>
    /** @type {string} */ (policy ? policy.createScriptURL(address) : checkScriptAddress(address));
  return { serviceWorker: trusted(SERVICE_WORKER), kdfWorker: trusted(kdfWorker) };
}
