/**
 * Handing a file to the person: by the phone's own share sheet where there is one, else as a download.
 *
 * Standard: Web Share Level 2. Closing the sheet is a choice, not an error.
 */

/**
 * @typedef {object} Parts
 * @property {Pick<Navigator, "share"|"canShare">|Record<string, undefined>} navigator
 * @property {Document} document
 * @property {Pick<typeof URL, "createObjectURL"|"revokeObjectURL">} urls  `URL`
 * @property {(work: () => void, milliseconds: number) => unknown} later  `setTimeout`
 */

/** Long enough for a slow phone to have begun reading the file. */
const KEEP_DOWNLOAD_MS = 60_000;

/** @param {Parts} parts */
export function createShare({ navigator, document, urls, later }) {
  /** @param {File} file */
  function download(file) {
    const address = urls.createObjectURL(file);
    const link = document.createElement("a");
    link.href = address;
    link.download = file.name;
    link.click();
    later(() => urls.revokeObjectURL(address), KEEP_DOWNLOAD_MS);
  }

  /** Is there a share sheet that takes this? @param {File} file */
  const canGive = (file) => Boolean(navigator.share && navigator.canShare?.({ files: [file] }));

  return {
    download,
    canGive,
    /** Call it from a touch. @param {File} file @returns {Promise<"shared"|"cancelled"|"downloaded">} */
    async give(file) {
      if (!navigator.share || !canGive(file)) {
        download(file);
        return "downloaded";
      }
      try {
        await navigator.share({ files: [file] });
        return "shared";
      } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") return "cancelled";
        download(file);
        return "downloaded";
      }
    },
  };
}
