/**
 * What leaves this phone as a file or on paper: made in memory, handed over, and kept nowhere by the app.
 *
 * No name stands in a file's name: it shows in lists of downloads and in share sheets.
 */

/**
 * @param {object} parts
 * @param {ReturnType<typeof import("./share.js").createShare>} parts.share
 * @param {() => void} parts.print  `window.print`
 * @param {() => Promise<typeof import("./pdf.js")>} parts.readPdf  read when it is wanted
 * @param {() => string} parts.today  "2026-11-25"
 */
export function createOutput({ share, print, readPdf, today }) {
  /** @param {BlobPart} content @param {string} ending @param {string} type */
  const fileOf = (content, ending, type) => new File([content], `document-${today()}.${ending}`, { type });
  return {
    /** @param {import("./pdf.js").Paper} document @returns {Promise<File>} rejects Refused `pdf-letters`, Offline or `part-missing` */
    async pdfOf(document) {
      const { writePdf } = await readPdf();
      return fileOf(writePdf(document), "pdf", "application/pdf");
    },
    /** @param {string} text @returns {File} */
    csvOf: (text) => fileOf(text, "csv", "text/csv"),
    /** By the share sheet of the phone: call it from a touch. */
    give: share.give,
    /** Into the downloads of the phone. */
    save: share.download,
    /** Can this phone's share sheet take such a file? */
    canGive: () => share.canGive(fileOf("", "pdf", "application/pdf")),
    /** What the screen shows as a paper, and nothing else of it. */
    print,
  };
}

/** @typedef {ReturnType<typeof createOutput>} Output */
