/**
 * How safe what is kept on this device is: may the browser throw it away, how much room is left, does this look like a private window?
 *
 * Standard: Storage (WHATWG). No browser tells whether a window is private, so the answer is "likely" or "unknown", never "no".
 */

/**
 * @typedef {object} Parts
 * @property {StorageManager|undefined} storage  `navigator.storage`
 * @property {boolean} isSecureContext
 * @property {boolean} hasServiceWorker  `"serviceWorker" in navigator`
 */

/** @param {Parts} parts */
export function createStorageStatus({ storage, isSecureContext, hasServiceWorker }) {
  const persisted = async () => (storage?.persisted ? storage.persisted() : false);

  return {
    persisted,
    /** Asks that nothing be thrown away under pressure. Some browsers decide by themselves, one asks the person. @returns {Promise<boolean>} */
    async persist() {
      if (await persisted()) return true;
      return storage?.persist ? storage.persist() : false;
    },
    /** @returns {Promise<{usage: number, quota: number, free: number}|null>} bytes; null where the browser does not say */
    async estimate() {
      if (!storage?.estimate) return null;
      const { usage, quota } = await storage.estimate();
      if (usage === undefined || quota === undefined) return null;
      return { usage, quota, free: Math.max(0, quota - usage) };
    },
    /** @returns {Promise<"likely"|"unknown">} */
    async privateWindow() {
      // Firefox hides service workers in private windows; Firefox and Safari refuse the private file system there.
      if (isSecureContext && !hasServiceWorker) return "likely";
      if (!storage?.getDirectory) return "unknown";
      return storage.getDirectory().then(
        () => /** @type {const} */ ("unknown"),
        (error) => (["SecurityError", "UnknownError"].includes(error?.name) ? "likely" : "unknown"),
      );
    },
  };
}
